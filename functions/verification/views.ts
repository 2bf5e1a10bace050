/**
 * Whether a generation of the views is what the ledger says: every row, total and watermark against a fold that asks
 * the projector nothing. The rows are read first and the ledger after: whatever stands in a row was in the ledger by
 * then, so what comes in meanwhile can only be missing, and is looked at again.
 */
import type { Ledger, LedgerScan } from '../ledger/ledger.ts'
import { type LyingRow, type RowScan, scanRows } from '../views/scan.ts'
import { totalPlaceOf } from '../views/total-key.ts'
import type { Views } from '../views/views.ts'
import { type Expected, expectedOf } from './expected.ts'
import { leftIn, settleExtras } from './extras.ts'
import { type Findings, tell } from './findings.ts'
import { Inventory, isHealth, isMark, isReferrer, isShown, isTombstone, storedText } from './inventory.ts'
import {
  formerKeys,
  headIn,
  isLowest,
  isRemembered,
  keyText,
  lookAt,
  markKey,
  referrerKey,
} from './second-look.ts'
import { settle } from './settle.ts'
import { inParts, rememberingLedger, type Stream, streamsOf } from './streams.ts'
import { Sums, settleTotals } from './totals.ts'
import { rowFinding, type ViewFinding } from './views-finding.ts'

export type ViewsNeeds = {
  ledger: Ledger & LedgerScan
  /** The generation, and its rows as they lie. */
  views: Pick<Views, 'list'>
  rows: RowScan
  pause: (ms: number) => Promise<void>
  /** Called now and then; `subjects` is as many as have a watermark. */
  progress?: (done: number, subjects: number) => void
}

export type ViewsVerified = {
  subjects: number
  rows: number
  totals: number
  findings: Findings<ViewFinding>
}

/** Parts of a store that are read at once. */
const partsMax = 4
const groupSize = 50

export async function verifyViews(needs: ViewsNeeds): Promise<ViewsVerified> {
  const { ledger, rows, pause } = needs
  const stored = await inventoryOf(rows)
  const { suspects, sums, subjects, highest } = await compared(stored, needs)
  const wrongTotals = sums.compared(stored.rows)
  stored.tombstones.keepBeyond(highest)
  const left = await leftIn(stored.rows, stored.tombstones, rows)
  const findings: Findings<ViewFinding> = { count: left.more, first: [] }
  const found = (more: readonly ViewFinding[]) => tell(findings, ...more)
  found(left.ahead.map((key) => rowFinding('ahead', key)))
  const places = left.totals.map((key) => totalPlaceOf(key))
  found(left.totals.filter((_, n) => !places[n]).map((key) => rowFinding('extra', key)))
  // Side by side: each of them has its patience.
  await Promise.all([
    settle(suspects, (subject) => lookAt(subject, { ledger, rows }), pause, found),
    settleExtras(left.standing, needs, found),
    settleTotals([...wrongTotals, ...places.filter((place) => place !== undefined)], suspects, needs, found),
  ])
  return { subjects, rows: stored.count, totals: sums.size, findings }
}

type Stored = {
  rows: Inventory
  referrers: Inventory
  tombstones: Inventory
  count: number
  marks: number
}

async function inventoryOf(rows: RowScan): Promise<Stored> {
  const [inventory, referrers, tombstones] = [new Inventory(), new Inventory(), new Inventory()]
  const stored: Stored = { rows: inventory, referrers, tombstones, count: 0, marks: 0 }
  await inParts(
    partsMax,
    (segment) => scanRows(rows, segment),
    (page) => {
      for (const row of page) {
        if (isHealth(row)) continue
        stored.count += 1
        // One that will go by itself is as good as gone.
        if (isReferrer(row)) row.isExpiring || referrers.add(row, '', 0)
        else if (isMark(row)) {
          inventory.add(row, '', 0)
          stored.marks += 1
        } else if (isShown(row)) inventory.add(row, storedText(row), row.fence)
        else if (isTombstone(row)) tombstones.add(row, '', row.fence)
      }
    },
  )
  return stored
}

/** Folds every subject and takes what is as it should be out of the inventory. */
async function compared(stored: Stored, { ledger, rows, progress }: ViewsNeeds) {
  const suspects = new Set<string>()
  const sums = new Sums()
  const remembering = rememberingLedger(ledger)
  let subjects = 0
  let highest = 0
  const check = async (group: readonly Stream[]) => {
    const found = await rows.look(group.map(({ subject }) => markKey(subject)))
    const marks = new Map(found.map((row) => [keyText(row), row]))
    for (const { subject, commits } of group) {
      stored.rows.take(markKey(subject), '')
      try {
        const expected = await expectedOf(subject, commits, remembering)
        if (!holds(stored, expected, marks.get(keyText(markKey(subject))))) suspects.add(subject)
        highest = Math.max(highest, expected.fence)
        for (const part of expected.parts) sums.add(part)
      } catch {
        suspects.add(subject)
      }
    }
    subjects += group.length
    progress?.(subjects, Math.max(subjects, stored.marks))
  }
  await inParts(partsMax, (segment) => inGroupsOf(groupSize, streamsOf(ledger, segment)), check)
  return { suspects, sums, subjects, highest }
}

function holds(stored: Stored, expected: Expected, mark: LyingRow | undefined): boolean {
  const { subject, head, rows, fence, referred, remembered } = expected
  // All are taken out, whatever the first of them says.
  const fences = rows.map((row) => stored.rows.take(row, row.text))
  const former = formerKeys(expected, mark?.mark).map((key) => stored.tombstones.take(key, '') ?? 0)
  const highest = Math.max(0, ...fences.map((one) => one ?? 0))
  return (
    fences.every((one) => one !== undefined && !isLowest(one, highest, expected)) &&
    [highest, ...former].every((one) => one <= fence) &&
    referred.every((target) => stored.referrers.has(referrerKey(target, subject))) &&
    headIn(mark?.mark) === head &&
    !mark?.isExpiring &&
    isRemembered(remembered, mark?.mark)
  )
}

async function* inGroupsOf<T>(size: number, all: AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  let group: T[] = []
  for await (const one of all) {
    group.push(one)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}
