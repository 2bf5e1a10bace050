/**
 * Whether what is told of a commit can be told at all. What was put into the ledger past every function may hold
 * anything: it must stop nobody else's commits on their way.
 */
import { type Commit, type Header, headerOf } from './commit.ts'

export type Place = Pick<Commit, 'subject' | 'sequence'>

/** Undefined where it is no header at all. */
export function headerIn(commit: Commit): Header | undefined {
  try {
    return headerOf(commit)
  } catch {
    return undefined
  }
}

/** The parts of a header that facts, the log and the sweeper go by are there; nothing is said of the chain. */
export function isLegible(commit: Commit): boolean {
  const header = headerIn(commit)
  if (!header) return false
  const { eventId, type, postedBy, recordedAt, labels } = header
  return (
    [eventId, type, postedBy].every((text) => typeof text === 'string' && text !== '') &&
    !Number.isNaN(Date.parse(recordedAt)) &&
    Array.isArray(labels) &&
    commit.hash.length > 0
  )
}
