/** One subject's rows and bookkeeping, held against its fold as both are now. */
import type { Ledger } from '../ledger/ledger.ts'
import { partKey, type WrittenKey } from '../projector/written-keys.ts'
import type { LyingRow, RowScan } from '../views/scan.ts'
import type { Key, Watermark } from '../views/views.ts'
import { type Expected, expectedOf } from './expected.ts'
import { isShown, isTombstone, storedText } from './inventory.ts'
import type { Found, Look } from './settle.ts'
import { rowFinding, type ViewFinding } from './views-finding.ts'

export type LookNeeds = {
  ledger: Ledger
  rows: Pick<RowScan, 'look'>
}

/** In this order: what has been projected by the time the watermarks are read is in the rows that are read after. */
export async function lookAt(subject: string, { ledger, rows }: LookNeeds): Promise<Look> {
  const expected = await folded(subject, ledger)
  if (!expected) return { found: [{ finding: { what: 'unreadable', subject } }] }
  const heads = new Map([...expected.restsOn, [subject, expected.head] as const])
  const marks = new Map((await rows.look([...heads.keys()].map(markKey))).map((row) => [keyText(row), row]))
  const reached = new Map(
    [...heads.keys()].map((of) => [of, headIn(marks.get(keyText(markKey(of)))?.mark)] as const),
  )
  const mark = marks.get(keyText(markKey(subject)))
  const found: Found[] = [...markFindings(expected, mark), ...(await compare(expected, mark?.mark, rows))]
  const isBehind = [...heads].some(([of, head]) => (reached.get(of) ?? 0) < head)
  const isItself = (reached.get(subject) ?? 0) < expected.head
  // What rests on something that is behind is that, too, where it differs.
  if (isItself || (isBehind && found.length > 0)) found.unshift({ finding: { what: 'behind', subject } })
  return { found, heads, reached }
}

/** Of one that is stale nothing counts. */
export const headIn = (mark: Watermark | undefined): number =>
  mark === undefined || mark.staleBy !== undefined ? 0 : mark.head

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

function markFindings({ subject, head, remembered }: Expected, row: LyingRow | undefined): Found[] {
  const at = (what: ViewFinding['what']) => [{ finding: rowFinding(what, markKey(subject), subject) }]
  return [
    ...(headIn(row?.mark) > head ? [{ finding: { what: 'ahead' as const, subject } }] : []),
    ...(isRemembered(remembered, row?.mark) ? [] : at('forgetful')),
    ...(row?.isExpiring ? at('expiring') : []),
  ]
}

/** Keys that cannot be read would stop whoever takes rows back. */
export function isRemembered(keys: readonly string[], mark: Watermark | undefined): boolean {
  const known = new Set(mark?.keys)
  return keys.every((key) => known.has(key)) && [...known].every((key) => keyIn(key, '') !== undefined)
}

async function compare(
  expected: Expected,
  mark: Watermark | undefined,
  rows: LookNeeds['rows'],
): Promise<Found[]> {
  const { subject, rows: wanted, fence, referred } = expected
  const referrers = referred.map((target) => referrerKey(target, subject))
  const former = formerKeys(expected, mark)
  const asked = [...wanted, ...referrers, ...former].map(bare)
  const at = new Map((await rows.look(asked)).map((row) => [keyText(row), row]))
  const lying = (key: Key) => at.get(keyText(key))
  const highest = Math.max(0, ...wanted.map((row) => lying(row)?.fence ?? 0))
  const of = (what: ViewFinding['what'], key: Key) => [
    { finding: rowFinding(what, bare(key), subject), stands: lying(key)?.fence },
  ]
  return [
    ...wanted.flatMap((row) => {
      const stored = lying(row)
      if (!stored || !isShown(stored)) return of('missing', row)
      if (stored.isExpiring) return of('expiring', row)
      if (storedText(stored) !== row.text) return of('different', row)
      if (stored.fence > fence) return of('ahead', row)
      return isLowest(stored.fence, Math.min(highest, fence), expected) ? of('fence', row) : []
    }),
    ...referrers.flatMap((key) => {
      const stored = lying(key)
      return stored ? (stored.isExpiring ? of('expiring', key) : []) : of('missing', key)
    }),
    ...former.flatMap((key) => {
      const stored = lying(key)
      return stored && isTombstone(stored) && stored.fence > fence ? of('ahead', key) : []
    }),
  ]
}

/**
 * A projection writes all rows of a subject under one fence. It may be lower than that of the fold: not every event of
 * what the subject rests on has it projected again; but each of its own has.
 */
export const isLowest = (fence: number, highest: number, { head }: Pick<Expected, 'head'>): boolean =>
  !(fence >= highest && fence >= head)

/** Where the subject stood once, and a tombstone may stand now. */
export function formerKeys({ subject, rows, first }: Expected, mark: Watermark | undefined): readonly Key[] {
  const present = new Set(rows.map(keyText))
  const known = [...new Set([...first, ...(mark?.keys ?? [])])].map((key) => keyIn(key, subject))
  return known.filter((key) => key !== undefined && !present.has(keyText(key))) as Key[]
}

function keyIn(text: string, subject: string): Key | undefined {
  try {
    const key = JSON.parse(text) as WrittenKey
    if (key[0] === 'part') return partKey(key[1], key[2], subject)
    const [, label, partition, sort] = key
    return [label, partition, sort].every((part) => typeof part === 'string')
      ? { label, partition, sort }
      : undefined
  } catch {
    return undefined
  }
}

export const markKey = (subject: string): Key => ({
  partition: `watermark/${subject}`,
  label: 'internal',
  sort: 'watermark',
})

/** By this row a subject is found when what it hangs on is narrowed. */
export const referrerKey = (target: string, referrer: string): Key => ({
  partition: `referrers/${target}`,
  label: 'internal',
  sort: referrer,
})

const bare = ({ partition, label, sort }: Key): Key => ({ partition, label, sort })

export const keyText = ({ partition, label, sort }: Key): string => `${partition}\n${label}\n${sort}`
