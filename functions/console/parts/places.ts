/** Places in words, no finer than they were reported. */
import { regions } from '../../../events/codes/regions.ts'
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { countryName } from '../countries.ts'
import type { Language } from '../language.ts'

type Place = Schemas['Place']
export type PlaceOrRegion = Place | { region: string }

/** A country's code or a region's slug, as lists of places hold them. */
export function areaName(code: string, lang: Language): string {
  if (Object.hasOwn(regions, code)) return regions[code as keyof typeof regions][lang]
  return countryName(code, lang)
}

/** Names of places below the country stay as they were reported. */
export function placeName(place: PlaceOrRegion, lang: Language): string {
  if ('region' in place) return areaName(place.region, lang)
  const { country, adminRegion, locality, unlocode } = place
  return [countryName(country, lang), adminRegion, locality, unlocode].filter(Boolean).join(', ')
}
