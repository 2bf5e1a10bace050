/**
 * The ledger against the log of its commits (ADR-0025): each chain may be sound and still not be the one that was
 * signed. A subject that is gone, a tail cut off, a chain written anew are found here.
 */
import { openCheckpoint } from '../../events/checkpoint.ts'
import type { Commit } from '../ledger/commit.ts'
import { type Ledger, type LedgerScan, scanAll } from '../ledger/ledger.ts'
import { headerIn } from '../ledger/legible.ts'
import { isFirstOfCentre } from '../merkle-log/feed.ts'
import { type Archive, LogDamaged, type LogHead, type Pending } from '../merkle-log/merkle-log.ts'
import { type CheckedBatch, readAll } from '../merkle-log/read-all.ts'
import { centre } from '../register/centre.ts'
import { hourMs } from './chain.ts'
import { type Findings, tell } from './findings.ts'
import { hexOf } from './ledger.ts'
import { type LogTableNeeds, logTableCheck, type RowFinding } from './log-table.ts'
import type { WalkedCommits } from './walked-commits.ts'

/**
 * `log`: what the log says of itself does not hold (`detail`). `missing`: the commit of a leaf is not in the ledger.
 * `different`: another one stands in its place. `twice`: it is in the log already. `unlogged`: it is older than an hour
 * and not in the log; of the centre's first commit, there is another so old.
 */
export type LogFinding =
  | { what: 'log'; detail: string }
  | { what: 'missing' | 'different' | 'twice'; subject: string; sequence: number; leaf: number }
  | { what: 'unlogged'; subject: string; sequence: number }
  | RowFinding

export type LogNeeds = {
  ledger: Ledger & LedgerScan
  archive: Pick<Archive, 'read'>
  /** Of the key in KMS: what the log itself names as its key proves nothing. */
  verifierKey: string
  /** What the log's table says is its head, and checkpoints that somebody kept: the archive must reach as far. */
  head?: LogHead | undefined
  checkpoints?: readonly string[]
  /** Held against the archive, too, where it is given. */
  rows?: LogTableNeeds['rows'] | undefined
  /** The ledger is a copy that was made then: what was logged later may not be in it. */
  asOf?: string
  nowMs: () => number
  progress?: (leaves: number) => void
}

/** `size` and `recordedAt` are of the last checkpoint; `pending` commits are not in the log yet. */
export type LogVerified = {
  size: number
  batches: number
  commits: number
  pending: number
  recordedAt?: string
  findings: Findings<LogFinding>
}

/** @param index every commit of the ledger, from a walk that ended before; what the log has is taken out of it. */
export async function verifyLog(index: WalkedCommits, needs: LogNeeds): Promise<LogVerified> {
  const findings: Findings<LogFinding> = { count: 0, first: [] }
  const verified: LogVerified = { size: 0, batches: 0, commits: 0, pending: 0, findings }
  const kept = openedCheckpoints(needs, findings)
  const { head, rows } = needs
  const table = rows && logTableCheck({ ...needs, rows, head, found: (finding) => tell(findings, finding) })
  try {
    for await (const batch of readAll(needs.archive, needs.verifierKey)) {
      await checkBatch(batch, index, needs, verified)
      holdAgainst(batch, kept, needs, findings)
      await table?.holds(batch)
    }
    await table?.end()
  } catch (error) {
    if (!(error instanceof LogDamaged)) throw error
    tell(findings, { what: 'log', detail: error.message })
  }
  if (head && head.number > verified.batches)
    tell(findings, {
      what: 'log',
      detail: `ends after batch ${verified.batches}; its table knows batch ${head.number}`,
    })
  for (const size of kept.keys())
    tell(findings, { what: 'log', detail: `has no checkpoint of ${size} leaves, and one was kept` })
  await tellUnlogged(index, needs, verified)
  return verified
}

