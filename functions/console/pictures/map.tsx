/**
 * Routes and seizures on a map. A country is an area, never a pin: legs between countries have open ends, and what was
 * seized somewhere in a country or in a region of it shades the country: the base map knows no regions, and a disc in
 * its middle would claim a place that nobody reported. Only a reported point of that precision is a dot.
 */
import { kilograms, type Language } from '../language.ts'
import { picturesTexts } from '../texts/pictures.ts'
import { baseMap, middleOf } from './base-map.ts'
import { legendOf } from './legend.tsx'
import { type Arc, arcOf } from './legs.ts'
import { Leg, Mark, Name } from './map-marks.tsx'
import { namesOf } from './map-names.ts'
import { type Kind, radius, roundUp, shade, thickness } from './palette.ts'
import { keyOf, type MapEnd, placeOf } from './places.ts'
import {
  type Frame,
  frameOf,
  isWithin,
  type LonLat,
  mapHeight,
  mapWidth,
  region,
  type View,
} from './projection.ts'

type Linked = { href?: string | undefined }
/** `title`: all that is to say of it, for those who cannot see it. `label`: drawn once for all legs that share it. */
export type MapLeg = Linked & {
  from: MapEnd
  to: MapEnd
  kg: number
  kind: Kind
  suspected: boolean
  label?: string
  title: string
  /** For the table. */
  substances: string
}
/** A country by its ISO code. */
export type MapArea = Linked & { country: string; name: string; kg: number; title: string }
export type MapDot = Linked & {
  at: LonLat
  kg: number
  kind: Kind
  precision: 'exact' | 'locality'
  title: string
}

export type MapProps = {
  title: string
  legs?: readonly MapLeg[]
  areas?: readonly MapArea[]
  dots?: readonly MapDot[]
  lang: Language
  /** Default: the region, or all that is shown where that lies outside. `fit`: all that is shown. */
  frame?: Frame | 'fit'
}

export type MapShown = {
  legs: readonly MapLeg[]
  areas: readonly MapArea[]
  dots: readonly MapDot[]
  mostLeg: number
  mostArea: number
  mostDot: number
}

export type Drawn = { leg: MapLeg; arc: Arc; width: number }

export function RouteMap({ title, legs = [], areas = [], dots = [], lang, frame }: MapProps) {
  const t = picturesTexts[lang]
  const most = (of: readonly { kg: number }[]) => roundUp(of.reduce((max, { kg }) => Math.max(max, kg), 0))
  const shown: MapShown = {
    legs,
    areas,
    dots,
    mostLeg: most(legs),
    mostArea: most(areas),
    mostDot: most(dots),
  }
  const base = baseMap(frame === undefined || frame === 'fit' ? frameFor(shown, frame) : frame)
  const drawn = arcsOf(legs, shown.mostLeg, base.view)
  const names = namesOf(drawn, areas, base.view)
  const missing = legs.length - drawn.length
  const notes = [
    ...(missing > 0 ? [t.unplaced(missing)] : []),
    ...(names.leftOut > 0 ? [t.unnamed(names.leftOut)] : []),
  ]
  const legend = legendOf(shown, notes, lang)
  const isLinked = [...legs, ...areas, ...dots].some(({ href }) => href !== undefined)
  return (
    <svg
      class="map"
      viewBox={`0 0 ${mapWidth} ${mapHeight + legend.height}`}
      role={isLinked ? 'group' : 'img'}
      aria-label={title}
      data-pan-zoom={t.zoom}
    >
      <desc>{t.described(legs.length, areas.length, dots.length)}</desc>
      <g>
        <rect class="map-sea" width={mapWidth} height={mapHeight} />
        <path class="map-land" d={base.land} />
        {areas.map(({ country, kg, title, href }) => {
          const d = base.shape(country)
          return (
            d && (
              <Mark
                href={href}
                title={title}
                body={<path class={`map-shade-${shade(kg, shown.mostArea)}`} d={d} />}
              />
            )
          )
        })}
        <path class="map-border" d={base.borders} />
        <path class="map-border map-unsettled" d={base.unsettled} />
        {drawn.map(({ leg, arc, width }) => (
          <Mark
            href={leg.href}
            title={leg.title}
            kind={leg.kind}
            body={<Leg leg={leg} arc={arc} width={width} />}
          />
        ))}
        {dots.map((dot) => {
          const at = base.view.at(dot.at)
          const spot = at && (
            <circle
              class={`map-dot map-${dot.precision}`}
              cx={at[0].toFixed(1)}
              cy={at[1].toFixed(1)}
              r={radius(dot.kg, shown.mostDot)}
            />
          )
          return spot && <Mark href={dot.href} title={dot.title} kind={dot.kind} body={spot} />
        })}
        {names.names.map((name) => (
          <Name name={name} />
        ))}
      </g>
      <rect class="map-ground" y={mapHeight} width={mapWidth} height={legend.height} />
      {legend.body}
    </svg>
  )
}

/** The thickest first, so that none hides a thinner one. */
function arcsOf(legs: readonly MapLeg[], most: number, view: View): Drawn[] {
  const before = new Map<string, number>()
  return [...legs]
    .sort((a, b) => b.kg - a.kg)
    .flatMap((leg) => {
      const way = `${keyOf(leg.from)}>${keyOf(leg.to)}`
      const nth = before.get(way) ?? 0
      before.set(way, nth + 1)
      const width = thickness(leg.kg, most)
      const arc = arcOf(leg, nth, width, view)
      return arc ? [{ leg, arc, width }] : []
    })
}

function frameFor({ legs, areas, dots }: MapShown, frame: 'fit' | undefined): Frame {
  const places = [
    ...legs.flatMap(({ from, to }) => [placeOf(from), placeOf(to)]),
    ...areas.map(({ country }) => middleOf(country)),
    ...dots.map(({ at }) => at),
  ].filter((place) => place !== undefined)
  return frame === undefined && places.every((place) => isWithin(region, place)) ? region : frameOf(places)
}

/** What a title says of an amount: nothing where nothing is known to be seized. */
export const amountOf = (kg: number, lang: Language): string => (kg > 0 ? kilograms(kg, lang) : '—')
