/** Stores that let anything be done to them: what somebody with the rights to the tables could do. */
import type { Commit } from '../../../functions/ledger/commit.ts'
import type { Ledger, LedgerScan } from '../../../functions/ledger/ledger.ts'
import type { LyingRow, RowScan } from '../../../functions/views/scan.ts'
import type { Key, Views } from '../../../functions/views/views.ts'

export function ledgerOf(commits: readonly Commit[]): Ledger & LedgerScan {
  const ordered = commits.toSorted((a, b) =>
    a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : a.sequence - b.sequence,
  )
  const partOf = (subject: string, of: number) => Buffer.from(subject).reduce((a, b) => a + b, 0) % of
  return {
    append: async () => 'taken',
    load: async (subject, after = 0) =>
      ordered.filter((one) => one.subject === subject && one.sequence > after),
    scan: async ({ index, of }) => ({
      commits: ordered.filter(({ subject }) => partOf(subject, of) === index),
    }),
  }
}

export type Rows = RowScan & Pick<Views, 'list'>

export function rowsOf(stored: readonly LyingRow[]): Rows {
  const text = ({ partition, label, sort }: Key) => `${partition}|${label}|${sort}`
  return {
    scan: async ({ index, of }) => ({ rows: stored.filter((_, n) => n % of === index) }),
    look: async (keys) => {
      const wanted = new Set(keys.map(text))
      return stored.filter((row) => wanted.has(text(row)))
    },
    list: async ({ partition, label }) => ({
      rows: stored.filter((row) => row.partition === partition && row.label === label),
      more: false,
    }),
  }
}
