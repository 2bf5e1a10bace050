import { route } from '../../journeys/events.ts'
import type { Journey } from '../../journeys/journey.ts'
import { sharedJourney } from '../../journeys/shared-journey.ts'
import { type Poison, poison } from './poison.ts'

export type Poisoned = { journey: Journey; north: Poison; south: Poison }

let made: Promise<Poisoned> | undefined

/** The shared host with two subjects that cannot be projected. It takes seconds until their messages are given up. */
export function poisoned(): Promise<Poisoned> {
  made ??= make()
  return made
}

async function make(): Promise<Poisoned> {
  const journey = await sharedJourney()
  for (const id of ['north', 'south', 'west']) await journey.record(route('kz-moi', id))
  await journey.quiet()
  const north = await poison(journey.host, 'routes/north', (good) => ({ ...good, payload: '{"damaged":' }))
  const south = await poison(journey.host, 'routes/south', (good) => ({
    ...good,
    header: good.header.replace('"schemaVersion":1', '"schemaVersion":99'),
  }))
  await journey.record(route('kg-authority', 'west'))
  return { journey, north, south }
}
