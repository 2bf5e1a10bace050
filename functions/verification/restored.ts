/** A restored copy of the ledger against the views that are read: what of it has not changed since must stand in them. */
import type { Ledger, LedgerScan } from '../ledger/ledger.ts'
import type { RowScan } from '../views/scan.ts'
import { expectedOf } from './expected.ts'
import { type Findings, tell } from './findings.ts'
import { lookAt } from './second-look.ts'
import { settle } from './settle.ts'
import { inParts, rememberingLedger, streamsOf } from './streams.ts'
import type { ViewFinding } from './views-finding.ts'

export type RestoredNeeds = {
  restored: Ledger & LedgerScan
  live: Ledger
  rows: Pick<RowScan, 'look'>
  pause: (ms: number) => Promise<void>
  progress?: (subjects: number) => void
}

/** `changed`: subjects that have been written to since, or rest on what has. */
export type RestoredCompared = { compared: number; changed: number; findings: Findings<ViewFinding> }

const partsMax = 4

export async function compareRestored({
  restored,
  live,
  progress,
  ...needs
}: RestoredNeeds): Promise<RestoredCompared> {
  const found: RestoredCompared = { compared: 0, changed: 0, findings: { count: 0, first: [] } }
  const [copy, now] = [rememberingLedger(restored), rememberingLedger(live)]
  const suspects: string[] = []
  await inParts(
    partsMax,
    (segment) => streamsOf(restored, segment),
    async ({ subject, commits }) => {
      const [then, today] = await Promise.all([
        expectedOf(subject, commits, copy),
        live.load(subject).then((newest) => expectedOf(subject, newest, now)),
      ])
      // The fence counts everything that a subject's rows rest on.
      if (then.fence !== today.fence || then.head !== today.head) found.changed += 1
      else {
        found.compared += 1
        const seen = await lookAt(subject, { ...needs, ledger: copy })
        if (seen.found.length > 0) suspects.push(subject)
      }
      progress?.(found.compared + found.changed)
    },
  )
  // Held against the ledger of now: what has changed meanwhile is none of the copy's faults.
  await settle(
    suspects,
    (subject) => lookAt(subject, { ...needs, ledger: live }),
    needs.pause,
    (findings) => tell(found.findings, ...findings),
  )
  return found
}
