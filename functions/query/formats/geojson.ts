/**
 * GeoJSON (RFC 7946). Precision is honoured: what was reported for a country or region alone is no point on a map, and
 * a leg is a line only where both ends were reported as points.
 */
import { placeKey } from '../../../domain/views/places.ts'
import type { Body } from '../present.ts'
import type { Form } from './format.ts'

const disclaimer =
  'Boundaries and names shown by any map of these data imply no opinion on the legal status of a territory.'

export const seizuresGeoJson: Form = {
  of: 'rows',
  write: (items, next) =>
    collection(
      items.map(({ subject, place, ...properties }) =>
        feature(String(subject), pointOf(place), { ...properties, place, precision: precisionOf(place) }),
      ),
      next,
    ),
}

/** One feature for each leg; its ends stand in `fromCode` and `toCode`, also where they are no points. */
export const routesGeoJson: Form = {
  of: 'rows',
  write: (items, next) =>
    collection(
      items.flatMap(({ subject, legs, names, status, substances }) =>
        ((legs ?? []) as Leg[]).map((leg) =>
          feature(`${String(subject)}/${leg.legId}`, lineOf(leg), {
            route: subject,
            names,
            routeStatus: status,
            routeSubstances: substances,
            ...leg,
            fromCode: placeKey(leg.from),
            toCode: placeKey(leg.to),
          }),
        ),
      ),
      next,
    ),
}

type Leg = Body & { legId: string; from: { country: string }; to: { country: string } }
type Place = {
  point?: { lon: number; lat: number }
  precision?: string
  adminRegion?: string
  locality?: string
}
type Point = { type: 'Point'; coordinates: readonly [number, number] }

function lineOf({ from, to }: Leg): object | null {
  const [start, end] = [pointOf(from), pointOf(to)]
  return start && end ? { type: 'LineString', coordinates: [start.coordinates, end.coordinates] } : null
}

function pointOf(place: unknown): Point | null {
  const { point, precision } = (place ?? {}) as Place
  const isArea = precision === 'country' || precision === 'adminRegion'
  return point && !isArea ? { type: 'Point', coordinates: [point.lon, point.lat] } : null
}

/** As reported; else how fine the place is named. */
function precisionOf(place: unknown): string {
  const { precision, locality, adminRegion } = (place ?? {}) as Place
  return (
    precision ?? (locality !== undefined ? 'locality' : adminRegion !== undefined ? 'adminRegion' : 'country')
  )
}

/** Claims stay with the card: they are evidence, not map. */
function feature(id: string, geometry: object | null, properties: Body) {
  const { claims: _c, conflicts: _f, reporters: _r, ...shown } = properties
  return { type: 'Feature', id, geometry, properties: shown }
}

function collection(features: readonly object[], next?: string): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    disclaimer,
    features,
    ...(next !== undefined && { next }),
  })
}
