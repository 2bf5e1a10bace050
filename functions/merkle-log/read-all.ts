/** The whole log from its archive, for who checks the ledger against it. */
import { emptyFrontier, type Frontier, type MadeNode } from '../../events/merkle.ts'
import { followed } from './batch.ts'
import type { Archive, BatchLeaf } from './merkle-log.ts'

export type CheckedBatch = {
  number: number
  /** Index in the log of the first of `leaves`. */
  first: number
  leaves: readonly BatchLeaf[]
  /** The signed note of the tree with these leaves, and its size. */
  checkpoint: string
  size: number
  recordedAt: string
  /** The tree with these leaves, and every node that they have completed. */
  frontier: Frontier
  made: readonly MadeNode[]
}

/**
 * Every batch in order. Each is checked before it is given: its number and place, the signature of its checkpoint, and
 * that the checkpoint's root is the root of all leaves so far, hence consistent with every checkpoint before.
 * Throws `LogDamaged` at the first that does not hold. It ends where the archive ends: that none is missing at the end
 * can only be told by who knows a later checkpoint (`size`).
 */
export async function* readAll(
  archive: Pick<Archive, 'read'>,
  verifierKey: string,
): AsyncGenerator<CheckedBatch> {
  let before = { number: 0, frontier: emptyFrontier }
  for (;;) {
    const batch = await archive.read(before.number + 1)
    if (!batch) return
    const { number, frontier, made } = followed(before, batch, verifierKey)
    before = { number, frontier }
    yield { ...batch, size: frontier.size, frontier, made }
  }
}
