import { expect, it } from 'vitest'
import { ownShare, workedOf } from './stopwatch.ts'

const stat = (user: number, idle: number, waiting = 0) =>
  `cpu  ${user} 0 0 ${idle} ${waiting} 0 0 0 9 9\ncpu0 1 2 3 4\n`
const none = workedOf(stat(0, 0), 0)

it('reads what all cores did, in milliseconds', () => {
  expect(workedOf(stat(30, 60, 10), 7)).toStrictEqual({ allMs: 1_000, busyMs: 300, ownMs: 7 })
})

it.each([
  ['an idle machine', stat(50, 150), 500, 1],
  ['half of what others leave is none of their doing', stat(100, 100), 500, 0.75],
  ['a machine that others keep to themselves', stat(200, 0), 0, 0],
  ['figures that were rounded against us', stat(50, 150), 520, 1],
  ['a machine that does not say', '', 500, 1],
])('%s', (_, then, ownMs, share) => {
  expect(ownShare(none, workedOf(then, ownMs))).toBe(share)
})
