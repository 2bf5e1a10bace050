/** The ledger as its users see it. Two implementations pass one contract suite (tests/contract/ledger.ts). */
import type { Commit } from './commit.ts'

export type Ledger = {
  /** A subject's commits in order, strongly consistent. @param after only those beyond this sequence. */
  load(subject: string, after?: number): Promise<readonly Commit[]>
  /** Appends at `commit.sequence`, which must be free: `taken` when another writer was first. */
  append(commit: Commit): Promise<'appended' | 'taken'>
}

/** What the sweeper walks: every subject of one segment of the ledger with its head, a page at a time. */
export type LedgerHeads = {
  heads(
    segment: { index: number; of: number },
    from?: string,
  ): Promise<{ heads: readonly { subject: string; sequence: number }[]; next?: string }>
}

/** Removes payload and salt from one commit and leaves the commitment that the chain needs (ADR-0017). */
export type Redactor = { redact(subject: string, sequence: number, commitment: Uint8Array): Promise<void> }

/** A dependency that did not answer in time or within its retries: the request may be sent again. */
export class Unavailable extends Error {
  readonly code = 'unavailable'
}
