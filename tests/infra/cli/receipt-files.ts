import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LogProof } from '../../../events/log-proof.ts'
import { signedLog, someEvent } from '../../support/signed-log.ts'
import { ran } from './running.ts'

/** Receipts, proofs and checkpoints as files, and the command that reads them. */

const keys = generateKeyPairSync('ed25519')
export const log = signedLog(undefined, keys)
/** Of the same name and key, and another history from entry 50 on. */
export const forked = signedLog(
  Array.from({ length: 200 }, (_, n) => Buffer.alloc(32, `commit ${n < 50 ? n : -n}`)),
  keys,
)
export const other = signedLog()

export const receiptOf = ({ eventId, hash }: LogProof) => ({
  ...someEvent,
  type: 'RouteIdentified',
  eventId,
  hash,
  version: 1,
  recordedAt: '2024-03-20T06:00:00.000Z',
  audience: ['public'],
  warnings: [],
})
export const proof = log.proofOf(77, 128)
export const proofWith = (changes: Partial<LogProof>) => ({ ...proof, ...changes })
export const wrong = { hash: 'ab'.repeat(32) }
/** With the path that leads from an older log. */
export const proofFrom = (size: number) => proofWith({ consistency: log.consistency(size, 128) })
export type Files = { receipt?: unknown; proof?: unknown; [name: string]: unknown }

/** Each file by its name; `receipt` and `proof` are good unless told. */
export async function verify(files: Files = {}, ...more: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'rw-receipt-'))
  for (const [name, content] of Object.entries({ receipt: receiptOf(proof), proof, ...files }))
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  // Nothing is asked of anyone: at this address nobody answers.
  try {
    const env = { RW_BASE: 'http://127.0.0.1:1' }
    return await ran(['verify-receipt', 'receipt', '--proof', 'proof', ...more], folder, env)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
