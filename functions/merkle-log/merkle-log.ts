/**
 * The log of commits (ADR-0025): a Merkle tree whose leaves are commit hashes. The archive of batches is the truth; the
 * table holds what proofs are read from and is made again from the archive. Each port passes one contract suite in
 * memory and on AWS (tests/contract/merkle-log.ts).
 */
import type { Frontier, Node } from '../../events/merkle.ts'

export type CommitRef = { subject: string; sequence: number; eventId: string }

/** `hash` is the commit's, 64 hexadecimal digits; without `commit` it is random and pads the batch. */
export type BatchLeaf = { hash: string; commit?: CommitRef }

/** One append: leaves from index `first` on, and the signed checkpoint of the tree that they complete. */
export type Batch = {
  /** 1, 2, 3 … */
  number: number
  first: number
  leaves: readonly BatchLeaf[]
  checkpoint: string
  recordedAt: string
}

/** Batches are written once and never changed. */
export type Archive = {
  read(number: number): Promise<Batch | undefined>
  /** Appends at `batch.number`, which must be free: `taken` when another run was first. */
  append(batch: Batch): Promise<'appended' | 'taken'>
}

/** A commit that the log should hold, with its hash in hexadecimal. */
export type Pending = CommitRef & { hash: string }

/** Where a commit stands in the log. */
export type Leaf = Pending & { index: number }

/** Who may add what is to be logged: the publisher, and the sweeper for what that one lost. */
export type PendingFeed = {
  /** Adding again changes nothing. @returns the indexes of those that could not be added. */
  add(pending: readonly Pending[]): Promise<readonly number[]>
}

/** The last batch whose rows are all there. */
export type LogHead = {
  number: number
  frontier: Frontier
  checkpoint: string
  verifierKey: string
  recordedAt: string
}

export type LogReader = {
  head(): Promise<LogHead | undefined>
  leaves(eventIds: readonly string[]): Promise<ReadonlyMap<string, Leaf>>
  pending(eventIds: readonly string[]): Promise<ReadonlyMap<string, Pending>>
  /** Hashes of perfect subtrees, in the order asked for. Throws where one is not there. */
  nodes(nodes: readonly Node[]): Promise<readonly Uint8Array[]>
}

/** Rows are the same whoever writes them and however often. */
export type LogWriter = {
  /** @param hashes of the leaves of one whole tile. */
  putTile(index: number, hashes: readonly Uint8Array[]): Promise<void>
  putNodes(nodes: readonly (Node & { hash: Uint8Array })[]): Promise<void>
  putLeaves(leaves: readonly Leaf[]): Promise<void>
  /** Never goes back: an older head than the one that is there changes nothing. */
  putHead(head: LogHead): Promise<void>
  /** Some of what is pending, in no order that means anything. */
  somePending(limit: number): Promise<readonly Pending[]>
  removePending(eventIds: readonly string[]): Promise<void>
}

export type LogTable = LogReader & LogWriter & PendingFeed

/** The log's Ed25519 key, which never leaves its keeper. */
export type Signer = {
  /** 32 bytes (RFC 8032). */
  publicKey(): Promise<Uint8Array>
  /** 64 bytes over the text's UTF-8. */
  sign(text: string): Promise<Uint8Array>
}

/** Leaves of a tile; every batch is a whole number of tiles, so that no row of the table is ever changed. */
export const tileLevel = 6
export const tileLeaves = 2 ** tileLevel

/** The archive or the table does not say what was signed. Nothing is appended until a person has looked. */
export class LogDamaged extends Error {
  readonly code = 'log-damaged'
}
