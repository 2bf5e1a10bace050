import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sweepIntervalMs, turnOf } from '../../../functions/sweeper/turn.ts'

const firstMs = Date.parse('2026-03-01T00:00:00Z')

it('gives every segment its turn once in a walk, however late or early each run begins', () => {
  const anyJitter = fc.integer({ min: -7 * 60_000, max: 7 * 60_000 })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 96 }).chain((n) => fc.array(anyJitter, { minLength: n, maxLength: n })),
      (jitter) => {
        const segments = jitter.length
        const turns = jitter.map((ms, n) => turnOf(undefined, firstMs + n * sweepIntervalMs + ms, segments))
        expect(turns.toSorted((a, b) => a - b)).toStrictEqual(Array.from(jitter, (_, n) => n))
      },
    ),
  )
})

it('goes by when the run was due, and by now where nothing says so', () => {
  const due = new Date(firstMs).toISOString()
  expect(turnOf(due, firstMs + 20 * sweepIntervalMs, 96)).toBe(turnOf(undefined, firstMs, 96))
  expect(turnOf('not a time', firstMs + sweepIntervalMs, 96)).toBe((turnOf(due, 0, 96) + 1) % 96)
})
