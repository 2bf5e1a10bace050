/** The ledger while one page of a scan is projected: nothing is loaded twice, and what the page holds whole not at all. */
import type { Commit } from '../ledger/commit.ts'
import type { Ledger } from '../ledger/ledger.ts'

/** As old as the page: for a first look, after which the ledger itself is read (see `Filling` in project.ts). */
export function pageLedger(ledger: Ledger, commits: readonly Commit[], isLastPage: boolean): Ledger {
  const loaded = new Map<string, Promise<readonly Commit[]>>(
    wholeStreams(commits, isLastPage).map((stream) => [stream[0]?.subject ?? '', Promise.resolve(stream)]),
  )
  return {
    append: ledger.append,
    load: (subject, after = 0) => {
      const known = loaded.get(subject)
      if (known && after === 0) return known
      const stream = ledger.load(subject, after)
      if (after === 0) loaded.set(subject, stream)
      return stream
    },
  }
}

/** Streams from their beginning; the last one of a page may go on in the next. */
function wholeStreams(commits: readonly Commit[], isLastPage: boolean): readonly (readonly Commit[])[] {
  const streams = [...Map.groupBy(commits, ({ subject }) => subject).values()]
  const ended = isLastPage ? streams : streams.slice(0, -1)
  return ended.filter((stream) => stream.every(({ sequence }, index) => sequence === index + 1))
}

/** A stream that spans pages belongs to the one that holds its beginning. */
export function subjectsBegunIn(commits: readonly Commit[]): readonly string[] {
  return commits.flatMap(({ subject, sequence }) => (sequence === 1 ? [subject] : []))
}
