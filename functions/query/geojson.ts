/** GeoJSON (RFC 7946). Precision is honoured: what was reported for a country or region alone is no point on a map. */
import type { Listed } from './lists.ts'
import type { Body } from './present.ts'

const disclaimer =
  'Boundaries and names shown by any map of these data imply no opinion on the legal status of a territory.'

export function seizuresGeoJson({ items }: Listed): string {
  return collection(
    items.map(({ subject, place, ...properties }) =>
      feature(String(subject), pointOf(place), { ...properties, place }),
    ),
  )
}

/** One feature for each leg; a line only where both ends were reported as points. */
export function routesGeoJson({ items }: Listed): string {
  return collection(
    items.flatMap(({ subject, legs, names, status, substances }) =>
      ((legs ?? []) as Body[]).map((leg) => {
        const [from, to] = [pointOf(leg.from), pointOf(leg.to)]
        const line =
          from && to ? { type: 'LineString', coordinates: [from.coordinates, to.coordinates] } : null
        return feature(`${String(subject)}/${String(leg.legId)}`, line, {
          route: subject,
          names,
          routeStatus: status,
          routeSubstances: substances,
          ...leg,
        })
      }),
    ),
  )
}

type Point = { type: 'Point'; coordinates: readonly [number, number] }

function pointOf(place: unknown): Point | null {
  const { point, precision } = (place ?? {}) as { point?: { lon: number; lat: number }; precision?: string }
  const isArea = precision === 'country' || precision === 'adminRegion'
  return point && !isArea ? { type: 'Point', coordinates: [point.lon, point.lat] } : null
}

function feature(id: string, geometry: object | null, properties: Body) {
  return { type: 'Feature', id, geometry, properties }
}

function collection(features: readonly object[]): string {
  return JSON.stringify({ type: 'FeatureCollection', disclaimer, features })
}
