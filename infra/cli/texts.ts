/** What the commands print for a person. */
import type { CommandFailed } from './failure.ts'
import type { ImportSummary } from './import.ts'
import type { Sent } from './send.ts'
import type { SheetSent } from './send-sheet.ts'

/** Only what the server could not do now is worth repeating. */
export const hintOf = ({ exit }: CommandFailed): string =>
  exit === 'server' ? 'Repeating the command goes on where this one stopped.\n' : ''

export function sentText({ items, accepted, duplicates, rejected }: Sent): string {
  const body = items.map(({ receipt, problem }) => JSON.stringify(receipt ?? problem))
  return [...body, `${accepted} accepted, ${duplicates} already there, ${rejected} rejected`].join('\n')
}

export function summaryText({
  rows,
  recorded,
  duplicates,
  rejected,
  warnings,
  seconds,
  rejectedFile,
  everyRow,
  unchanged,
  missing = [],
}: ImportSummary): string {
  const same = unchanged === undefined ? '' : `${unchanged} unchanged, `
  const counts = `${same}${recorded} recorded, ${duplicates} already there, ${rejected} rejected, ${warnings} warnings`
  return [
    `${rows} rows in ${seconds} s: ${counts}`,
    ...(everyRow
      ? [`every row failed with the same code: ${everyRow.code} (${everyRow.field}: ${everyRow.message})`]
      : []),
    ...(missing.length > 0
      ? [
          `${missing.length} recorded before and not in this release; they stand until you retract them:`,
          ...missing.map((id) => `  ${id}`),
        ]
      : []),
    ...(rejectedFile ? [`rejected rows: ${rejectedFile}`] : []),
  ].join('\n')
}

/** Refused rows that are told one by one; `--json` has them all. */
const toldMax = 20

export function sheetText({ recorded, duplicates, rejected, rejectedFile, refused = [] }: SheetSent): string {
  return [
    `${recorded} recorded, ${duplicates} already there, ${rejected} rejected`,
    ...refused.slice(0, toldMax).map(({ row, reasons }) => `row ${row}: ${reasons.join('; ')}`),
    ...(refused.length > toldMax ? [`and ${refused.length - toldMax} more`] : []),
    ...(rejectedFile === undefined ? [] : [`rejected rows: ${rejectedFile}`]),
  ].join('\n')
}
