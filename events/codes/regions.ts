/** Regions of the UN statistics division (M49), by slug. Numeric codes as published at unstats.un.org/unsd/methodology/m49. */
import * as z from 'zod'

type Region = { m49: string; en: string; ru: string }

export const regions = {
  world: { m49: '001', en: 'World', ru: 'Мир' },
  africa: { m49: '002', en: 'Africa', ru: 'Африка' },
  'northern-africa': { m49: '015', en: 'Northern Africa', ru: 'Северная Африка' },
  'sub-saharan-africa': { m49: '202', en: 'Sub-Saharan Africa', ru: 'Африка к югу от Сахары' },
  'eastern-africa': { m49: '014', en: 'Eastern Africa', ru: 'Восточная Африка' },
  'middle-africa': { m49: '017', en: 'Middle Africa', ru: 'Центральная Африка' },
  'southern-africa': { m49: '018', en: 'Southern Africa', ru: 'Южная Африка' },
  'western-africa': { m49: '011', en: 'Western Africa', ru: 'Западная Африка' },
  americas: { m49: '019', en: 'Americas', ru: 'Америка' },
  'latin-america-and-the-caribbean': {
    m49: '419',
    en: 'Latin America and the Caribbean',
    ru: 'Латинская Америка и Карибский бассейн',
  },
  caribbean: { m49: '029', en: 'Caribbean', ru: 'Карибский бассейн' },
  'central-america': { m49: '013', en: 'Central America', ru: 'Центральная Америка' },
  'south-america': { m49: '005', en: 'South America', ru: 'Южная Америка' },
  'north-america': { m49: '003', en: 'North America', ru: 'Северная и Центральная Америка' },
  'northern-america': { m49: '021', en: 'Northern America', ru: 'Северная Америка' },
  asia: { m49: '142', en: 'Asia', ru: 'Азия' },
  'central-asia': { m49: '143', en: 'Central Asia', ru: 'Центральная Азия' },
  'eastern-asia': { m49: '030', en: 'Eastern Asia', ru: 'Восточная Азия' },
  'south-eastern-asia': { m49: '035', en: 'South-eastern Asia', ru: 'Юго-Восточная Азия' },
  'southern-asia': { m49: '034', en: 'Southern Asia', ru: 'Южная Азия' },
  'western-asia': { m49: '145', en: 'Western Asia', ru: 'Западная Азия' },
  europe: { m49: '150', en: 'Europe', ru: 'Европа' },
  'eastern-europe': { m49: '151', en: 'Eastern Europe', ru: 'Восточная Европа' },
  'northern-europe': { m49: '154', en: 'Northern Europe', ru: 'Северная Европа' },
  'southern-europe': { m49: '039', en: 'Southern Europe', ru: 'Южная Европа' },
  'western-europe': { m49: '155', en: 'Western Europe', ru: 'Западная Европа' },
  oceania: { m49: '009', en: 'Oceania', ru: 'Океания' },
  'australia-and-new-zealand': {
    m49: '053',
    en: 'Australia and New Zealand',
    ru: 'Австралия и Новая Зеландия',
  },
  melanesia: { m49: '054', en: 'Melanesia', ru: 'Меланезия' },
  micronesia: { m49: '057', en: 'Micronesia', ru: 'Микронезия' },
  polynesia: { m49: '061', en: 'Polynesia', ru: 'Полинезия' },
} as const satisfies Record<string, Region>

export type RegionSlug = keyof typeof regions

export const regionSlug = z.enum(Object.keys(regions) as [RegionSlug, ...RegionSlug[]])
