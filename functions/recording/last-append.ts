/**
 * The stream that a request has just appended to. Its put at the next free sequence has succeeded, so the stream was
 * read to its end: the event that follows in the same request is decided on it without reading it again. If another
 * writer comes in between, that event's own put loses its race, and the ledger is read as ever.
 */
import type { Commit } from '../ledger/commit.ts'

export type LastAppend = {
  /** The stream, if it is this subject's; known for the next event alone. */
  take(subject: string): readonly Commit[] | undefined
  /** @param stream with its new commit at the end. */
  keep(stream: readonly Commit[]): void
}

export function lastAppend(): LastAppend {
  let last: readonly Commit[] = []
  return {
    take: (subject) => {
      const taken = last
      last = []
      return taken[0]?.subject === subject ? taken : undefined
    },
    keep: (stream) => {
      last = stream
    },
  }
}
