/**
 * What differs is looked at again before it is told: while events come in, a row that is about to be written differs
 * from the ledger, and nothing is wrong.
 */
import type { Ledger } from '../ledger/ledger.ts'
import type { RowScan } from '../views/scan.ts'
import type { Bookkeeping, Key } from '../views/views.ts'
import { type Expected, type ExpectedRow, expectedOf } from './expected.ts'
import { isShown, storedText } from './inventory.ts'
import { rowFinding, type ViewFinding } from './views-finding.ts'

export type LookNeeds = {
  ledger: Ledger
  views: Pick<Bookkeeping, 'watermarks'>
  rows: Pick<RowScan, 'look'>
  pause: (ms: number) => Promise<void>
}

type Look = { isSettled: boolean; isBehind: boolean; state: string; findings: readonly ViewFinding[] }

/** Seconds between the looks: a projection takes less than one, a message that failed comes again after more. */
const pausesMs = [1_000, 2_000, 4_000, 4_000, 4_000]
const groupSize = 8

/** Told is what two looks in a row have found alike, of a subject that is not behind; and what the last look finds. */
export async function settle<T>(
  suspects: Iterable<T>,
  look: (suspect: T) => Promise<Look>,
  pause: LookNeeds['pause'],
  tell: (findings: readonly ViewFinding[], suspect: T) => void,
): Promise<void> {
  let open = new Map<T, string>([...suspects].map((suspect) => [suspect, '']))
  for (let round = 0; open.size > 0; round++) {
    const still = new Map<T, string>()
    await inGroups([...open], async ([suspect, before]) => {
      const { isSettled, isBehind, state, findings } = await look(suspect)
      const isLast = round === pausesMs.length
      if (isSettled) return
      if (isLast || (!isBehind && state === before)) tell(findings, suspect)
      else still.set(suspect, state)
    })
    open = still
    if (open.size > 0) await pause(pausesMs[round] ?? 0)
  }
}

export async function lookAt(subject: string, { ledger, views, rows }: LookNeeds): Promise<Look> {
  const expected = await folded(subject, ledger)
  if (!expected)
    return {
      isSettled: false,
      isBehind: false,
      state: 'unreadable',
      findings: [{ what: 'unreadable', subject }],
    }
  const mark = (await views.watermarks([subject])).get(subject) ?? 0
  const findings: ViewFinding[] = await compare(expected, rows)
  if (mark !== expected.head) findings.unshift({ what: mark < expected.head ? 'behind' : 'ahead', subject })
  const state = JSON.stringify([expected.fence, findings])
  return { isSettled: findings.length === 0, isBehind: mark < expected.head, state, findings }
}

async function folded(subject: string, ledger: Ledger): Promise<Expected | undefined> {
  const commits = await ledger.load(subject)
  try {
    return await expectedOf(subject, commits, ledger)
  } catch (error) {
    // A store that does not answer is no finding.
    if ((error as { code?: unknown }).code === 'unavailable') throw error
    return undefined
  }
}

async function compare(
  { subject, rows: wanted, fence, referred }: Expected,
  rows: LookNeeds['rows'],
): Promise<ViewFinding[]> {
  const referrers = referred.map((target) => referrerKey(target, subject))
  const stored = await rows.look(
    [...wanted, ...referrers].map(({ partition, label, sort }) => ({ partition, label, sort })),
  )
  const at = new Map(stored.map((row) => [keyText(row), row]))
  const differs = (row: ExpectedRow): readonly ViewFinding[] => {
    const found = at.get(keyText(row))
    const key = { partition: row.partition, label: row.label, sort: row.sort }
    if (!found || !isShown(found)) return [rowFinding('missing', key, subject)]
    if (storedText(found) !== row.text) return [rowFinding('different', key, subject)]
    return found.fence > fence ? [rowFinding('ahead', key, subject)] : []
  }
  const unknown = referrers.filter((key) => !at.has(keyText(key)))
  return [...wanted.flatMap(differs), ...unknown.map((key) => rowFinding('missing', key, subject))]
}

/** By this row a subject is found when what it hangs on is narrowed. */
export const referrerKey = (target: string, referrer: string): Key => ({
  partition: `referrers/${target}`,
  label: 'internal',
  sort: referrer,
})

export const keyText = ({ partition, label, sort }: Key): string => `${partition}\n${label}\n${sort}`

export async function inGroups<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < items.length; i += groupSize) await Promise.all(items.slice(i, i + groupSize).map(work))
}
