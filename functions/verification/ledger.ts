/** Walks the ledger and checks every chain by itself; what the log holds of it is checked after (log.ts). */
import type { Commit } from '../ledger/commit.ts'
import type { Ledger, LedgerScan } from '../ledger/ledger.ts'
import { headerIn } from '../ledger/legible.ts'
import { type ChainFault, faultsIn } from './chain.ts'
import { type Findings, tell } from './findings.ts'
import { inParts, streamsOf } from './streams.ts'
import type { WalkedCommits } from './walked-commits.ts'

export type LedgerNeeds = {
  ledger: Ledger & LedgerScan
  nowMs: () => number
  /** Every commit is noted here, to be held against the log. */
  index?: WalkedCommits
  progress?: (commits: number) => void
}

export type LedgerVerified = { subjects: number; commits: number; findings: Findings<ChainFault> }

const partsMax = 4

export async function verifyLedger({ ledger, nowMs, index, progress }: LedgerNeeds): Promise<LedgerVerified> {
  const verified: LedgerVerified = { subjects: 0, commits: 0, findings: { count: 0, first: [] } }
  await inParts(
    partsMax,
    (segment) => streamsOf(ledger, segment),
    async ({ subject, commits }) => {
      verified.subjects += 1
      verified.commits += commits.length
      for (const commit of commits) note(commit, index)
      if (faultsIn(subject, commits, nowMs()).length > 0)
        tell(verified.findings, ...(await again(subject, commits, ledger, nowMs)))
      progress?.(verified.commits)
    },
  )
  return verified
}

/** A walk over a table is no snapshot: what it found is told as the subject stands when it is read by itself. */
async function again(
  subject: string,
  walked: readonly Commit[],
  ledger: Ledger,
  nowMs: () => number,
): Promise<readonly ChainFault[]> {
  const commits = await ledger.load(subject)
  return faultsIn(subject, commits.length > 0 ? commits : walked, nowMs())
}

function note(commit: Commit, index: WalkedCommits | undefined): void {
  const header = headerIn(commit)
  // One that cannot be read is found already; the log's leaf will not meet it.
  if (!index || !header) return
  const { subject, sequence } = commit
  const { eventId, recordedAt } = header
  index.add({ subject, sequence, eventId, hash: hexOf(commit) }, Date.parse(recordedAt))
}

export const hexOf = ({ hash }: Pick<Commit, 'hash'>): string => Buffer.from(hash).toString('hex')
