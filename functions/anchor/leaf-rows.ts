/**
 * The head alone would be believed: where rows of leaves were lost and the head was not, the sweeper would list those
 * commits once more, and they would be logged twice, in a log that nothing can be taken out of.
 */
import { type Archive, type Batch, type Leaf, LogDamaged, type LogTable } from '../merkle-log/merkle-log.ts'

/** So many batches with commits are looked at behind the head, among at most so many batches in all. */
const batchesMet = 4
const batchesAsked = 16

/**
 * Makes the rows of leaves again where any of them is gone, and goes on back for as long as more are.
 * @returns whether there was time for it. What older batches have lost alone is found by `rw ops verify --log`.
 */
export async function leafRowsStand(
  head: number,
  { archive, table }: { archive: Archive; table: LogTable },
  isTimeOver: () => boolean,
): Promise<boolean> {
  const lost: Batch[] = []
  let met = 0
  for (let number = head, asked = 0; number > 0 && met < batchesMet && asked < batchesAsked; number--) {
    const batch = await archive.read(number)
    if (!batch) throw new LogDamaged(`batch ${number} of the log is gone`)
    const leaves = leavesIn(batch)
    const rows = await table.leaves(leaves.map(({ eventId }) => eventId))
    const isWhole = leaves.every(({ eventId }) => rows.has(eventId))
    if (!isWhole && isTimeOver()) return false
    if (!isWhole) lost.push(batch)
    met = isWhole ? met + (leaves.length > 0 ? 1 : 0) : 0
    asked = isWhole ? asked + 1 : 0
  }
  // The oldest first: a run that ends in between leaves the newest, by which the next one finds the way.
  for (const batch of lost.reverse()) await table.putLeaves(leavesIn(batch))
  return true
}

export function leavesIn({ first, leaves }: Batch): readonly Leaf[] {
  return leaves.flatMap(({ hash, commit }, n) => (commit ? [{ ...commit, hash, index: first + n }] : []))
}
