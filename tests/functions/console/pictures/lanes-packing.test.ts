import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countedRowsMax, extentOf, lanesMax } from '../../../../functions/console/pictures/lanes-packing.ts'
import { leftOutOf } from '../../../../functions/console/pictures/lanes-table.tsx'
import { spanOfDate } from '../../../../functions/console/pictures/time-axis.ts'
import { anyLanes, entry, lane, nowMs, placedIn, window2024 } from './made-lanes.ts'

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
