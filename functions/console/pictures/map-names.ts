/** What is named on a map: areas that legs touch, then shaded ones, then the routes, the heaviest first. */
import { middleOf } from './base-map.ts'
import { type Arc, pointAt } from './legs.ts'
import type { Drawn, MapArea } from './map.tsx'
import { about, type Placed, placed, type Wanted } from './map-labels.ts'
import { keyOf, placeOf } from './places.ts'
import { type LonLat, mapHeight, mapWidth, type Point, type View } from './projection.ts'
import type { Box } from './text-box.ts'

/** @param drawn the heaviest first. */
export function namesOf(
  drawn: readonly Drawn[],
  areas: readonly MapArea[],
  view: View,
): { names: Placed[]; leftOut: number } {
  const ofAreas = placed(areaNames(drawn, areas, view))
  // Names of routes leave heads alone: which way it goes matters more.
  const taken = [...ofAreas.names.map(({ box }) => box), ...drawn.map(({ arc }) => headBox(arc))]
  const ofRoutes = placed(routeNames(drawn), taken)
  return { names: [...ofAreas.names, ...ofRoutes.names], leftOut: ofAreas.leftOut + ofRoutes.leftOut }
}

function areaNames(drawn: readonly Drawn[], areas: readonly MapArea[], view: View): Wanted[] {
  const named = new Map<string, { text: string; place: LonLat | undefined; kind: string }>()
  for (const end of drawn.flatMap(({ leg }) => [leg.from, leg.to]))
    named.set(keyOf(end), { text: end.name, place: placeOf(end), kind: end.kind })
  for (const { country, name } of areas)
    if (!named.has(country)) named.set(country, { text: name, place: middleOf(country), kind: 'country' })
  return [...named.values()].flatMap(({ text, place, kind }): Wanted[] => {
    const at = place && view.at(place)
    return at && isOnMap(at) ? [{ text: short(text), size: 13, kind, at: about(at) }] : []
  })
}

/** One name for all legs of a route, at the first of them that has room for it. */
function routeNames(drawn: readonly Drawn[]): Wanted[] {
  const places = new Map<string, Point[]>()
  for (const { leg, arc, width } of drawn)
    if (leg.label) places.set(leg.label, [...(places.get(leg.label) ?? []), ...beside(arc, width)])
  return [...places].map(([text, at]) => ({ text, size: 12, kind: 'route', at }))
}

/** Iran (Islamic Republic of), Moldova, Republic of: what stands first says which it is. */
const short = (name: string): string => name.replace(/ \(.*\)$|, .*$/u, '')

const isOnMap = ([x, y]: Point) => x >= 0 && y >= 0 && x <= mapWidth && y <= mapHeight

const beside = ({ points }: Arc, width: number): Point[] =>
  [0.5, 0.35, 0.65, 0.25, 0.8].flatMap((part) => {
    const [x, y] = pointAt(points, part)
    const off = width / 2 + 11
    return [
      [0, -off],
      [0, off],
      [60, -4],
      [-60, -4],
    ].map(([right = 0, down = 0]): Point => [x + right, y + down])
  })

const headBox = ({ points }: Arc): Box => {
  const [x, y] = points.at(-1) ?? [0, 0]
  return { x: x - 5, y: y - 5, width: 10, height: 10 }
}
