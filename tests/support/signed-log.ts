/** A log of 200 commits with a checkpoint of every size, and every proof of it. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { base64Of } from '../../events/base64.ts'
import { checkpointText, signedNote, verifierKeyOf } from '../../events/checkpoint.ts'
import { eventIdOf } from '../../events/ids.ts'
import type { LogProof } from '../../events/log-proof.ts'
import {
  consistencyNodes,
  emptyFrontier,
  extended,
  inclusionNodes,
  leafHash,
  type Node,
  rootOver,
} from '../../events/merkle.ts'

export const origin = 'routewatch-test'
/** What the event of every proof is. */
export const someEvent = { id: 'x', source: '/agencies/kz-moi', subject: 'routes/north' }
export const someEventId = eventIdOf(someEvent.source, someEvent.id, someEvent.subject)

const commits = Array.from({ length: 200 }, (_, n) => Buffer.alloc(32, `commit ${n}`))

export function signedLog(leaves: readonly Buffer[] = commits, keys = generateKeyPairSync('ed25519')) {
  const { privateKey, publicKey } = keys
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  const verifierKey = verifierKeyOf(origin, raw)
  const { made } = extended(emptyFrontier, leaves.map(leafHash))
  const hashes = new Map(made.map(({ level, index, hash }) => [`${level}/${index}`, hash]))
  const texts = (path: readonly (readonly Node[])[]) =>
    path.map((nodes) =>
      base64Of(rootOver(nodes.map(({ level, index }) => hashes.get(`${level}/${index}`) as Uint8Array))),
    )
  const notes = new Map<number, string>()
  const signedAt = (size: number): string => {
    const { frontier } = extended(emptyFrontier, leaves.slice(0, size).map(leafHash))
    const text = checkpointText({ origin, size, root: rootOver(frontier.hashes) })
    return signedNote(text, verifierKey, sign(null, Buffer.from(text), privateKey))
  }
  const noteAt = (size: number): string => {
    const note = notes.get(size) ?? signedAt(size)
    notes.set(size, note)
    return note
  }
  const proofOf = (index: number, size: number): LogProof => ({
    eventId: someEventId,
    hash: leaves[index]?.toString('hex') ?? '',
    index,
    checkpoint: noteAt(size),
    verifierKey,
    inclusion: texts(inclusionNodes(index, size)),
  })
  return {
    verifierKey,
    noteAt,
    proofOf,
    consistency: (from: number, size: number) => texts(consistencyNodes(from, size)),
  }
}
