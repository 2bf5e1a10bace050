/** A repeat is recognised in the loaded stream, before any precondition or rule is looked at (ADR-0002). */
import type { PostedEvent } from '../../events/cloudevent.ts'
import { sameContent } from '../../events/commit.ts'
import { eventIdOf } from '../../events/ids.ts'
import { type Commit, headerOf, payloadOf } from '../ledger/commit.ts'
import { payloadFrom } from './draft.ts'

export function repeatIn(
  commits: readonly Commit[],
  { source, id }: PostedEvent,
  subject: string,
): Commit | undefined {
  const eventId = eventIdOf(source, id, subject)
  return commits.find((commit) => headerOf(commit).eventId === eventId)
}

/** JSON-equal, and of the same type. Of what is redacted only the type is left to compare. */
export function isSameEvent(commit: Commit, event: PostedEvent): boolean {
  const payload = payloadOf(commit)
  if (headerOf(commit).type !== event.type) return false
  return payload === undefined || sameContent(payload, payloadFrom(event))
}
