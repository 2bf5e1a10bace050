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

type Route = Pick<Schemas['RouteItem'], 'subject' | 'names' | 'legs' | 'substances' | 'evidence'>
type Where = Schemas['Leg']['from']

/** @param kgOf of a leg, in place of the evidence that the route itself tells, such as a sum of one period. */
export function legsOf(
  routes: readonly Route[],
  lang: Language,
  hrefOf?: (route: string) => string,
  kgOf?: (route: string, legId: string) => number,
): MapLeg[] {
  return routes.flatMap(({ subject, names, legs, substances: ofRoute, evidence }) =>
    legs.map((leg) => {
      const codes = leg.substances?.length ? leg.substances : ofRoute
      const told = evidence.legs.find(({ legId }) => legId === leg.legId)?.kilograms
      const kg = kgOf ? kgOf(subject, leg.legId) : Number(told ?? 0)
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
