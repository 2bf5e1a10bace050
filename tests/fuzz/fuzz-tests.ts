import { expect, it } from 'vitest'
import { sharedJourney } from '../journeys/shared-journey.ts'
import { fuzz } from './run.ts'

/** A short run of `npm run fuzz`; how long answers take is for the long one to say. */

it('whatever is sent, nobody fails but the sender, and a refusal stores nothing', async () => {
  const { wrong, statuses, recorded } = await fuzz(await sharedJourney(), {
    seed: 42,
    from: 0,
    requests: 500,
  })
  expect(wrong).toStrictEqual([])
  // Spoiled a little, not to pieces: some of it is recorded, and every kind of refusal is met.
  expect(recorded).toBeGreaterThan(5)
  expect(Object.keys(statuses)).toEqual(
    expect.arrayContaining(['200', '201', '207', '400', '401', '403', '404', '405', '415', '422']),
  )
})
