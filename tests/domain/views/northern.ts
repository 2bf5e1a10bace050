/** The worked example of the domain: from Afghanistan through Central Asia to Russia and on to Western Europe. */
import { type Draft, envelope, told } from '../stream.ts'

export const subject = 'routes/northern'
export const giToc = [{ id: 'gi-toc-2024', kind: 'ngo-research' }]
const daryo = [{ id: 'daryo-2024', kind: 'open-source-media', derivedFrom: ['gi-toc-2024'] }]
export const country = (code: string) => ({ country: code })
export const leg = (legId: string, from: object, to: object, role: string, more: object = {}) =>
  told('RouteLegAdded', { legId, from, to, role, ...envelope, sources: giToc, ...more })
const estimated = (metric: string, sources: object[], grade: string) =>
  told('RouteValueEstimated', {
    metric,
    min: '1100000000',
    max: '2100000000',
    currency: 'USD',
    referencePeriod: 'unknown',
    ...envelope,
    grading: { ...envelope.grading, source: grade },
    sources,
  })

export const example: readonly Draft[] = [
  told('RouteIdentified', {
    names: { en: 'Northern route', ru: 'Северный маршрут' },
    substances: ['opiates-nonspecified', 'cannabis-resin'],
    status: 'active',
    ...envelope,
    sources: giToc,
  }),
  leg('ru-weu', country('RU'), { region: 'western-europe' }, 'trunk', { note: 'inferred' }),
  leg('uz-kz', country('UZ'), country('KZ'), 'branch', {
    status: 'suspected',
    since: { precision: 'unknown' },
  }),
  leg('tj-kg', country('TJ'), country('KG'), 'trunk'),
  leg('kz-ru', country('KZ'), country('RU'), 'trunk'),
  leg('af-tj', country('AF'), country('TJ'), 'trunk'),
  leg('kg-kz', country('KG'), country('KZ'), 'trunk'),
  estimated('unspecified-proceeds', giToc, 'B'),
  estimated('gross-revenue', daryo, 'C'),
]
