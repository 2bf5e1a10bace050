/**
 * The base map: land, boundaries and countries by ISO code. The setting BASE_MAP names another TopoJSON file: an object
 * `countries`, a GeometryCollection of polygons in degrees (WGS 84) whose `id` is the numeric ISO 3166-1 code, as text
 * of three digits; an area without an id is drawn, and its boundary broken, but nothing is ever said of it.
 */
import { readFileSync } from 'node:fs'
import { geoArea, geoCentroid, geoPath } from 'd3-geo'
import type { Feature, MultiPolygon, Polygon } from 'geojson'
import { iso31661 } from 'iso-3166/1.js'
import { feature, merge, mesh } from 'topojson-client'
import type {
  GeometryCollection,
  MultiPolygon as Shape,
  Polygon as Single,
  Topology,
} from 'topojson-specification'
import atlas from 'world-atlas/countries-50m.json' with { type: 'json' }
import { once } from '../../../events/once.ts'
import { type Frame, type LonLat, type View, viewOf } from './projection.ts'
import { decoded, relative, simplified, withoutSpecks } from './topology.ts'

type Countries = GeometryCollection & { geometries: (Shape | Single)[] }
type Country = Feature<Polygon | MultiPolygon>

const topology = once((): Topology => {
  const file = process.env.BASE_MAP
  const read = file ? (JSON.parse(readFileSync(file, 'utf8')) as Topology) : atlas
  if (read.objects?.countries?.type !== 'GeometryCollection')
    throw new Error('The base map has no object `countries`, a GeometryCollection.')
  return decoded(read)
})
const countriesOf = ({ objects }: Topology) => objects.countries as Countries

const alpha2 = once(() => new Map(iso31661.map(({ numeric, alpha2 }) => [numeric, alpha2])))
const isoOf = ({ id }: { id?: string | number | undefined }) =>
  id === undefined ? undefined : alpha2().get(String(id).padStart(3, '0'))

const byIso = once(() => {
  const all = topology()
  return new Map(
    countriesOf(all).geometries.flatMap((geometry): [string, Country][] => {
      const iso = isoOf(geometry)
      return iso === undefined ? [] : [[iso, feature(all, geometry) as Country]]
    }),
  )
})

/** Where most of a country lies is not always where its roads are. */
const middles: Readonly<Record<string, LonLat>> = { RU: [46, 55.5], CA: [-97, 52], HR: [15.9, 45.6] }
const found = new Map<string, LonLat | undefined>()

/** A point that stands for a country: the middle of its largest part. Undefined where the base map lacks it. */
export function middleOf(iso: string): LonLat | undefined {
  if (!found.has(iso)) found.set(iso, middles[iso] ?? largestPart(byIso().get(iso)))
  return found.get(iso)
}

function largestPart(country: Country | undefined): LonLat | undefined {
  if (country === undefined) return undefined
  const { geometry } = country
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const polygons = parts.map((coordinates): Polygon => ({ type: 'Polygon', coordinates }))
  const [largest] = polygons.map((one) => ({ one, area: geoArea(one) })).sort((a, b) => b.area - a.area)
  return largest && (geoCentroid(largest.one) as [number, number])
}

/** Units of the picture between two points of a coast or boundary. */
const leastStep = 2.4

/** SVG paths. `unsettled`: boundaries of areas that have no code of their own. */
export type BaseMap = {
  view: View
  land: string
  borders: string
  unsettled: string
  shape(iso: string): string | undefined
}

const drawn = new Map<string, BaseMap>()
/** Frames fitted to what is shown are many. */
const drawnMax = 24

export function baseMap(frame: Frame): BaseMap {
  const key = frame.join()
  const known = drawn.get(key)
  if (known) return known
  if (drawn.size >= drawnMax) drawn.delete(drawn.keys().next().value ?? '')
  const made = draw(frame)
  drawn.set(key, made)
  return made
}

function draw(frame: Frame): BaseMap {
  const view = viewOf(frame)
  const simple = simplified(topology(), view.degreesPerUnit * leastStep)
  const countries = countriesOf(simple)
  const toPath = geoPath(view.projection).digits(1)
  const path = (shape: Parameters<typeof toPath>[0]) => relative(toPath(shape) ?? '')
  const lacksCode = (shape: { id?: string | number | undefined }) => isoOf(shape) === undefined
  const bordersWhere = (isUnsettled: boolean) =>
    path(mesh(simple, countries, (a, b) => a !== b && (lacksCode(a) || lacksCode(b)) === isUnsettled))
  const shapes = new Map(countries.geometries.map((geometry) => [isoOf(geometry), geometry]))
  return {
    view,
    land: path(withoutSpecks(merge(simple, countries.geometries))),
    borders: bordersWhere(false),
    unsettled: bordersWhere(true),
    shape: (iso) => {
      const shape = shapes.get(iso)
      return shape && path(withoutSpecks((feature(simple, shape) as Country).geometry))
    },
  }
}
