/** From degrees to units of the picture. */
import { type GeoProjection, geoConicEqualArea, geoEqualEarth } from 'd3-geo'

/** Degrees east and north (WGS 84). */
export type LonLat = readonly [number, number]
/** West, south, east, north in degrees; east is the greater, above 180 beyond the antimeridian. */
export type Frame = readonly [number, number, number, number]
export type Point = readonly [number, number]

export const mapWidth = 1000
export const mapHeight = 600

/** From the Balkans and Turkey to western China, from Pakistan to the south of Russia. */
export const region: Frame = [18, 24, 92, 59]

export type View = {
  projection: GeoProjection
  /** How many degrees of latitude a unit of the picture is, about the middle. */
  degreesPerUnit: number
  /** Undefined where the projection has no place for it. */
  at(place: LonLat): Point | undefined
}

export function viewOf([west, south, east, north]: Frame): View {
  const [lon, lat] = [(west + east) / 2, (south + north) / 2]
  const isWide = east - west > 110 || north - south > 80
  const projection = isWide
    ? geoEqualEarth().rotate([-lon, 0])
    : geoConicEqualArea()
        .parallels([south + (north - south) / 6, north - (north - south) / 6])
        .rotate([-lon, 0])
        .center([0, lat])
  const edge = Array.from({ length: 25 }, (_, i) => i / 24).flatMap((t) => {
    // A frame as wide as the world has its two edges beside the antimeridian, not on it.
    const x = west + (east - west) * (0.001 + 0.998 * t)
    const y = south + (north - south) * t
    return [
      [x, south],
      [x, north],
      [west + 0.001, y],
      [east - 0.001, y],
    ]
  })
  // Between neighbouring points of the base map a straight line is near enough; along a pole it is not.
  projection.precision(3)
  projection.fitSize([mapWidth, mapHeight], { type: 'MultiPoint', coordinates: edge })
  projection.clipExtent([
    [-2, -2],
    [mapWidth + 2, mapHeight + 2],
  ])
  const at = (place: LonLat): Point | undefined => {
    const found = projection([place[0], place[1]])
    return found?.every(Number.isFinite) ? found : undefined
  }
  const [above, below] = [at([lon, lat + 0.5]), at([lon, lat - 0.5])]
  const perDegree = above && below ? Math.abs(below[1] - above[1]) : mapHeight / 180
  return { projection, degreesPerUnit: 1 / Math.max(perDegree, 0.5), at }
}

/** The smallest frame around all places, with room about them; the default region where there are none. */
export function frameOf(places: readonly LonLat[]): Frame {
  if (places.length === 0) return region
  const lons = places.map(([lon]) => lon).sort((a, b) => a - b)
  const lats = places.map(([, lat]) => lat)
  // The widest stretch with nothing in it lies outside the frame: so what spans the antimeridian stays together.
  const gaps = lons.map((lon, i) => ({ after: lon, before: lons[i + 1] ?? (lons[0] ?? 0) + 360 }))
  const widest = gaps.reduce((best, gap) => (gap.before - gap.after > best.before - best.after ? gap : best))
  const west = widest.before > 180 ? widest.before - 360 : widest.before
  const [low, high] = across(west, west + 360 - (widest.before - widest.after), 30, 360)
  const [south, north] = across(Math.min(...lats), Math.max(...lats), 18, 150)
  return [
    Math.round(low),
    Math.max(Math.round(south), -80),
    Math.round(high),
    Math.min(Math.round(north), 84),
  ]
}

function across(from: number, to: number, least: number, most: number): [number, number] {
  const half = Math.min(Math.max((to - from) * 0.62, least / 2), most / 2)
  return [(from + to) / 2 - half, (from + to) / 2 + half]
}

export const isWithin = ([west, south, east, north]: Frame, [lon, lat]: LonLat): boolean =>
  [lon, lon + 360].some((x) => x >= west && x <= east) && lat >= south && lat <= north
