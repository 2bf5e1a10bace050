import { describe, expect, it } from 'vitest'
import { LanesPicture } from '../../../../functions/console/pictures/lanes.tsx'
import { type Entry, entriesMax, type Packed } from '../../../../functions/console/pictures/lanes-packing.ts'
import { LanesTable } from '../../../../functions/console/pictures/lanes-table.tsx'
import { type Span, spanOfDate } from '../../../../functions/console/pictures/time-axis.ts'
import { entry, lane, nowMs, placedIn, window2024 } from './made-lanes.ts'

const drawn = async (packing: Packed, window = window2024) =>
  String(await (<LanesPicture packing={packing} window={window} nowMs={nowMs} lang="en" by="route" />))

describe('the picture', () => {
  const widths = async (date: string): Promise<number> => {
    const svg = await drawn(placedIn([lane([entry('a', date)])]))
    return Number(/<rect class="lanes-span graph-seizures"[^>]* width="([\d.]+)"/.exec(svg)?.[1] ?? 0)
  }

  it('is as wide as a date is uncertain', async () => {
    const [year, quarter, month, day] = await Promise.all(
      ['2024', '2024-Q2', '2024-04', '2024-04-05'].map(widths),
    )
    expect(year).toBeCloseTo(994, 0)
    expect((year ?? 0) / (quarter ?? 1)).toBeCloseTo(366 / 91, 1)
    expect((year ?? 0) / (month ?? 1)).toBeCloseTo(366 / 30, 1)
    expect(day).toBe(0)
  })

  it('names events by kind, name and date, and links to them', async () => {
    const svg = await drawn(
      placedIn([lane([entry('a', '2024-04', { href: '/console/seizures/a', name: 'A <b> & c' })])]),
    )
    expect(svg).toContain('<title>Seizure: A &lt;b&gt; &amp; c, April 2024</title>')
    expect(svg).toContain('href="/console/seizures/a"')
  })

  it('ends a period that goes on at the present, and one that has ended where it ended', async () => {
    const dOf = async (until: Entry['until']) => {
      const svg = await drawn(placedIn([lane([entry('a', '2024-02', { until })])]))
      return Number(/<path class="lanes-bar[^>]* d="M[^L]*L([\d.]+)/.exec(svg)?.[1])
    }
    const xOf = (ms: number) =>
      190 + (994 * (ms - window2024.startMs)) / (window2024.endMs - window2024.startMs)
    expect(await dOf('open')).toBeCloseTo(xOf(nowMs), 0)
    expect(await dOf(spanOfDate('2024-03') as Span)).toBeCloseTo(xOf(Date.parse('2024-04-01')), 0)
  })

  it('of very much stays small, with neither style nor script in it', async () => {
    const lanes = Array.from({ length: 60 }, (_, i) =>
      lane(
        Array.from({ length: 300 }, (_, j) =>
          entry(
            `${j}`,
            `2024-${String(1 + (j % 12)).padStart(2, '0')}-${String(1 + (j % 28)).padStart(2, '0')}`,
            { href: `/console/seizures/${j}` },
          ),
        ),
        `routes/${i}`,
      ),
    )
    const packing = placedIn(lanes)
    const svg = await drawn(packing)
    const table = String(await (<LanesTable packing={packing} lang="ru" />))
    const count = packing.lanes.reduce((sum, { placed }) => sum + placed.length, 0)
    expect(count).toBeLessThanOrEqual(entriesMax)
    expect(table.match(/<tr>/g)).toHaveLength(count + 1)
    expect(Buffer.byteLength(svg) + Buffer.byteLength(table)).toBeLessThan(230_000)
    expect(svg).not.toMatch(/NaN|undefined|Infinity|style=|<script| on\w+=/)
  })
})
