import { expect, it } from 'vitest'
import { syntheticCases } from '../../support/synthetic.ts'
import { newWorld } from '../../support/world.ts'

it('are recorded as they are, and the same each time', async () => {
  const size = { routes: 7, actors: 12, seizures: 40 }
  const world = await newWorld()
  world.clock.nowMs = Date.parse('2026-11-24T09:00:00Z')
  const receipts = []
  for (const event of syntheticCases(size)) receipts.push(await world.recorded(event))
  expect(new Set(receipts.map(({ subject }) => subject)).size).toBe(7 + 12 + 40)
  expect([...syntheticCases(size)]).toEqual([...syntheticCases(size)])
})
