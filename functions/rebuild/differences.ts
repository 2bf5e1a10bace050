/** What a rebuilt generation is held against before it is read: an independent fold of the ledger, row by row. */
import type { Ledger, LedgerScan } from '../ledger/ledger.ts'
import { verifyViews } from '../verification/views.ts'
import type { ViewFinding } from '../verification/views-finding.ts'
import type { RowScan } from '../views/scan.ts'
import type { Bookkeeping, Views } from '../views/views.ts'

/** How many there are, and the first by name; none of the names holds what stands in a row. */
export type Differences = { count: number; first: readonly string[] }

export type DifferencesNeeds = {
  ledger: Ledger & LedgerScan
  open(generation: number): Views & Bookkeeping
  rowsOf(generation: number): RowScan
  pause(ms: number): Promise<void>
}

export async function differences(
  generation: number,
  { ledger, open, rowsOf, pause }: DifferencesNeeds,
  progress: (done: number, subjects: number) => void,
): Promise<Differences> {
  const rows = rowsOf(generation)
  const { findings } = await verifyViews({ ledger, views: open(generation), rows, pause, progress })
  return { count: findings.count, first: findings.first.map(nameOf) }
}

function nameOf({ what, subject, row }: ViewFinding): string {
  const place = row && `${row.partition} (${row.label})`
  return [what, subject, place].filter((part) => part !== undefined).join(' ')
}
