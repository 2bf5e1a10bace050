import { type Journey, startAmongPartners } from './journey.ts'

let started: Promise<Journey> | undefined

/** One host for all the journeys that a test file imports: starting one takes longer than most of them. */
export function sharedJourney(): Promise<Journey> {
  started ??= startAmongPartners()
  return started
}
