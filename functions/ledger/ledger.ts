/** The ledger as its users see it. Two implementations pass one contract suite (tests/contract/ledger.ts). */
import type { Commit } from './commit.ts'

export type Ledger = {
  /** A subject's commits in order, strongly consistent. @param after only those beyond this sequence. */
  load(subject: string, after?: number): Promise<readonly Commit[]>
  /** Appends at `commit.sequence`, which must be free: `taken` when another writer was first. */
  append(commit: Commit): Promise<'appended' | 'taken'>
}

/** One of `of` parts that share out the subjects. */
export type Segment = { index: number; of: number }

/** For who walks the whole ledger: every commit of one segment, a page at a time, in no order across subjects. */
export type LedgerScan = {
  /**
   * @param from what the page before gave as `next`.
   * @param pageMax commits that a page may have where it would have more.
   */
  scan(
    segment: Segment,
    from?: string,
    pageMax?: number,
  ): Promise<{ commits: readonly Commit[]; next?: string }>
}

/** All of a segment, however many pages it has. */
export async function* scanAll(ledger: LedgerScan, segment: Segment): AsyncGenerator<readonly Commit[]> {
  let from: string | undefined
  do {
    const page: Awaited<ReturnType<LedgerScan['scan']>> = await ledger.scan(segment, from)
    yield page.commits
    from = page.next
  } while (from !== undefined)
}

/** The highest sequence of each subject among some commits; a subject that spans two pages is told with each. */
export function headsIn(commits: readonly Commit[]): ReadonlyMap<string, number> {
  const heads = new Map<string, number>()
  for (const { subject, sequence } of commits) heads.set(subject, Math.max(heads.get(subject) ?? 0, sequence))
  return heads
}

/** Removes payload and salt from one commit and leaves the commitment that the chain needs (ADR-0017). */
export type Redactor = { redact(subject: string, sequence: number, commitment: Uint8Array): Promise<void> }

/** A dependency that did not answer in time or within its retries: the request may be sent again. */
export class Unavailable extends Error {
  readonly code = 'unavailable'
}
