/** The world that tests of cards look at: the sample, and what one agency posted that others may not see. */
import type { Marking } from '../../../events/envelope.ts'
import { amber, type Post } from '../../support/posts.ts'
import { hiddenEvents } from '../query/hidden.ts'
import { moreEvents, sampleEvents, tell } from '../query/sample.ts'
import { type ConsoleWorld, consoleOver } from './console.ts'

/** Each event at its own second: the first at `startsAt`. */
export async function worldOf(
  events: readonly Post[],
): Promise<ConsoleWorld & { momentOf(nth: number): string }> {
  const world = await consoleOver()
  const startMs = world.clock.nowMs
  await tell(world, events)
  await world.project()
  return { ...world, momentOf: (nth) => new Date(startMs + nth * 1_000).toISOString() }
}

export const openWorld = () => worldOf([...sampleEvents, ...moreEvents])

/** @param marking of what `ru-authority` alone, or with others, may see. */
export const worldWithHidden = (marking: Marking = amber) =>
  worldOf([...sampleEvents, ...moreEvents, ...hiddenEvents(marking)])

/** What a page shows, without tags. */
export const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ')
