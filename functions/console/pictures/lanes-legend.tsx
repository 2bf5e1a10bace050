/** What the marks of a timeline mean: those that are in it. */
import { type SubjectKind, subjectKinds } from '../../../events/ids.ts'
import type { Language } from '../language.ts'
import { graphTexts } from '../texts/graph.ts'
import { timelineTexts } from '../texts/timeline.ts'
import { Shape } from './graph-shapes.tsx'
import { markWidth, type PackedLane } from './lanes-packing.ts'
import { widthOf } from './text-box.ts'

type Sign = SubjectKind | 'imprecise' | 'period' | 'open'

const fontSize = 11
const rowHeight = 22
const symbolWidth = 32
const isKind = (sign: Sign): sign is SubjectKind => subjectKinds.some((kind) => kind === sign)

function entriesOf(lanes: readonly PackedLane[], lang: Language, width: number) {
  const entries = lanes.flatMap(({ placed }) => placed)
  const periods = entries.filter(({ until }) => until !== undefined)
  const signs: Sign[] = [
    ...subjectKinds.filter((kind) => entries.some((entry) => entry.kind === kind)),
    ...(entries.length > periods.length ? (['imprecise'] as const) : []),
    ...(periods.length > 0 ? (['period'] as const) : []),
    ...(periods.some(({ until }) => until === 'open') ? (['open'] as const) : []),
  ]
  let [x, y] = [12, rowHeight]
  return signs.map((sign) => {
    const name = isKind(sign) ? graphTexts[lang].kinds[sign] : timelineTexts[lang][sign]
    const wide = symbolWidth + widthOf(name, fontSize) + 14
    if (x > 12 && x + wide > width) [x, y] = [12, y + rowHeight]
    const placed = { sign, name, x, y }
    x += wide
    return placed
  })
}

export function legendHeight(lanes: readonly PackedLane[], lang: Language, width: number): number {
  return (entriesOf(lanes, lang, width).at(-1)?.y ?? 0) + rowHeight / 2
}

type Props = { lanes: readonly PackedLane[]; lang: Language; y: number; width: number }

export function LanesLegend({ lanes, lang, y, width }: Props) {
  return (
    <g
      class="graph-legend"
      transform={`translate(0 ${y})`}
      role="list"
      aria-label={timelineTexts[lang].legend}
    >
      {entriesOf(lanes, lang, width).map((entry) => (
        <g role="listitem" transform={`translate(${Math.round(entry.x)} ${entry.y})`}>
          <LegendSign sign={entry.sign} />
          <text x={symbolWidth} y={4}>
            {entry.name}
          </text>
        </g>
      ))}
    </g>
  )
}

function LegendSign({ sign }: { sign: Sign }) {
  if (isKind(sign)) return <Shape kind={sign} radius={markWidth / 2} at={{ x: 13, y: 0 }} />
  if (sign === 'imprecise')
    return <rect class="lanes-span graph-figures" x={0} y={-7} width={26} height={14} rx={3} />
  const tip = sign === 'open' ? 8 : 0
  return <path class="lanes-bar graph-figures" d={`M0 -8H${26 - tip}L26 0L${26 - tip} 8H0Z`} />
}
