/** One batch against the log before it: what it must hold to be the next, and the tree that it leads to. */
import * as z from 'zod'
import { openCheckpoint } from '../../events/checkpoint.ts'
import { eventId } from '../../events/ids.ts'
import { extended, type Frontier, leafHash, type MadeNode, rootOver } from '../../events/merkle.ts'
import { type Batch, type BatchLeaf, LogDamaged, tileLeaves } from './merkle-log.ts'

const commit = z.strictObject({ subject: z.string().min(1), sequence: z.int().min(1), eventId })
const batch = z.strictObject({
  number: z.int().min(1),
  first: z.int().min(0),
  leaves: z
    .array(z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/), commit: commit.optional() }))
    .min(1),
  checkpoint: z.string(),
  recordedAt: z.iso.datetime(),
})

export const batchText = (value: Batch): string => JSON.stringify(value)

/** Throws `LogDamaged` for anything but a batch. */
export function batchIn(text: string, name: string): Batch {
  try {
    return batch.parse(JSON.parse(text)) as Batch
  } catch (cause) {
    throw new LogDamaged(`${name} is no batch`, { cause })
  }
}

export const leafHashOf = ({ hash }: Pick<BatchLeaf, 'hash'>): Uint8Array =>
  leafHash(Buffer.from(hash, 'hex'))

/** The tree with this batch. Throws `LogDamaged` unless it continues the tree and its checkpoint is signed and true. */
export function followed(
  before: { number: number; frontier: Frontier },
  next: Batch,
  verifierKey: string,
): { number: number; frontier: Frontier; made: readonly MadeNode[] } {
  const damaged = (what: string) => new LogDamaged(`batch ${next.number} of the log ${what}`)
  if (next.number !== before.number + 1) throw damaged(`stands where ${before.number + 1} belongs`)
  if (next.first !== before.frontier.size)
    throw damaged(`begins at ${next.first}, not ${before.frontier.size}`)
  if (next.leaves.length % tileLeaves !== 0) throw damaged(`has ${next.leaves.length} leaves`)
  const checkpoint = openCheckpoint(next.checkpoint, verifierKey)
  if (!checkpoint) throw damaged('has no checkpoint signed by the key of the log')
  const { frontier, made } = extended(before.frontier, next.leaves.map(leafHashOf))
  if (checkpoint.size !== frontier.size || !isSame(checkpoint.root, rootOver(frontier.hashes)))
    throw damaged('does not make the tree that its checkpoint signs')
  return { number: next.number, frontier, made }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