async function checkBatch(
  { number, first, leaves, size, recordedAt }: CheckedBatch,
  index: WalkedCommits,
  { ledger, asOf, progress }: LogNeeds,
  verified: LogVerified,
): Promise<void> {
  for (const [n, { hash, commit }] of leaves.entries()) {
    if (!commit) continue
    verified.commits += 1
    const what = await looked({ ...commit, hash }, index, ledger)
    const { subject, sequence } = commit
    const isLater = what === 'missing' && asOf !== undefined && recordedAt > asOf
    if (what && !isLater) tell(verified.findings, { what, subject, sequence, leaf: first + n })
  }
  Object.assign(verified, { batches: number, size, recordedAt })
  progress?.(size)
}

/** @returns undefined where the commit stands as it was logged; it may have come since the walk. */
async function looked(
  leaf: Pending,
  index: WalkedCommits,
  ledger: Ledger,
): Promise<'missing' | 'different' | 'twice' | undefined> {
  const met = index.take(leaf)
  if (met === 'first') return undefined
  if (met === 'again') return 'twice'
  const commit = (await ledger.load(leaf.subject, leaf.sequence - 1)).find(
    (one) => one.sequence === leaf.sequence,
  )
  if (!commit) return 'missing'
  return sameCommit(commit, leaf) ? undefined : 'different'
}

const sameCommit = (commit: Commit, leaf: Pending): boolean =>
  hexOf(commit) === leaf.hash && headerIn(commit)?.eventId === leaf.eventId

/** Size → the note that somebody kept of a tree so large. */
function openedCheckpoints(
  { checkpoints = [], verifierKey }: LogNeeds,
  findings: Findings<LogFinding>,
): Map<number, readonly string[]> {
  const opened = checkpoints.map((note) => openCheckpoint(note, verifierKey))
  if (opened.includes(undefined))
    tell(findings, { what: 'log', detail: 'a kept checkpoint is not signed by its key' })
  const roots = opened.flatMap((one) => (one ? [[one.size, hexOf({ hash: one.root })] as const] : []))
  return new Map(
    [...Map.groupBy(roots, ([size]) => size)].map(([size, all]) => [size, all.map(([, root]) => root)]),
  )
}

/** Every checkpoint ends a batch: one of the same size has the same root, or one of the two trees was not the log. */
function holdAgainst(
  { checkpoint, size }: CheckedBatch,
  kept: Map<number, readonly string[]>,
  { verifierKey }: LogNeeds,
  findings: Findings<LogFinding>,
): void {
  const signed = openCheckpoint(checkpoint, verifierKey)
  const root = signed && hexOf({ hash: signed.root })
  if (kept.get(size)?.some((other) => other !== root))
    tell(findings, {
      what: 'log',
      detail: `of ${size} leaves is not the log that a kept checkpoint was signed for`,
    })
  kept.delete(size)
}

/** What the log has not got yet; what is old among it is named, for which the ledger is walked again. */
async function tellUnlogged(
  index: WalkedCommits,
  { ledger, nowMs }: LogNeeds,
  verified: LogVerified,
): Promise<void> {
  const left = index.left()
  verified.pending = left.length
  const isOld = (recordedMs: number) => nowMs() - recordedMs > hourMs
  if (!left.some(isOld)) return
  // The centre's first commit is due once another one is (ADR-0027).
  let isFirstOpen = false
  let others = 0
  for await (const commits of scanAll(ledger, { index: 0, of: 1 }))
    for (const commit of commits) {
      const { subject, sequence } = commit
      const { eventId, recordedAt } = headerIn(commit) ?? { eventId: '', recordedAt: '' }
      const isDue = isOld(Date.parse(recordedAt))
      const isOpen = isDue && index.isLeft({ subject, sequence, eventId, hash: hexOf(commit) })
      if (isFirstOfCentre(commit)) isFirstOpen = isOpen
      else {
        if (isDue) others += 1
        if (isOpen) tell(verified.findings, { what: 'unlogged', subject, sequence })
      }
    }
  if (isFirstOpen && others > 0) tell(verified.findings, { what: 'unlogged', subject: centre, sequence: 1 })
}
