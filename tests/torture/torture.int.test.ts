import { expect, it } from 'vitest'
import { torture } from './run.ts'

it('loses and doubles nothing while the host is killed again and again', async () => {
  const { faults, lost, doubled, died, acknowledged } = await torture({ kills: 4, acknowledged: 40, seed: 1 })
  expect({ faults, lost, doubled }).toStrictEqual({ faults: [], lost: 0, doubled: 0 })
  expect([...died.values()].reduce((sum, times) => sum + times, 0)).toBeGreaterThanOrEqual(4)
  expect(acknowledged).toBeGreaterThanOrEqual(40)
})

it('finds a host that acknowledges before it writes', async () => {
  const { faults, lost } = await torture({
    kills: 2,
    acknowledged: 20,
    seed: 2,
    planted: 'acknowledges before it writes',
  })
  expect(lost).toBeGreaterThan(0)
  expect(faults.some((fault) => fault.endsWith('was acknowledged and is not stored'))).toBe(true)
})
