/** A sheet in parts that the server takes in one call. */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { cellsOf, columns, delimiterOf, headerOf, undefused } from '../../events/unodc/columns.ts'
import { rowIds } from '../../events/unodc/row-ids.ts'
import { batchBytesMax } from './post-batch.ts'

export type Part = { body: string; rows: number }

const rowsMax = 1_000

/**
 * A sheet that fits goes as it is, and so does one that cannot be read here: the server says why. The rows of a longer
 * one carry the ids that they would have had in one piece, so rows that look alike in two parts stay apart.
 */
export function partsOf(text: string, idColumn: string | undefined): Part[] {
  const table = tableIn(text)
  const rows = table ? table.length - 1 : 0
  const whole = [{ body: text, rows }]
  if (!table || (rows <= rowsMax && Buffer.byteLength(text) <= batchBytesMax)) return whole
  const [names = [], ...lines] = table
  const found = headerOf(names, idColumn)
  if ('errors' in found) return whole
  const { header } = found
  const idAt = header.at.get('eventId')
  const idOf = rowIds()
  const identified = lines.map((line) => {
    const id = idOf(cellsOf(header, line.map(undefused)))
    return idAt === undefined ? [...line, id] : line.with(Math.min(idAt, line.length - 1), id)
  })
  return parts(
    csv([idAt === undefined ? [...names, columns.eventId] : names]),
    identified.map((line) => csv([line])),
  )
}

/** The refused rows of all parts under one header. */
export function joined(sheets: readonly string[]): string {
  const [header, ...rows] = sheets.flatMap((sheet, n) => {
    const lines: string[][] = parse(sheet, { bom: true, relax_column_count: true })
    return n === 0 ? lines : lines.slice(1)
  })
  return csv([header ?? [], ...rows])
}

/** Also a lone LF within a cell stands in quotes. */
const csv = (lines: readonly (readonly string[])[]): string =>
  stringify(lines as string[][], { record_delimiter: 'windows', quoted_match: /[\r\n]/ })

function parts(header: string, lines: readonly string[]): Part[] {
  const made: Part[] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const line of lines) {
    const more = Buffer.byteLength(line)
    const last = made.at(-1)
    if (last && last.rows < rowsMax && bytes + more <= batchBytesMax) {
      last.body += line
      last.rows += 1
      bytes += more
    } else {
      made.push({ body: header + line, rows: 1 })
      bytes = Buffer.byteLength(header) + more
    }
  }
  return made
}

function tableIn(text: string): string[][] | undefined {
  const delimiter = delimiterOf(text.slice(0, text.search(/\r?\n|$/)))
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_records_with_empty_values: true,
    })
  } catch {
    return undefined
  }
}
