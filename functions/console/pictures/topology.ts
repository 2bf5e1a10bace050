/** Shapes of a TopoJSON file: as degrees, thinned to what can be seen, and written short. */
import { geoArea } from 'd3-geo'
import type { MultiPolygon, Polygon } from 'geojson'
import type { Topology } from 'topojson-specification'

/** Arcs in degrees, in place of steps on a grid. */
export function decoded(packed: Topology): Topology {
  const { transform, ...rest } = packed
  if (transform === undefined) return packed
  const [[kx, ky], [dx, dy]] = [transform.scale, transform.translate]
  const arcs = packed.arcs.map((arc) => {
    let [x, y] = [0, 0]
    return arc.map(([stepX = 0, stepY = 0]) => {
      x += stepX
      y += stepY
      return [x * kx + dx, y * ky + dy]
    })
  })
  return { ...rest, arcs }
}

/** Neighbours share their arcs: thinned once, they still fit each other. @param degrees least way between two points. */
export function simplified(whole: Topology, degrees: number): Topology {
  const arcs = whole.arcs.map((arc) => {
    let [keptX = 0, keptY = 0] = arc[0] ?? []
    return arc.filter(([x = 0, y = 0], index) => {
      const far = Math.hypot((x - keptX) * Math.cos((y * Math.PI) / 180), y - keptY) >= degrees
      const stays = index === 0 || index === arc.length - 1 || far
      if (stays) [keptX, keptY] = [x, y]
      return stays
    })
  })
  return { ...whole, arcs }
}

/**
 * Rings that thinning left too few corners go; one that it turned inside out would be the whole globe but for itself.
 */
export function withoutSpecks(shape: Polygon | MultiPolygon): MultiPolygon {
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
  const isSound = (ring: Polygon['coordinates'][number]) =>
    ring.length > 4 && geoArea({ type: 'Polygon', coordinates: [ring] }) < Math.PI
  return {
    type: 'MultiPolygon',
    coordinates: polygons.flatMap(([outer, ...holes]) =>
      outer && isSound(outer) ? [[outer, ...holes.filter((hole) => isSound([...hole].reverse()))]] : [],
    ),
  }
}

/** The same path in steps, a third shorter. @param path of absolute M, L and Z, in tenths. */
export function relative(path: string): string {
  let [x, y] = [0, 0]
  let [startX, startY] = [0, 0]
  let letter = ''
  return path.replaceAll(
    /([MLZ])(?:(-?[\d.]+),(-?[\d.]+))?/g,
    (_, kind: string, right: string, down: string) => {
      if (kind === 'Z') {
        ;[x, y] = [startX, startY]
        letter = 'z'
        return 'z'
      }
      const [toX, toY] = [Math.round(Number(right) * 10), Math.round(Number(down) * 10)]
      const step = `${tenths(toX - x)}${toY - y < 0 ? '' : ' '}${tenths(toY - y)}`
      ;[x, y] = [toX, toY]
      if (kind === 'M') [startX, startY] = [x, y]
      const isSame = letter === 'L' && kind === 'L'
      letter = kind
      return `${isSame ? (step.startsWith('-') ? '' : ' ') : kind.toLowerCase()}${step}`
    },
  )
}

const tenths = (value: number): string => String(value / 10).replace(/^(-?)0\./, '$1.')
