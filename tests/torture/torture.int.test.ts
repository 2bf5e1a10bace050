import { expect, it } from 'vitest'
import { torture } from './run.ts'

/** Some of the deaths and events of `npm run torture:ci`; on a busy machine starts take their time. */
const timeoutMs = 300_000

it('loses and doubles nothing while the host is killed again and again', { timeout: timeoutMs }, async () => {
  const { faults, lost, doubled, died, acknowledged } = await torture({ kills: 2, acknowledged: 20, seed: 4 })
  expect({ faults, lost, doubled }).toStrictEqual({ faults: [], lost: 0, doubled: 0 })
  expect([...died.values()].reduce((sum, times) => sum + times, 0)).toBeGreaterThanOrEqual(2)
  expect(acknowledged).toBeGreaterThanOrEqual(20)
})
