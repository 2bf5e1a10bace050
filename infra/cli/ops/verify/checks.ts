/** What `rw ops verify` looks at; a drill looks at the same of a copy. */
import { pause } from '../../../../functions/environment.ts'
import type { Ledger, LedgerScan } from '../../../../functions/ledger/ledger.ts'
import { type LedgerVerified, verifyLedger } from '../../../../functions/verification/ledger.ts'
import { type LogVerified, verifyLog } from '../../../../functions/verification/log.ts'
import { type ViewsVerified, verifyViews } from '../../../../functions/verification/views.ts'
import { WalkedCommits } from '../../../../functions/verification/walked-commits.ts'
import { attempting } from '../aws-failure.ts'
import type { Generation, OpenLog } from '../opened.ts'
import type { Progress } from '../progress.ts'

type Wanted = {
  ledger: Ledger & LedgerScan
  log: OpenLog | undefined
  checkpoints?: readonly string[]
  /** Of a copy: as of when. */
  asOf?: string
  bar: Progress
}

/** The log is held against what the same walk has met. */
export async function checkLedger({
  ledger,
  log,
  checkpoints = [],
  asOf,
  bar,
}: Wanted): Promise<{ ledger: LedgerVerified; log?: LogVerified }> {
  return attempting('the ledger cannot be read to its end', async () => {
    const index = new WalkedCommits()
    const chains = await verifyLedger({
      ledger,
      // A copy has what was under way then.
      nowMs: asOf === undefined ? Date.now : () => Date.parse(asOf),
      ...(log && { index }),
      progress: (commits) => bar.at('commits', commits),
    })
    if (!log) return { ledger: chains }
    const against = await verifyLog(index, {
      ...{ ...log, ledger, checkpoints, nowMs: Date.now },
      // A copy of the ledger says nothing of the log's own rows.
      ...(asOf !== undefined && { asOf, rows: undefined }),
      progress: (leaves) => bar.at('leaves of the log', leaves),
    })
    return { ledger: chains, log: against }
  })
}

export async function checkViews(
  ledger: Ledger & LedgerScan,
  { views, rows }: Generation,
  bar: Progress,
): Promise<ViewsVerified> {
  return attempting('the views cannot be read to their end', () =>
    verifyViews({ ledger, views, rows, pause, progress: (done, of) => bar.at('subjects', done, of) }),
  )
}
