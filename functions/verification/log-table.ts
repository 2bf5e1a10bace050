/**
 * The table of the log against its archive: proofs are read from the table, and a wrong row of it makes proofs that do
 * not hold, or none. The archive is the truth; the anchor makes the table again from it (docs/runbooks).
 */
import type { LeafScan } from '../merkle-log/leaf-scan.ts'
import { type Batch, LogDamaged, type LogHead, type LogReader, tileLevel } from '../merkle-log/merkle-log.ts'
import type { CheckedBatch } from '../merkle-log/read-all.ts'
import { rowKey } from '../merkle-log/tiles.ts'
import { digestOf } from '../text-digest.ts'
import { hourMs } from './chain.ts'

/** Of a row, by its key. `extra`: a leaf of an event that is not in the log, and by it never will be. */
export type RowFinding = { what: 'row'; row: string; is: 'missing' | 'different' | 'extra' }

export type LogTableNeeds = {
  rows: Pick<LogReader, 'leaves' | 'nodes'> & LeafScan
  /** As it was before the walk: up to its batch every row was there. */
  head: LogHead | undefined
  archive: { read(number: number): Promise<Batch | undefined> }
  verifierKey: string
  nowMs: () => number
  found: (finding: RowFinding) => void
}

/** Is given every batch in order, and then its end. */
export function logTableCheck({ rows, head, archive, verifierKey, nowMs, found }: LogTableNeeds) {
  /** Digests of the events in the log. */
  const logged = new Set<string>()
  let last: CheckedBatch | undefined
  const tell = (row: string, is: RowFinding['is']) => found({ what: 'row', row, is })

  return {
    async holds(batch: CheckedBatch): Promise<void> {
      last = batch
      const leaves = leavesOf(batch)
      for (const { eventId } of leaves) logged.add(digestOf(eventId))
      if (!head || batch.number > head.number) return
      const stored = await rows.leaves(leaves.map(({ eventId }) => eventId))
      for (const leaf of leaves) {
        const row = stored.get(leaf.eventId)
        if (!row) tell(leafKey(leaf.eventId), 'missing')
        else if (textOf(row) !== textOf(leaf)) tell(leafKey(leaf.eventId), 'different')
      }
      for (const [row, is] of await wrongNodes(batch, rows)) tell(row, is)
      const { number, frontier, checkpoint, recordedAt } = batch
      if (
        number === head.number &&
        headText(head) !== headText({ ...{ number, frontier }, ...{ checkpoint, verifierKey, recordedAt } })
      )
        tell('head', 'different')
    },

    /** Only where the walk has come to the end of the archive. */
    async end(): Promise<void> {
      // The anchor makes a batch's rows in minutes.
      if (last && last.number > (head?.number ?? 0) && nowMs() - Date.parse(last.recordedAt) > hourMs)
        tell('head', head ? 'different' : 'missing')
      const extra = new Set<string>()
      for await (const eventIds of rows.leafIds())
        for (const eventId of eventIds) if (!logged.has(digestOf(eventId))) extra.add(eventId)
      // What has been logged since the walk.
      for (let number = (last?.number ?? 0) + 1; extra.size > 0; number++) {
        const batch = await archive.read(number)
        if (!batch) break
        for (const { eventId } of leavesOf(batch)) extra.delete(eventId)
      }
      for (const eventId of extra) tell(leafKey(eventId), 'extra')
    },
  }
}

/** Tiles and nodes that this batch has completed, with one request unless one of them is gone. */
async function wrongNodes(
  { made }: CheckedBatch,
  rows: Pick<LogReader, 'nodes'>,
): Promise<Map<string, 'missing' | 'different'>> {
  const kept = made.filter(({ level }) => level === 0 || level >= tileLevel)
  const wrong = new Map<string, 'missing' | 'different'>()
  const compare = async (nodes: typeof kept) => {
    const hashes = await rows.nodes(nodes)
    for (const [n, node] of nodes.entries())
      if (Buffer.compare(hashes[n] ?? new Uint8Array(), node.hash) !== 0) wrong.set(rowKey(node), 'different')
  }
  const ifDamaged = async (work: Promise<void>, otherwise: () => Promise<void> | void) =>
    work.catch((error: unknown) => {
      if (error instanceof LogDamaged) return otherwise()
      throw error
    })
  await ifDamaged(compare(kept), async () => {
    for (const [row, nodes] of Map.groupBy(kept, rowKey))
      await ifDamaged(compare(nodes), () => void wrong.set(row, 'missing'))
  })
  return wrong
}

const leafKey = (eventId: string): string => `leaf/${eventId}`

const leavesOf = ({ first, leaves }: Pick<Batch, 'first' | 'leaves'>) =>
  leaves.flatMap(({ hash, commit }, n) => (commit ? [{ ...commit, hash, index: first + n }] : []))

type Leaf = ReturnType<typeof leavesOf>[number]

const textOf = ({ subject, sequence, eventId, hash, index }: Leaf): string =>
  JSON.stringify([subject, sequence, eventId, hash, index])

const headText = ({ number, frontier, checkpoint, verifierKey, recordedAt }: LogHead): string => {
  const hashes = frontier.hashes.map((hash) => Buffer.from(hash).toString('hex'))
  return JSON.stringify([number, frontier.size, hashes, checkpoint, verifierKey, recordedAt])
}
