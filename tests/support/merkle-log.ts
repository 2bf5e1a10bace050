/** A log in memory, and what of it can be looked at. */

import { expect } from 'vitest'
import { openCheckpoint, verifierKeyOf } from '../../events/checkpoint.ts'
import { inclusionNodes, leafHash, rootOver, verifyInclusion } from '../../events/merkle.ts'
import type { AnchorNeeds } from '../../functions/anchor/anchor.ts'
import { memoryArchive, memoryLogTable, memorySigner } from '../../functions/merkle-log/memory.ts'
import type { Pending } from '../../functions/merkle-log/merkle-log.ts'
import { type CheckedBatch, readAll } from '../../functions/merkle-log/read-all.ts'
import { startMs } from './world.ts'

export const memoryLog = (): AnchorNeeds => ({
  archive: memoryArchive(),
  table: memoryLogTable(),
  signer: memorySigner(),
  origin: 'routewatch-test',
  batchLeaves: 64,
  nowMs: () => startMs,
})

export const verifierKeyIn = async ({ signer, origin }: AnchorNeeds): Promise<string> =>
  verifierKeyOf(origin, await signer.publicKey())

/** Every batch, checked. */
export async function batchesOf(log: AnchorNeeds): Promise<CheckedBatch[]> {
  const batches: CheckedBatch[] = []
  for await (const batch of readAll(log.archive, await verifierKeyIn(log))) batches.push(batch)
  return batches
}

export const pendingAt = (n: number): Pending => ({
  subject: `routes/r${n}`,
  sequence: 1,
  eventId: `0fd48e30-d621-57e9-a07e-${String(n).padStart(12, '0')}`,
  hash: Buffer.alloc(32, `commit ${n}`).toString('hex'),
})

export const some = (count: number, from = 0): Pending[] =>
  Array.from({ length: count }, (_, n) => pendingAt(from + n))

export const idsOf = (pending: readonly Pending[]): string[] => pending.map(({ eventId }) => eventId).sort()

/** That the archive holds exactly these commits, once each, and that the table proves each of them and nothing is left. */
export async function expectHeld(log: AnchorNeeds, commits: readonly Pending[]): Promise<void> {
  const batches = await batchesOf(log)
  const held = batches.flatMap(({ leaves }) =>
    leaves.flatMap(({ commit }) => (commit ? [commit.eventId] : [])),
  )
  expect(held.sort()).toStrictEqual(idsOf(commits))
  expect(await log.table.somePending(10)).toStrictEqual([])
  const head = await log.table.head()
  const last = openCheckpoint(head?.checkpoint ?? '', await verifierKeyIn(log))
  if (!last) throw new Error('no head')
  expect([head?.number, last.size]).toStrictEqual([batches.at(-1)?.number, batches.at(-1)?.size])
  const leaves = await log.table.leaves(idsOf(commits))
  for (const { eventId, hash } of commits) {
    const index = leaves.get(eventId)?.index ?? -1
    const path = inclusionNodes(index, last.size)
    const hashes = await Promise.all(path.map(async (nodes) => rootOver(await log.table.nodes(nodes))))
    expect(verifyInclusion(leafHash(Buffer.from(hash, 'hex')), index, hashes, last)).toBe(true)
  }
}
