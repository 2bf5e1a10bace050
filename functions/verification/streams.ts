/** The ledger a subject at a time, as a walk over it meets them. */
import type { Commit } from '../ledger/commit.ts'
import { type Ledger, type LedgerScan, type Segment, scanAll } from '../ledger/ledger.ts'

export type Stream = { subject: string; commits: readonly Commit[] }

/**
 * A scan gives the commits of a subject one after the other and in order. Where it should not, the subject comes more
 * than once, in parts: whoever finds something amiss loads it again before it says so.
 */
export async function* streamsOf(ledger: LedgerScan, segment: Segment): AsyncGenerator<Stream> {
  let commits: Commit[] = []
  for await (const page of scanAll(ledger, segment)) {
    for (const commit of page) {
      const last = commits[0]?.subject
      if (last !== undefined && last !== commit.subject) {
        yield { subject: last, commits }
        commits = []
      }
      commits.push(commit)
    }
  }
  if (commits[0]) yield { subject: commits[0].subject, commits }
}

/** Works on what comes from all the parts of a store, a few parts at once. */
export async function inParts<T>(
  parts: number,
  open: (segment: Segment) => AsyncIterable<T>,
  work: (one: T) => void | Promise<void>,
): Promise<void> {
  await Promise.all(
    Array.from({ length: parts }, async (_, index) => {
      for await (const one of open({ index, of: parts })) await work(one)
    }),
  )
}

/** Streams that many others refer to are asked for again and again: the last ones loaded are kept for a while. */
export function rememberingLedger(ledger: Ledger, streamsMax = 500): Ledger {
  const known = new Map<string, Promise<readonly Commit[]>>()
  return {
    append: () => Promise.reject(new Error('only read')),
    load: async (subject, after = 0) => {
      const loaded = known.get(subject) ?? ledger.load(subject)
      known.delete(subject)
      known.set(subject, loaded)
      if (known.size > streamsMax) known.delete(known.keys().next().value ?? '')
      loaded.catch(() => known.delete(subject))
      return (await loaded).filter(({ sequence }) => sequence > after)
    },
  }
}
