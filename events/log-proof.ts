/**
 * What the log tells about one commit, as JSON, and what of it holds. All of it can be checked offline with the log's
 * verifier key (ADR-0025).
 */
import * as z from 'zod'
import { base64Bytes } from './base64.ts'
import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { eventId } from './ids.ts'
import { hashBytes, leafHash, verifyConsistency, verifyInclusion } from './merkle.ts'

const path = z.array(z.string().max(44)).max(128)
const note = z.string().max(16_384)
const verifierKey = z.string().max(400)

/** Answer of `/v1/log/checkpoint`; `consistency` leads from an older size that was asked for to this one. */
export const logCheckpoint = z.strictObject({
  origin: z.string(),
  size: z.int().min(0),
  rootHash: z.string().meta({ description: 'base64' }),
  checkpoint: note.meta({ description: 'C2SP tlog-checkpoint: a note signed with Ed25519' }),
  verifierKey: verifierKey.meta({
    description: 'name+hash+base64(0x01 ‖ key): compare it with what you were given',
  }),
  recordedAt: z.iso.datetime(),
  consistency: path.optional().meta({ description: 'RFC 6962 §2.1.2, from the size asked for' }),
})
export type LogCheckpoint = z.infer<typeof logCheckpoint>

/** Answer of `/v1/log/proof`. The leaf is the commit's hash, as its receipt shows it. */
export const logProof = z.strictObject({
  eventId,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  index: z.int().min(0),
  checkpoint: note,
  verifierKey,
  inclusion: path.meta({ description: 'RFC 6962 §2.1.1, from the leaf up' }),
  consistency: path.optional().meta({ description: 'RFC 6962 §2.1.2, from the size asked for' }),
})
export type LogProof = z.infer<typeof logProof>

/** Whether the commit hash is the leaf of this index under this checkpoint. */
export function isIncluded(
  { hash, index, inclusion }: Pick<LogProof, 'hash' | 'index' | 'inclusion'>,
  { size, root }: Checkpoint,
): boolean {
  const hashes = hashesIn(inclusion)
  if (!hashes || !/^[0-9a-f]{64}$/.test(hash)) return false
  return verifyInclusion(leafHash(Buffer.from(hash, 'hex')), index, hashes, { size, root })
}

/** Whether the older log is the beginning of the newer one. */
export function isContinued(older: Checkpoint, newer: Checkpoint, consistency: readonly string[]): boolean {
  const hashes = hashesIn(consistency)
  return older.origin === newer.origin && hashes !== undefined && verifyConsistency(older, newer, hashes)
}

/** Of checkpoints of one size: the same log, without a path. */
export function isSameLog(one: Checkpoint, other: Checkpoint): boolean {
  return one.size === other.size && isContinued(one, other, [])
}

/** What the proof's own checkpoint says, where this key signed it and the commit is under it. */
export function provenBy(proof: LogProof, trustedKey: string): Checkpoint | undefined {
  const checkpoint = openCheckpoint(proof.checkpoint, trustedKey)
  return checkpoint && isIncluded(proof, checkpoint) ? checkpoint : undefined
}

function hashesIn(texts: readonly string[]): readonly Uint8Array[] | undefined {
  const hashes = texts.map((text) => base64Bytes(text, hashBytes))
  return hashes.every((hash) => hash !== undefined) ? hashes : undefined
}
