/** Where things are, and who says so: the STIX objects that the others refer to. */
import { countryName } from '../../../../events/codes/iso-names.ts'
import { regions } from '../../../../events/codes/regions.ts'
import type { Body } from '../../present.ts'
import { commonKnowledge, type Evidence, restingOn, type StixObject, stixId } from './object.ts'

export type Place =
  | { region: string }
  | {
      country: string
      adminRegion?: string
      locality?: string
      unlocode?: string
      point?: { lon: number; lat: number }
      precision?: string
    }

/** STIX's own words for two regions that it does not call as M49 does. */
const regionWords: Readonly<Record<string, string>> = {
  'latin-america-and-the-caribbean': 'latin-america-caribbean',
  'australia-and-new-zealand': 'australia-new-zealand',
}

/** `countries/kz` is `KZ`. */
export const codeOf = (country: string) => country.slice('countries/'.length).toUpperCase()

/** A country or a region by its code: the same object wherever it is named. */
export function locationOf(code: string): StixObject {
  const id = stixId('location', code)
  const common = { type: 'location', id, ...commonKnowledge }
  const region = regions[code as keyof typeof regions]
  return region
    ? { ...common, name: region.en, region: regionWords[code] ?? code }
    : { ...common, name: countryName(code), country: code }
}

/**
 * The place of one subject. What is known finer than the country is what its claims say, and goes where they may go;
 * coordinates only where they were reported for more than an area.
 */
export function placeOf(subject: string, place: Place, claims: readonly Evidence[]): StixObject {
  if ('region' in place) return locationOf(place.region)
  const { country, adminRegion, locality, unlocode, point, precision } = place
  const isPoint = point !== undefined && precision !== 'country' && precision !== 'adminRegion'
  if (!isPoint && adminRegion === undefined && locality === undefined && unlocode === undefined)
    return locationOf(country)
  return {
    type: 'location',
    id: stixId('location', JSON.stringify([subject, place])),
    ...restingOn(claims),
    name: locality ?? unlocode ?? adminRegion ?? countryName(country),
    country,
    ...(adminRegion !== undefined && { administrative_area: adminRegion }),
    ...(locality !== undefined && { city: locality }),
    ...(isPoint && { latitude: point.lat, longitude: point.lon }),
  }
}

export function identityOf(agencyId: string, { reporters }: Body): StixObject {
  const names = (reporters ?? {}) as Readonly<Record<string, string>>
  return {
    type: 'identity',
    id: stixId('identity', `agencies/${agencyId}`),
    ...commonKnowledge,
    name: names[agencyId] ?? agencyId,
    identity_class: 'organization',
  }
}
