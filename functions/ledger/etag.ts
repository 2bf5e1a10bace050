/**
 * The validator of a subject for one reader: a digest over the events it sees. A marking change is one of them, so
 * markings need not be in it: `releasableTo` could be guessed from the digest.
 */
import { createHash } from 'node:crypto'
import type { Seen } from '../../events/recorded.ts'

/** Says nothing of hidden events: not their number, not their ids. */
export function etagOf(seen: readonly Seen[]): string {
  const hash = createHash('sha256')
  for (const { eventId, data } of seen) hash.update(`${eventId} ${data === undefined}\n`)
  return hash.digest('base64url').slice(0, 22)
}
