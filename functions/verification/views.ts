/**
 * Whether a generation of the views is what the ledger says: every row, total and watermark against a fold that asks
 * the projector nothing. The rows are read first and the ledger after: whatever stands in a row was in the ledger by
 * then, so what comes in meanwhile can only be missing, and is looked at again.
 */
import type { Ledger, LedgerScan } from '../ledger/ledger.ts'
import { type RowScan, scanRows } from '../views/scan.ts'
import type { Bookkeeping, Key, Views } from '../views/views.ts'
import { type Expected, expectedOf } from './expected.ts'
import { type Findings, tell } from './findings.ts'
import { Inventory, isHealth, isShown, storedText } from './inventory.ts'
import { keyText, type LookNeeds, lookAt, referrerKey, settle } from './second-look.ts'
import { inParts, rememberingLedger, type Stream, streamsOf } from './streams.ts'
import { placeOf, Sums, settleTotals } from './totals.ts'
import { rowFinding, type ViewFinding } from './views-finding.ts'

export type ViewsNeeds = {
  ledger: Ledger & LedgerScan
  /** The generation, and its rows as they lie. */
  views: Pick<Views, 'list'> & Pick<Bookkeeping, 'watermarks'>
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
/** Of more rows that nobody should have written, only the number is told. */
const extrasMax = 10_000

export async function verifyViews(needs: ViewsNeeds): Promise<ViewsVerified> {
  const { ledger, rows, pause } = needs
  const stored = await inventoryOf(rows)
  const { suspects, sums, subjects } = await compared(stored, needs)
  const wrongTotals = [...sums.compared(stored.rows)]
  const findings: Findings<ViewFinding> = { count: 0, first: [] }
  const look: LookNeeds = { ...needs, ledger }
  const wrong = new Set<string>()
  await settle(
    suspects,
    (subject) => lookAt(subject, look),
    pause,
    (found, subject) => {
      tell(findings, ...found)
      wrong.add(subject)
    },
  )
  const extras = await extrasIn(stored.rows, needs)
  for (const key of extras.keys) {
    const place = key.partition.startsWith('totals/') ? placeOf(key) : undefined
    if (place) wrongTotals.push(place)
    else tell(findings, rowFinding('extra', key))
  }
  findings.count += extras.more
  await settleTotals(wrongTotals, wrong, { ...needs, ledger }, (found) => tell(findings, ...found))
  return { subjects, rows: stored.count, totals: sums.size, findings }
}

type Stored = { rows: Inventory; referrers: Inventory; count: number; marks: number }

async function inventoryOf(rows: RowScan): Promise<Stored> {
  const stored: Stored = { rows: new Inventory(), referrers: new Inventory(), count: 0, marks: 0 }
  await inParts(
    partsMax,
    (segment) => scanRows(rows, segment),
    (page) => {
      for (const row of page) {
        if (isHealth(row)) continue
        stored.count += 1
        if (row.partition.startsWith('referrers/')) stored.referrers.add(row, '', 0)
        else if (isMark(row)) {
          stored.rows.add(row, '', 0)
          stored.marks += 1
        } else if (isShown(row)) stored.rows.add(row, storedText(row), row.fence)
      }
    },
  )
  return stored
}

/** Folds every subject and takes what is as it should be out of the inventory. */
async function compared(stored: Stored, { ledger, views, progress }: ViewsNeeds) {
  const suspects = new Set<string>()
  const sums = new Sums()
  const remembering = rememberingLedger(ledger)
  let subjects = 0
  const check = async (group: readonly Stream[]) => {
    const marks = await views.watermarks(group.map(({ subject }) => subject))
    for (const { subject, commits } of group) {
      stored.rows.take(markKey(subject), '', 0)
      try {
        const expected = await expectedOf(subject, commits, remembering)
        const isSame = holds(stored, expected) && marks.get(subject) === expected.head
        if (!isSame) suspects.add(subject)
        for (const part of expected.parts) sums.add(part)
      } catch {
        suspects.add(subject)
      }
    }
    subjects += group.length
    progress?.(subjects, Math.max(subjects, stored.marks))
  }
  await inParts(partsMax, (segment) => inGroupsOf(groupSize, streamsOf(ledger, segment)), check)
  return { suspects, sums, subjects }
}

function holds(stored: Stored, { subject, rows, fence, referred }: Expected): boolean {
  // All are taken out, whatever the first of them says.
  const same = rows.map((row) => stored.rows.take(row, row.text, fence))
  return (
    !same.includes(false) && referred.every((target) => stored.referrers.has(referrerKey(target, subject)))
  )
}

/** What is left is read again, a moment later: it may be gone since. What still stands is folded for once more. */
async function extrasIn(
  left: Inventory,
  { ledger, rows, pause }: ViewsNeeds,
): Promise<{ keys: readonly Key[]; more: number }> {
  if (left.size === 0) return { keys: [], more: 0 }
  await pause(1_000)
  const standing = new Map<string, Key>()
  let more = 0
  await inParts(
    partsMax,
    (segment) => scanRows(rows, segment),
    (page) => {
      for (const row of page) {
        if (!left.has(row) || !(isMark(row) || isShown(row))) continue
        const { partition, label, sort } = row
        if (standing.size < extrasMax) standing.set(keyText(row), { partition, label, sort })
        else more += 1
      }
    },
  )
  if (standing.size > 0)
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
  return { keys: [...standing.values()], more }
}

const markKey = (subject: string): Key => ({
  partition: `watermark/${subject}`,
  label: 'internal',
  sort: 'watermark',
})
const isMark = ({ partition }: Key): boolean => partition.startsWith('watermark/')

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
