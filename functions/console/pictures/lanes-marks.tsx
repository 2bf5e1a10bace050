/** One event or period of a timeline, drawn. */
import type { Language } from '../language.ts'
import { graphTexts } from '../texts/graph.ts'
import { Shape } from './graph-shapes.tsx'
import { markWidth, type Placed } from './lanes-packing.ts'
import { shortened, widthOf } from './text-box.ts'
import { entryName } from './time-names.ts'

const fontSize = 11
const labelMax = 170

/** How much room a name or a number beside a mark takes. */
export const labelWidthOf = (label: string): number => Math.min(labelMax, widthOf(label, fontSize))

const tenth = (value: number): number => Math.round(value * 10) / 10

type EventProps = {
  entry: Placed
  middle: number
  extent: { x: number; width: number }
  /** Of the whole span. */
  bandWidth: number
  isLeftOpen: boolean
  lang: Language
}

/** Named by its title, which is whole: what is written is cut to the room that there is. */
export function Event({ entry, middle, extent, bandWidth, isLeftOpen, lang }: EventProps) {
  const spoken = `${graphTexts[lang].kinds[entry.kind]}: ${entryName(entry, lang)}`
  const drawn = (
    <>
      <title>{spoken}</title>
      {entry.until === undefined ? (
        <Mark entry={entry} middle={middle} extent={extent} bandWidth={bandWidth} />
      ) : (
        <Bar entry={entry} middle={middle} extent={extent} isLeftOpen={isLeftOpen} />
      )}
    </>
  )
  return entry.href === undefined ? (
    <g class="graph-node" role="img" aria-label={spoken}>
      {drawn}
    </g>
  ) : (
    <a class="graph-node" href={entry.href}>
      {drawn}
    </a>
  )
}

type MarkProps = Pick<EventProps, 'entry' | 'middle' | 'extent' | 'bandWidth'>

function Mark({ entry, middle, extent: { x, width }, bandWidth }: MarkProps) {
  const count = entry.count > 1 ? String(entry.count) : undefined
  // A number stands beside the mark within the band, a name behind it.
  const center = x + width / 2 - (count ? labelWidthOf(count) / 2 + 1 : 0)
  const text = count ?? (entry.label && shortened(entry.label, fontSize, labelMax))
  return (
    <>
      {bandWidth > markWidth && (
        <rect
          class={`lanes-span graph-${entry.kind}`}
          x={tenth(x + (width - bandWidth) / 2)}
          y={middle - 7}
          width={tenth(bandWidth)}
          height={14}
          rx={3}
        />
      )}
      <Shape kind={entry.kind} radius={6} at={{ x: tenth(center), y: middle }} />
      {text && (
        <text x={tenth(count ? center + 8 : x + width + 4)} y={middle + 4}>
          {text}
        </text>
      )}
    </>
  )
}

/** What goes on ends in an arrow, what began before the window in a notch. */
function Bar({ entry, middle, extent: { x, width }, isLeftOpen }: Omit<EventProps, 'lang' | 'bandWidth'>) {
  const [top, bottom] = [middle - 8, middle + 8]
  const tip = entry.until === 'open' ? Math.min(8, width / 2) : 0
  const end = tenth(x + width)
  const back = isLeftOpen ? `L${tenth(x + Math.min(5, width / 2))} ${middle}` : ''
  const label = shortened(entry.label ?? '', fontSize, Math.max(0, width - 16))
  return (
    <>
      <path
        class={`lanes-bar graph-${entry.kind}`}
        d={`M${tenth(x)} ${top}H${tenth(end - tip)}L${end} ${middle}L${tenth(end - tip)} ${bottom}H${tenth(x)}${back}Z`}
      />
      {width > 40 && (
        <text class="lanes-within" x={tenth(x + 8)} y={middle + 4}>
          {label}
        </text>
      )}
    </>
  )
}
