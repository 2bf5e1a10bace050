/**
 * The views table as its users see it: one item per row and label, fenced so that a late writer cannot undo a newer
 * one. Two implementations pass one contract suite (tests/contract/views.ts).
 */
import type { Label } from '../../events/recorded.ts'

/** `gone` is a tombstone: readers fall through to the wider row. `not-here` stops them: here, the subject is elsewhere. */
export type RowState = 'row' | 'gone' | 'not-here'

export type StoredRow = {
  partition: string
  label: Label
  sort: string
  state: RowState
  body: unknown
  /** Digest that an `ETag` is made of; cards only. */
  etag?: string
  fence: number
}

export type Key = { partition: string; label: Label; sort: string }

export type Page = { rows: readonly StoredRow[]; more: boolean }

export type Views = {
  /** Writes the row unless one with the same or a higher fence stands. */
  put(row: StoredRow): Promise<'written' | 'refused'>
  /** Strongly consistent; missing keys are left out. */
  get(keys: readonly Key[]): Promise<readonly StoredRow[]>
  /** Rows of one partition and label in the order of `sort`, tombstones too. */
  list(query: {
    partition: string
    label: Label
    descending?: boolean
    after?: string
    prefix?: string
    from?: string
    to?: string
    limit: number
  }): Promise<Page>
}

/** A total with the revision that a recomputation must find unchanged. */
export type Total = Key & { body: unknown; revision: number }

/** `head`: the last sequence whose projection is complete. `keys`: every key that one may have written. */
export type Watermark = { head: number; keys: readonly string[]; staleBy?: string }

/** What the projector keeps beside the rows. */
export type Bookkeeping = {
  watermark(subject: string): Promise<Watermark>
  /** The heads alone, of many subjects; 0 of those that are stale. */
  watermarks(subjects: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Before new keys are written: what a crashed projection wrote can then still be found and taken back. */
  remember(subject: string, keys: readonly string[]): Promise<void>
  /** Never goes back. Does nothing where the subject has become stale by something else than was read. */
  advance(subject: string, head: number, staleBy?: string): Promise<void>
  /** Something that its rows rest on has changed (`by`): it is behind until it has been projected since. */
  makeStale(subject: string, by: string): Promise<void>
  /** Who must be projected again when `target` becomes visible to others than before. */
  addReferrer(target: string, referrer: string): Promise<void>
  referrers(target: string, after?: string): Promise<{ subjects: readonly string[]; next?: string }>
  total(key: Key): Promise<Total>
  /** Writes the total under the next revision if the stored one is still this. */
  replace(total: Total): Promise<'written' | 'refused'>
}
