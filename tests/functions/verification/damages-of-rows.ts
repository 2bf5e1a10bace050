/** Ways to spoil the views, each by a draw of numbers. */
import type { LyingRow } from '../../../functions/views/scan.ts'
import { type Below, flippedText, pick } from './damages.ts'

/** What became of the rows, and the one that it happened to. */
export type DamagedRows = { rows: readonly LyingRow[]; row: LyingRow }
const isTotal = ({ partition, body }: LyingRow) => partition.startsWith('totals/') && body !== null
const isShown = ({ state, label, partition }: LyingRow) =>
  state !== 'gone' && label !== 'internal' && !partition.startsWith('totals/')
const isTombstone = ({ state, label }: LyingRow) => state === 'gone' && label !== 'internal'

const spoiltRow =
  (chosen: (row: LyingRow) => boolean, change: (row: LyingRow, below: Below) => readonly LyingRow[]) =>
  (rows: readonly LyingRow[], below: Below): DamagedRows | undefined => {
    const row = pick(rows.filter(chosen), below)
    return row && { row, rows: rows.flatMap((one) => (one === row ? change(row, below) : [one])) }
  }

/** Of a watermark that knows rows which stand: some of those are not known any more. */
function forgetting(keeps: (key: string, n: number, count: number) => boolean) {
  return (rows: readonly LyingRow[], below: Below): DamagedRows | undefined => {
    const shown = new Set(rows.filter(isShown).map((row) => JSON.stringify(keyOf(row))))
    const standing = ({ mark }: LyingRow) => (mark?.keys ?? []).filter((key) => shown.has(key))
    const row = pick(
      rows.filter((one) => standing(one).length > 0),
      below,
    )
    if (!row?.mark) return undefined
    const all = standing(row)
    const kept = row.mark.keys.filter((key) => !all.includes(key) || keeps(key, all.indexOf(key), all.length))
    const becomes = { ...row, mark: { ...row.mark, keys: kept } }
    return { row, rows: rows.map((one) => (one === row ? becomes : one)) }
  }
}

const keyOf = ({ label, partition, sort }: LyingRow) => ['row', label, partition, sort]

export const rowDamages = {
  'changed row': spoiltRow(
    (row) => isShown(row) && row.state === 'row',
    (row, below) => [{ ...row, body: changedBody(row.body, below) }],
  ),
  'removed row': spoiltRow(isShown, () => []),
  'added row': spoiltRow(isShown, (row) => [row, { ...row, label: 'participants/nobody-at-all' }]),
  'hidden row': spoiltRow(
    (row) => isShown(row) && row.state === 'row',
    (row) => [{ ...row, state: 'not-here', body: null }],
  ),
  'changed total': spoiltRow(isTotal, (row, below) => [{ ...row, body: changedBody(row.body, below) }]),
  'removed total': spoiltRow(isTotal, () => []),
  'added total': spoiltRow(isTotal, (row) => [
    row,
    { ...row, sort: row.sort.replace(/#[^#]*$/, '#1999-01') },
  ]),
  'raised fence': spoiltRow(isShown, (row) => [{ ...row, fence: row.fence + 1_000 }]),
  'lowered fence': spoiltRow(
    (row) => isShown(row) && row.partition.startsWith('card/'),
    (row) => [{ ...row, fence: row.fence - 1 }],
  ),
  'expiring row': spoiltRow(isShown, (row) => [{ ...row, isExpiring: true }]),
  'expiring total': spoiltRow(isTotal, (row) => [{ ...row, isExpiring: true }]),
  'expiring bookkeeping': spoiltRow(
    ({ label }) => label === 'internal',
    (row) => [{ ...row, isExpiring: true }],
  ),
  'removed referrer': spoiltRow(
    ({ partition }) => partition.startsWith('referrers/'),
    () => [],
  ),
  'raised fence of a tombstone': spoiltRow(isTombstone, (row) => [{ ...row, fence: row.fence + 1_000 }]),
  'added tombstone': spoiltRow(isShown, (row) => [
    row,
    { ...row, sort: `${row.sort}-to-come`, state: 'gone', body: null, fence: 1_000_000 },
  ]),
  'all keys forgotten': forgetting(() => false),
  'one key forgotten': forgetting((_, n, count) => n !== count - 1),
  'garbled key': spoiltRow(
    ({ mark }) => mark !== undefined,
    (row) => (row.mark ? [{ ...row, mark: { ...row.mark, keys: [...row.mark.keys, '["row"'] } }] : []),
  ),
} as const

function changedBody(body: unknown, below: Below): unknown {
  const text = flippedText(JSON.stringify(body), below)
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
