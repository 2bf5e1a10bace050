import { expect, it } from 'vitest'
import { read } from '../support/sources.ts'
import { costOf } from './measure-cost.ts'

/** Of what is written down. Code that costs more is to be noticed, not forbidden. */
const tolerance = 0.1

it('what an event costs is what docs/prices/measured.json says; else: npm run measure:cost', async () => {
  const { alone } = JSON.parse(read('docs/prices/measured.json')) as { alone: Record<string, number> }
  const now = await costOf(1)
  expect(Object.keys(alone)).toEqual(Object.keys(now))
  const stale = Object.entries(now)
    .filter(([name, value]) => Math.abs(value - (alone[name] ?? 0)) > tolerance * (alone[name] ?? 0))
    .map(([name, value]) => `${name}: ${alone[name]} is now ${value}`)
  expect(stale).toEqual([])
})
