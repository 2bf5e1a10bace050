/** What the API answers, as it is drawn on a map. */
import { regions } from '../../../events/codes/regions.ts'
import { substances } from '../../../events/codes/substances.ts'
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { countryName } from '../countries.ts'
import { kilograms, type Language, period } from '../language.ts'
import { nameIn } from '../names.ts'
import { picturesTexts } from '../texts/pictures.ts'
import { amountOf, type MapArea, type MapDot, type MapLeg } from './map.tsx'
import { kindOf } from './palette.ts'
import type { MapEnd } from './places.ts'

type Route = Pick<Schemas['RouteItem'], 'subject' | 'names' | 'legs' | 'substances'>
type Where = Schemas['Leg']['from']

/** What was seized on a leg, in kilograms. @param route its subject. */
export type KilogramsOf = (route: string, legId: string) => number

export function kilogramsOfLegs(
  sums: readonly Pick<Schemas['StatisticsItem'], 'route' | 'leg' | 'kilograms'>[],
): KilogramsOf {
  const onLeg = new Map(sums.map(({ route, leg, kilograms: kg }) => [`routes/${route} ${leg}`, Number(kg)]))
  return (route, legId) => onLeg.get(`${route} ${legId}`) ?? 0
}

export function legsOf(
  routes: readonly Route[],
  lang: Language,
  kgOf: KilogramsOf,
  hrefOf?: (route: string) => string,
): MapLeg[] {
  return routes.flatMap(({ subject, names, legs, substances: ofRoute }) =>
    legs.map((leg) => {
      const codes = leg.substances?.length ? leg.substances : ofRoute
      const kg = kgOf(subject, leg.legId)
      const [from, to] = [endOf(leg.from, lang), endOf(leg.to, lang)]
      const label = names ? nameIn(names, lang) : subject
      const suspected = leg.status === 'suspected'
      const carried = codes.map((code) => substances[code][lang]).join(', ')
      const said = [
        label,
        `${from.name} → ${to.name}`,
        carried,
        suspected ? picturesTexts[lang].suspected : '',
        kg > 0 ? amountOf(kg, lang) : '',
      ]
      return {
        from,
        to,
        kg,
        kind: kindOf(codes),
        suspected,
        label,
        substances: carried,
        title: said.filter((part) => part !== '').join(' · '),
        href: hrefOf?.(subject),
      }
    }),
  )
}

/** Sums by country; without one they are no area. */
export function areasOf(
  rows: readonly Pick<Schemas['StatisticsItem'], 'country' | 'kilograms'>[],
  lang: Language,
  hrefOf?: (country: string) => string,
): MapArea[] {
  return rows.flatMap(({ country, kilograms: kg }) => {
    if (country === undefined || !(Number(kg) > 0)) return []
    const name = countryName(country, lang)
    return [
      { country, name, kg: Number(kg), title: `${name}: ${kilograms(kg, lang)}`, href: hrefOf?.(country) },
    ]
  })
}

/** Seizures with a reported point that is one: what was reported for a country or region alone is none. */
export function dotsOf(
  seizures: readonly Pick<
    Schemas['SeizureItem'],
    'subject' | 'place' | 'substances' | 'kilogramEquivalent' | 'occurred'
  >[],
  lang: Language,
  hrefOf?: (seizure: string) => string,
): MapDot[] {
  return seizures.flatMap(({ subject, place, substances: codes, kilogramEquivalent, occurred }) => {
    const { point, precision } = place
    if (point === undefined || precision === 'country' || precision === 'adminRegion') return []
    const kg = Number(kilogramEquivalent?.kg ?? 0)
    const where = place.locality ?? countryName(place.country, lang)
    const said = [
      where,
      period(occurred, lang),
      codes.map((code) => substances[code][lang]).join(', '),
      amountOf(kg, lang),
    ]
    return [
      {
        at: [point.lon, point.lat] as const,
        kg,
        kind: kindOf(codes),
        precision: precision ?? 'locality',
        title: said.join(' · '),
        href: hrefOf?.(subject),
      },
    ]
  })
}

function endOf(where: Where, lang: Language): MapEnd {
  if ('region' in where) return { kind: 'region', code: where.region, name: regions[where.region][lang] }
  const { country, point, precision, locality } = where
  const name = countryName(country, lang)
  if (point === undefined || precision === 'country' || precision === 'adminRegion')
    return { kind: 'country', code: country, name }
  return { kind: 'point', at: [point.lon, point.lat], name: locality ?? name }
}
