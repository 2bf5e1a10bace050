/** A timeline as swim lanes: events as marks, periods as bars, and dates as wide as they are uncertain. */
import type { Language } from '../language.ts'
import { timelineTexts } from '../texts/timeline.ts'
import { Axis, headHeight } from './lanes-axis.tsx'
import { LanesLegend, legendHeight } from './lanes-legend.tsx'
import { Event, labelWidthOf } from './lanes-marks.tsx'
import { extentOf, type Lane, type Packed, type PackedLane, packed } from './lanes-packing.ts'
import { linesOf } from './text-box.ts'
import { ticksOf, type Window } from './time-axis.ts'
import { windowName } from './time-names.ts'

const pictureWidth = 1200
const left = 190
const right = pictureWidth - 16
const rowHeight = 20
const padding = 8

export type LanesProps = { packing: Packed; window: Window; nowMs: number; lang: Language; by: string }

/** Places in the picture, never outside of what the window shows. */
const xIn = ({ startMs, endMs }: Window) => {
  const perMs = (right - left) / (endMs - startMs)
  return (ms: number): number => left + (Math.min(Math.max(ms, startMs), endMs) - startMs) * perMs
}

/** What is drawn of the lanes, by the room that the picture has. */
export function packedFor(lanes: readonly Lane[], window: Window, nowMs: number): Packed {
  return packed(lanes, window, {
    xOf: xIn(window),
    labelWidthOf,
    rightX: pictureWidth - 4,
    openMs: Math.max(nowMs, window.startMs),
  })
}

const heightOf = ({ rows }: PackedLane): number => Math.max(2, rows) * rowHeight + 2 * padding

export function LanesPicture({ packing: { lanes }, window, nowMs, lang, by }: LanesProps) {
  const t = timelineTexts[lang]
  const xOf = xIn(window)
  const tops = lanes.map((_, i) => lanes.slice(0, i).reduce((sum, lane) => sum + heightOf(lane), headHeight))
  const bottom = lanes.reduce((sum, lane) => sum + heightOf(lane), headHeight)
  const isNow = nowMs > window.startMs && nowMs < window.endMs
  const count = lanes.reduce((sum, { placed }) => sum + placed.length, 0)
  return (
    <svg
      class="graph lanes"
      viewBox={`0 0 ${pictureWidth} ${bottom + legendHeight(lanes, lang, pictureWidth)}`}
      role="group"
      aria-label={t.titleOf(by, windowName(window, lang))}
      data-pan-zoom={t.zoom}
    >
      <desc>{t.description(count)}</desc>
      {lanes.map((lane, i) => (
        <rect
          class={i % 2 === 0 ? 'lanes-even' : 'lanes-odd'}
          x={0}
          y={tops[i]}
          width={pictureWidth}
          height={heightOf(lane)}
        />
      ))}
      <Axis
        ticks={ticksOf(window, lang)}
        xOf={xOf}
        columnWidth={(right - left) / window.columns}
        right={right}
        bottom={bottom}
      />
      {isNow && (
        <g class="lanes-now">
          <path d={`M${tenth(xOf(nowMs))} ${headHeight - 4}V${bottom}`} />
          <title>{t.today}</title>
        </g>
      )}
      {lanes.map((lane, i) => (
        <LaneRow lane={lane} top={tops[i] ?? 0} xOf={xOf} nowMs={nowMs} window={window} lang={lang} />
      ))}
      <LanesLegend lanes={lanes} lang={lang} y={bottom} width={pictureWidth} />
    </svg>
  )
}

const tenth = (value: number): number => Math.round(value * 10) / 10

type RowProps = Pick<LanesProps, 'nowMs' | 'window' | 'lang'> & {
  lane: PackedLane
  top: number
  xOf: (ms: number) => number
}

function LaneRow({ lane, top, xOf, nowMs, window, lang }: RowProps) {
  const name = linesOf(lane.name, 12, left - 24, 2)
  const middle = top + heightOf(lane) / 2
  const heading = (
    <>
      <title>{lane.name}</title>
      <text class="lanes-name">
        {name.map((line, i) => (
          <tspan x={12} y={tenth(middle + 4 + (i - (name.length - 1) / 2) * 15)}>
            {line}
          </tspan>
        ))}
      </text>
    </>
  )
  return (
    <g role="group" aria-label={lane.name}>
      {lane.href === undefined ? <g>{heading}</g> : <a href={lane.href}>{heading}</a>}
      {lane.placed.map((entry) => (
        <Event
          entry={entry}
          middle={top + padding + (entry.row + 0.5) * rowHeight}
          extent={extentOf(entry, { xOf, labelWidthOf, openMs: Math.max(nowMs, window.startMs) })}
          bandWidth={xOf(entry.span.endMs) - xOf(entry.span.startMs)}
          isLeftOpen={entry.span.startMs < window.startMs}
          lang={lang}
        />
      ))}
    </g>
  )
}
