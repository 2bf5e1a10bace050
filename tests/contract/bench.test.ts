import { describe, expect, it } from 'vitest'
import { contended } from '../bench/contention.ts'
import { type Cost, costs } from '../bench/cost.ts'
import { grown } from '../bench/growth.ts'
import { routewatch } from '../bench/libraries.ts'
import { truth } from '../bench/truth.ts'

/** The counted parts of `npm run bench`, small: what they count is the same on any machine. */

describe('the ledger beside other event stores', () => {
  it('asks no more of the table than castore', async () => {
    const all = await costs()
    expect(all['a new seizure']?.routewatch).toStrictEqual({ requests: 2, writeUnits: 1, readUnits: 0 })
    const dearer = Object.entries(all).flatMap(([what, { routewatch, castore }]) =>
      exceeds(routewatch as Cost, castore as Cost) ? [what] : [],
    )
    expect(dearer).toStrictEqual([])
  })

  it('acknowledges and keeps 400 of 400 that 20 writers append to one subject', async () => {
    expect(await contended(20)).toMatchObject({ acknowledged: 400, stored: 400 })
  })

  it('passes over nothing in silence', async () => {
    const ours = (await truth([routewatch(1)])).map(({ routewatch }) => routewatch)
    expect(ours).toStrictEqual([
      expect.stringMatching(/^told: missing/),
      expect.stringMatching(/^recognised by the store/),
      expect.stringMatching(/^told: entry 0 failed/),
      'all of it is read: 140 of 140 events',
    ])
  })

  it('asks for as much with many events as with few', async () => {
    const [few, many] = [await grown(150), await grown(250)]
    expect(many).toStrictEqual({ ...few, events: 250 })
  })
})

const exceeds = (one: Cost, other: Cost) =>
  one.requests > other.requests || one.writeUnits > other.writeUnits || one.readUnits > other.readUnits
