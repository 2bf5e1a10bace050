/**
 * CSV (RFC 4180, CRLF, UTF-8) with cells that a spreadsheet would run as a formula defused. Own code: the library weighs
 * 11 kB of what this function may, and leaves a line feed that stands alone without quotes.
 */
import type { Grouping, Item } from '../../../domain/statistics.ts'
import type { Body } from '../present.ts'
import type { Form } from './format.ts'

export type Cells = Readonly<Record<string, unknown>>

export function csv(columns: readonly string[], rows: readonly Cells[]): string {
  return csvLines(
    columns,
    rows.map((row) => columns.map((column) => row[column])),
  )
}

/** Cells by their place: a header of partners may have the same name twice, or none. */
export function csvLines(header: readonly string[], lines: readonly (readonly unknown[])[]): string {
  return [header, ...lines.map((line) => line.map(cell))]
    .map((cells) => `${cells.map(quoted).join(',')}\r\n`)
    .join('')
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Columns that stay as they are, also where there is no line. */
export function csvForm(
  columns: readonly string[],
  linesOf: (item: Body) => readonly Cells[],
  of: Form['of'] = 'rows',
): Form {
  return { of, write: (items) => csv(columns, items.flatMap(linesOf)) }
}

/**
 * `=`, `+`, `-`, `@`, tab, CR and LF start a formula somewhere: such a text gets a quote before it. Numbers are no
 * text and stay numbers; several values of one cell stand between semicolons.
 */
function cell(value: unknown): string {
  if (typeof value === 'number') return String(value)
  const text =
    value === undefined || value === null ? '' : Array.isArray(value) ? value.join('; ') : String(value)
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
}

const amounts = ['seizures', 'kilograms', 'converted', 'unconverted']

export function statisticsCsv({ dimension, substance, month }: Grouping, items: readonly Item[]): string {
  const keys = [
    ...(dimension === 'leg' ? ['route', 'leg'] : [dimension]),
    ...(substance ? ['substance'] : []),
    ...(month ? ['month'] : []),
  ]
  return csv(
    [...keys, ...amounts],
    items.map(({ coverage, ...item }) => ({ ...item, ...coverage })),
  )
}
