/** Lanes to draw: made up by fast-check, and single events. */
import fc from 'fast-check'
import { packedFor } from '../../../../functions/console/pictures/lanes.tsx'
import type { Entry, Lane, Packed } from '../../../../functions/console/pictures/lanes-packing.ts'
import { spanOfDate, type Window, windowOf } from '../../../../functions/console/pictures/time-axis.ts'

export const nowMs = Date.parse('2024-06-15T00:00:00Z')
export const window2024 = windowOf('month', { from: '2024-01', to: '2024-12' }, [], nowMs)
export const entry = (id: string, date: string | undefined, more: Partial<Entry> = {}): Entry => ({
  id,
  kind: 'seizures',
  name: `Изъятие ${id}`,
  span: date === undefined ? undefined : spanOfDate(date),
  ...more,
})
export const lane = (entries: readonly Entry[], id = 'routes/a'): Lane => ({ id, name: id, entries })
export const placedIn = (lanes: readonly Lane[], window: Window = window2024): Packed =>
  packedFor(lanes, window, nowMs)
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
export const anyLanes = fc.array(fc.array(anyEntry, { maxLength: 60 }), { maxLength: 6 }).map((lanes) =>
  lanes.map((entries, i) =>
    lane(
      entries.map((one, j) => ({ ...one, id: `e${j}` })),
      `routes/${i}`,
    ),
  ),
)
