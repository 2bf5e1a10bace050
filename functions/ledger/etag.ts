/** The validator of a subject for one reader: a digest over the events it sees and their present markings. */
import { createHash } from 'node:crypto'
import type { Seen } from '../../events/recorded.ts'

/** Says nothing of hidden events: not their number, not their ids. */
export function etagOf(seen: readonly Seen[]): string {
  const hash = createHash('sha256')
  // Field by field: a marking just posted and the same one read back differ in the order of their keys.
  for (const { eventId, marking, data } of seen)
    hash.update(`${eventId} ${JSON.stringify([marking?.tlp, marking?.releasableTo])} ${data === undefined}\n`)
  return hash.digest('base64url').slice(0, 22)
}
