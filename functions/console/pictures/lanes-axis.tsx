/** The axis of a timeline: what each column is called. */
import { widthOf } from './text-box.ts'
import type { Tick } from './time-axis.ts'

export const headHeight = 44

const tenth = (value: number): number => Math.round(value * 10) / 10

type AxisProps = {
  ticks: readonly Tick[]
  xOf: (ms: number) => number
  columnWidth: number
  right: number
  bottom: number
}

/** Every label that fits its column, else every second, third … */
export function Axis({ ticks, xOf, columnWidth, right, bottom }: AxisProps) {
  const minor = ticks.filter(({ isMajor }) => !isMajor)
  const widest = Math.max(...minor.map(({ label }) => widthOf(label, 10))) + 4
  const every = Math.ceil(widest / columnWidth)
  const major = ticks.filter(({ isMajor }) => isMajor)
  return (
    <g class="lanes-axis">
      <path d={minor.map(({ atMs }) => `M${tenth(xOf(atMs))} ${headHeight}V${bottom}`).join('')} />
      <path class="lanes-major" d={major.map(({ atMs }) => `M${tenth(xOf(atMs))} 6V${bottom}`).join('')} />
      {minor.map(({ atMs, label }, i) =>
        i % every === 0 ? (
          <text x={tenth(xOf(atMs) + columnWidth / 2)} y={headHeight - 8} text-anchor="middle">
            {label}
          </text>
        ) : null,
      )}
      {major.map(({ atMs, label }, i) => {
        const room = (major[i + 1] ? xOf(major[i + 1]?.atMs ?? 0) : right) - xOf(atMs)
        return widthOf(label, 12) + 8 > room ? null : (
          <text class="lanes-year" x={tenth(xOf(atMs) + 5)} y={18}>
            {label}
          </text>
        )
      })}
    </g>
  )
}
