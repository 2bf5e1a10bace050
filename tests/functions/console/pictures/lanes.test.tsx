import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LanesPicture, packedFor } from '../../../../functions/console/pictures/lanes.tsx'
import {
  countedRowsMax,
  type Entry,
  entriesMax,
  extentOf,
  type Lane,
  lanesMax,
  type Packed,
} from '../../../../functions/console/pictures/lanes-packing.ts'
import { LanesTable, leftOutOf } from '../../../../functions/console/pictures/lanes-table.tsx'
import {
  type Span,
  spanOfDate,
  type Window,
  windowOf,
} from '../../../../functions/console/pictures/time-axis.ts'

const nowMs = Date.parse('2024-06-15T00:00:00Z')
const window2024 = windowOf('month', { from: '2024-01', to: '2024-12' }, [], nowMs)
const entry = (id: string, date: string | undefined, more: Partial<Entry> = {}): Entry => ({
  id,
  kind: 'seizures',
  name: `Изъятие ${id}`,
  span: date === undefined ? undefined : spanOfDate(date),
  ...more,
})
const lane = (entries: readonly Entry[], id = 'routes/a'): Lane => ({ id, name: id, entries })
const placedIn = (lanes: readonly Lane[], window: Window = window2024): Packed =>
  packedFor(lanes, window, nowMs)
const drawn = async (packing: Packed, window = window2024) =>
  String(await (<LanesPicture packing={packing} window={window} nowMs={nowMs} lang="en" by="route" />))

const anyEntry = fc
  .record({
    kind: fc.constantFrom('seizures', 'statements', 'sessions'),
    date: fc.constantFrom(
      '2023',
      '2024',
      '2024-Q2',
      '2024-03',
      '2024-03-19',
      '2024-03-20',
      '2024-12-31',
      '2025-02',
      undefined,
    ),
    until: fc.constantFrom(undefined, undefined, undefined, 'open', '2024-08', '2026'),
    count: fc.integer({ min: 1, max: 40 }),
  })
  .map(({ kind, date, until, count }) => ({
    kind: kind as Entry['kind'],
    name: `${kind} of ${date}`,
    span: date === undefined ? undefined : spanOfDate(date),
    until: until === 'open' || until === undefined ? until : spanOfDate(until),
    count,
  }))
const anyLanes = fc.array(fc.array(anyEntry, { maxLength: 60 }), { maxLength: 6 }).map((lanes) =>
  lanes.map((entries, i) =>
    lane(
      entries.map((one, j) => ({ ...one, id: `e${j}` })),
      `routes/${i}`,
    ),
  ),
)

describe('lanes', () => {
  it('put nothing over anything else', () =>
    fc.assert(
      fc.property(anyLanes, (lanes) => {
        const xOf = (ms: number) =>
          (Math.min(Math.max(ms, window2024.startMs), window2024.endMs) - window2024.startMs) / 30_000_000
        for (const { placed, rows } of placedIn(lanes).lanes) {
          expect(rows).toBeLessThanOrEqual(countedRowsMax)
          for (let row = 0; row < rows; row++) {
            const extents = placed
              .filter((one) => one.row === row)
              .map((one) => extentOf(one, { xOf, labelWidthOf: () => 0, openMs: nowMs }))
              .sort((one, other) => one.x - other.x)
            for (const [i, { x, width }] of extents.entries())
              expect(x + width).toBeLessThanOrEqual((extents[i + 1]?.x ?? Number.POSITIVE_INFINITY) + 0.001)
          }
        }
      }),
      { numRuns: 60 },
    ))

  it('lose no event unsaid', () =>
    fc.assert(
      fc.property(anyLanes, (lanes) => {
        const { lanes: shown, leftOut } = placedIn(lanes)
        const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
        const all = sum(lanes.flatMap(({ entries }) => entries.map(({ count = 1 }) => count)))
        const inPicture = sum(shown.flatMap(({ placed }) => placed.map(({ count }) => count)))
        expect(inPicture + leftOut.undated + leftOut.before + leftOut.after + leftOut.crowded).toBe(all)
      }),
      { numRuns: 60 },
    ))

  it('are the same in whatever order the events come', () =>
    fc.assert(
      fc.property(anyLanes, (lanes) => {
        const turned = [...lanes].reverse().map((one) => ({ ...one, entries: [...one.entries].reverse() }))
        expect(placedIn(turned)).toStrictEqual(placedIn(lanes))
      }),
      { numRuns: 30 },
    ))

  it('say what lies before and after, and what has no date', () => {
    const packing = placedIn([
      lane([
        entry('a', '2019'),
        entry('b', '2026-01'),
        entry('c', undefined),
        entry('d', '2024-05'),
        entry('e', '2020', { until: 'open' }),
      ]),
    ])
    expect(packing.leftOut).toEqual({ undated: 1, before: 1, after: 1, crowded: 0, lanes: 0 })
    expect(packing.lanes[0]?.placed.map(({ id }) => id)).toEqual(['e', 'd'])
    expect(leftOutOf(packing, 'en')).toBe(
      'Left out of the timeline: 1 event earlier, 1 event later, 1 event without a date.',
    )
  })

  it('count what is too much for a lane, in its column, and leave the others where they are', () => {
    const many = Array.from({ length: 200 }, (_, i) =>
      entry(`m${i}`, `2024-03-${String(1 + (i % 28)).padStart(2, '0')}`),
    )
    const [shown] = placedIn([lane([...many, entry('z', '2024-09-05')])]).lanes
    expect(shown?.placed.map(({ count, span }) => [count, span])).toEqual([
      [200, spanOfDate('2024-03')],
      [1, spanOfDate('2024-09-05')],
    ])
  })

  it('leave out and say what no row is left for', () => {
    const periods = Array.from({ length: countedRowsMax + 6 }, (_, i) =>
      entry(`p${i}`, '2024-02', { until: 'open' }),
    )
    const packing = placedIn([lane(periods)])
    expect([packing.lanes[0]?.placed.length, packing.lanes[0]?.rows]).toEqual([
      countedRowsMax,
      countedRowsMax,
    ])
    expect(packing.leftOut.crowded).toBe(6)
  })

  it('are no more than can be read, the fullest of them', () => {
    const lanes = Array.from({ length: 40 }, (_, i) =>
      lane(
        Array.from({ length: i === 7 ? 3 : 1 }, (_, j) => entry(`e${j}`, '2024-05-05')),
        `routes/${i}`,
      ),
    )
    const packing = placedIn(lanes)
    expect([packing.lanes.length, packing.leftOut.lanes]).toEqual([lanesMax, 40 - lanesMax])
    expect(packing.lanes.map(({ id }) => id)).toContain('routes/7')
  })
})

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
    expect(svg).toContain('aria-label="Seizure: A &lt;b&gt; &amp; c, April 2024"')
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
