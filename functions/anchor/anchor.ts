/**
 * Appends to the log what is pending (ADR-0025). Any number of runs may go on at once, and any may stop between two
 * writes: a batch is in the log once its one conditional put has gone through, and whoever comes next makes its rows.
 */
import { randomBytes, randomInt } from 'node:crypto'
import { checkpointText, openCheckpoint, signedNote, verifierKeyOf } from '../../events/checkpoint.ts'
import { emptyFrontier, extended, type Frontier, rootOver, rootsOf } from '../../events/merkle.ts'
import { batchIn, batchText, followed, leafHashOf } from '../merkle-log/batch.ts'
import {
  type Archive,
  type Batch,
  type BatchLeaf,
  LogDamaged,
  type LogTable,
  type Pending,
  type Signer,
  tileLeaves,
  tileLevel,
} from '../merkle-log/merkle-log.ts'
import { leafRowsStand, leavesIn } from './leaf-rows.ts'

export type AnchorNeeds = {
  archive: Archive
  table: LogTable
  signer: Signer
  /** The log's name, and its key's. */
  origin: string
  /** A batch has a multiple of so many leaves; a multiple of a tile itself. */
  batchLeaves: number
  nowMs: () => number
}

/** What a run did. `isDone`: of what it had found pending nothing is left to log. */
export type Anchored = { commits: number; batches: number; size: number; isDone: boolean }

type State = { number: number; frontier: Frontier }

/** Commits of one batch: their rows have to be written in the time of one run. */
const commitsMax = 2_048

export async function anchor(needs: AnchorNeeds, deadlineMs: number): Promise<Anchored> {
  const { archive, table, signer, origin, batchLeaves, nowMs } = needs
  if (!Number.isInteger(batchLeaves / tileLeaves) || batchLeaves < tileLeaves)
    throw new RangeError(`a batch is a multiple of ${tileLeaves} leaves`)
  const verifierKey = verifierKeyOf(origin, await signer.publicKey())
  const from = await known(needs, verifierKey)
  const did = { commits: 0, batches: 0 }
  if (!(await leafRowsStand(from.number, needs, () => nowMs() >= deadlineMs)))
    return { ...did, size: from.frontier.size, isDone: false }
  let reached = await caughtUp(from, needs, verifierKey, deadlineMs)
  for (let hasGrown = false; ; ) {
    const { state, isWhole } = reached
    if (!isWhole || nowMs() >= deadlineMs) return { ...did, size: state.frontier.size, isDone: false }
    const pending = await table.somePending(commitsMax)
    const fresh = await notYetIn(pending, table)
    if (pending.length === 0 && hasGrown) return { ...did, size: state.frontier.size, isDone: true }
    if (pending.length > 0 && fresh.length === 0) continue
    const batch = await nextBatch(state, fresh, needs, verifierKey)
    if ((await archive.append(batch)) === 'appended') {
      did.commits += fresh.length
      did.batches += 1
    }
    // Ours or the winner's: what stands in the archive is what counts.
    reached = await caughtUp(state, needs, verifierKey, deadlineMs)
    const left = reached.isWhole ? await notYetIn(fresh, table) : fresh
    // What has come meanwhile waits for the next run: a second batch would show that something came, hidden or not.
    if (pending.length < commitsMax)
      return {
        ...did,
        size: reached.state.frontier.size,
        isDone: reached.isWhole && left.length === 0,
      }
    hasGrown = true
  }
}

/** The tree as of the head's row, held against the last checkpoint; without a row the log is read from its beginning. */
async function known({ archive, table }: AnchorNeeds, verifierKey: string): Promise<State> {
  const head = await table.head()
  if (!head) return { number: 0, frontier: emptyFrontier }
  const last = await archive.read(head.number)
  const checkpoint = last && openCheckpoint(last.checkpoint, verifierKey)
  const { size, hashes } = head.frontier
  // As many roots as the size has, or the same root could be made of others that lead on to another tree.
  const isSame = checkpoint?.size === size && Buffer.compare(checkpoint.root, rootOver(hashes)) === 0
  if (!isSame || hashes.length !== rootsOf(size))
    throw new LogDamaged(`the head of the log is not what batch ${head.number} signs`)
  return { number: head.number, frontier: head.frontier }
}

/** Makes the rows of every batch that the archive holds beyond this state, the head last. Not `isWhole`: time is over. */
async function caughtUp(
  from: State,
  { archive, table, nowMs }: AnchorNeeds,
  verifierKey: string,
  deadlineMs: number,
): Promise<{ state: State; isWhole: boolean }> {
  let state = from
  for (;;) {
    const batch = await archive.read(state.number + 1)
    if (!batch) return { state, isWhole: true }
    if (nowMs() >= deadlineMs) return { state, isWhole: false }
    const { made, ...next } = followed(state, batch, verifierKey)
    const leaves = made.filter(({ level }) => level === 0).map(({ hash }) => hash)
    for (let start = 0; start < leaves.length; start += tileLeaves)
      await table.putTile((batch.first + start) / tileLeaves, leaves.slice(start, start + tileLeaves))
    await table.putNodes(made.filter(({ level }) => level >= tileLevel))
    await table.putLeaves(leavesIn(batch))
    const { checkpoint, recordedAt } = batch
    await table.putHead({ ...next, checkpoint, verifierKey, recordedAt })
    state = next
  }
}

/** What is in the log already was delivered again, or a run ended before it could take it off the list. */
async function notYetIn(pending: readonly Pending[], table: LogTable): Promise<readonly Pending[]> {
  const leaves = await table.leaves(pending.map(({ eventId }) => eventId))
  await table.removePending([...leaves.keys()])
  return pending.filter(({ eventId }) => !leaves.has(eventId))
}

/** Padded and shuffled: neither the size of the log nor a place in it tells how much of it is hidden, or when it came. */
async function nextBatch(
  state: State,
  fresh: readonly Pending[],
  { signer, origin, batchLeaves, nowMs }: AnchorNeeds,
  verifierKey: string,
): Promise<Batch> {
  const count = Math.max(1, Math.ceil(fresh.length / batchLeaves)) * batchLeaves
  const padding = Array.from({ length: count - fresh.length }, () => ({
    hash: randomBytes(32).toString('hex'),
  }))
  const leaves = shuffled([...fresh.map(({ hash, ...commit }) => ({ hash, commit })), ...padding])
  const { frontier } = extended(state.frontier, leaves.map(leafHashOf))
  const text = checkpointText({ origin, size: frontier.size, root: rootOver(frontier.hashes) })
  const batch = {
    number: state.number + 1,
    first: state.frontier.size,
    leaves,
    checkpoint: signedNote(text, verifierKey, await signer.sign(text)),
    recordedAt: new Date(nowMs()).toISOString(),
  }
  // What could not be read back must not get in: it could never be taken out.
  followed(state, batchIn(batchText(batch), `batch ${batch.number}`), verifierKey)
  return batch
}

function shuffled(leaves: readonly BatchLeaf[]): BatchLeaf[] {
  const mixed = [...leaves]
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = randomInt(last + 1)
    ;[mixed[last], mixed[other]] = [mixed[other] as BatchLeaf, mixed[last] as BatchLeaf]
  }
  return mixed
}
