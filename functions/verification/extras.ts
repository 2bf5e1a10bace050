/** What no subject accounts for: rows that nobody should have written, and tombstones that would keep out the truth. */
import type { Ledger, LedgerScan } from '../ledger/ledger.ts'
import { type LyingRow, type RowScan, scanRows } from '../views/scan.ts'
import type { Key } from '../views/views.ts'
import { expectedOf } from './expected.ts'
import { type Inventory, isMark, isShown, isTombstone } from './inventory.ts'
import { keyText, markKey } from './second-look.ts'
import { settle } from './settle.ts'
import { inParts, streamsOf } from './streams.ts'
import { rowFinding } from './views-finding.ts'

export type ExtrasNeeds = {
  ledger: Ledger & LedgerScan
  rows: RowScan
  pause: (ms: number) => Promise<void>
}

const partsMax = 4
/** Of more rows that nobody should have written, only the number is told. */
const extrasMax = 10_000

/**
 * @param left rows that were not taken by any subject, @param beyond tombstones under a fence that no subject has.
 * @returns keys of those that stay; `totals` among them are to be looked at by who knows totals. `more`: only counted.
 */
export async function extrasIn(
  left: Inventory,
  beyond: Inventory,
  needs: ExtrasNeeds,
): Promise<{ extra: readonly Key[]; ahead: readonly Key[]; totals: readonly Key[]; more: number }> {
  const ahead = new Map<string, Key>()
  const standing = new Map<string, Key>()
  const totals: Key[] = []
  let more = 0
  if (left.size + beyond.size === 0) return { extra: [], ahead: [], totals, more }
  await inParts(
    partsMax,
    (segment) => scanRows(needs.rows, segment),
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
  return { extra: [...stay.values()], ahead: [...ahead.values()], totals, more }
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
