/** What no subject accounts for: rows that nobody should have written, and tombstones that would keep out the truth. */
import type { Ledger, LedgerScan } from '../ledger/ledger.ts'
import { type LyingRow, type RowScan, scanRows } from '../views/scan.ts'
import type { Key } from '../views/views.ts'
import { expectedOf } from './expected.ts'
import { type Inventory, isMark, isShown, isTombstone } from './inventory.ts'
import { keyText, markKey } from './second-look.ts'
import { settle } from './settle.ts'
import { inParts, streamsOf } from './streams.ts'
import { rowFinding, type ViewFinding } from './views-finding.ts'

export type ExtrasNeeds = {
  ledger: Ledger & LedgerScan
  rows: RowScan
  pause: (ms: number) => Promise<void>
}

const partsMax = 4
/** Of more rows that nobody should have written, only the number is told. */
const extrasMax = 10_000

/** Keys of rows. Of `totals` only who knows totals can say what they should be; of `more` there is only the number. */
export type Left = {
  standing: ReadonlyMap<string, Key>
  ahead: readonly Key[]
  totals: readonly Key[]
  more: number
}

/** @param left rows that were not taken by any subject. @param beyond tombstones under a fence that no subject has. */
export async function leftIn(left: Inventory, beyond: Inventory, rows: RowScan): Promise<Left> {
  const ahead = new Map<string, Key>()
  const standing = new Map<string, Key>()
  const totals: Key[] = []
  let more = 0
  if (left.size + beyond.size === 0) return { standing, ahead: [], totals, more }
  await inParts(
    partsMax,
    (segment) => scanRows(rows, segment),
    (page) => {
      for (const row of page) {
        const { partition, label, sort } = row
        const key = { partition, label, sort }
        if (isTombstone(row) && beyond.has(row)) ahead.set(keyText(key), key)
        else if (!isStanding(row) || !left.has(row)) continue
        else if (standing.size + totals.length >= extrasMax) more += 1
        else if (partition.startsWith('totals/')) totals.push(key)
        else standing.set(keyText(key), key)
      }
    },
  )
  return { standing, ahead: [...ahead.values()], totals, more }
}

/** Tells of those that stay although nobody wants them. */
export async function settleExtras(
  left: ReadonlyMap<string, Key>,
  needs: ExtrasNeeds,
  tell: (findings: readonly ViewFinding[]) => void,
): Promise<void> {
  const standing = new Map(left)
  await leaveWanted(standing, needs)
  const stay = new Map<string, Key>()
  await settle(
    standing.values(),
    async (key) => {
      const found = await needs.rows.look([key])
      return { found: found.some(isStanding) ? [{ finding: rowFinding('extra', key) }] : [] }
    },
    needs.pause,
    (found, key) => {
      if (found.length > 0) stay.set(keyText(key), key)
    },
  )
  // Somebody may have come to want them meanwhile.
  await leaveWanted(stay, needs)
  tell([...stay.values()].map((key) => rowFinding('extra', key)))
}

const isStanding = (row: LyingRow): boolean => isMark(row) || isShown(row)

async function leaveWanted(standing: Map<string, Key>, { ledger }: ExtrasNeeds): Promise<void> {
  if (standing.size === 0) return
  await inParts(
    partsMax,
    (segment) => streamsOf(ledger, segment),
    async ({ subject }) => {
      const commits = await ledger.load(subject)
      standing.delete(keyText(markKey(subject)))
      const expected = await expectedOf(subject, commits, ledger).catch(() => undefined)
      for (const row of expected?.rows ?? []) standing.delete(keyText(row))
    },
  )
}
