/** A sheet in UNODC's columns as events: one seizure a row. What is wrong with a row is told of its columns. */
import type { FieldError } from '../../events/issues.ts'
import {
  cellsOf,
  columnError,
  delimiterOf,
  type Header,
  headerOf,
  undefused,
} from '../../events/unodc/columns.ts'
import { type SheetOptions, seizureOf } from '../../events/unodc/row.ts'
import { rowIds } from '../../events/unodc/row-ids.ts'
import { Refused } from '../http/problems.ts'
import { bulkEventsMax, type Entry } from '../recording/batch.ts'
import type { Register } from '../register/register.ts'
import { linesOf } from './csv.ts'

export type Sheet = { columns: readonly string[]; entries: readonly Entry[] }

/** Throws what makes the whole of it unreadable: no text, no such columns, too many rows. */
export function sheetOf(bytes: Uint8Array, agencyId: string, options: SheetOptions): Sheet {
  const text = textIn(bytes)
  const read = linesOf(text, delimiterOf(text.slice(0, text.search(/\r?\n|$/))))
  if ('brokenAt' in read)
    throw new Refused('malformed', `The CSV cannot be read from line ${read.brokenAt} on.`)
  const [names = [], ...rows] = read.lines
  const found = headerOf(names, options.idColumn)
  if ('errors' in found)
    throw new Refused('invalid-event', 'The header is not that of a sheet of seizures.', {}, found.errors)
  const undeclared = (['tlp', 'admiralty'] as const).filter(
    (column) => options[column] === undefined && !found.header.at.has(column),
  )
  if (undeclared.length > 0) {
    const errors = undeclared.map((column) =>
      columnError(column, 'required', `is not in the header, and \`${column}\` is not declared`),
    )
    throw new Refused('invalid-event', 'Nothing says how the rows are marked and graded.', {}, errors)
  }
  if (rows.length === 0) throw new Refused('malformed', 'There is no row under the header.')
  if (rows.length > bulkEventsMax) throw new Refused('too-large', `A sheet may have ${bulkEventsMax} rows.`)
  const idOf = rowIds()
  return { columns: names, entries: rows.map((row) => entryOf(row, found.header, idOf, agencyId, options)) }
}

/** What every row is, to be asked of once whether it may be posted. */
export const aSeizureOf = (agency: string) =>
  ({ agency, type: 'SeizureReported', subject: 'seizures/of-a-sheet' }) as const

/** Every row would be refused for them, one by one. */
export async function refuseUnknown(agencyIds: readonly string[], { agency }: Register): Promise<void> {
  const found = await Promise.all(agencyIds.map(agency))
  const errors = found.flatMap((member, n) =>
    member ? [] : [{ pointer: `/releasableTo/${n}`, detail: 'No such agency.', code: 'unknown-reference' }],
  )
  if (errors.length > 0)
    throw new Refused('unknown-reference', '`releasableTo` names who is no agency here.', {}, errors)
}

function entryOf(
  written: readonly string[],
  header: Header,
  idOf: ReturnType<typeof rowIds>,
  agencyId: string,
  options: SheetOptions,
): Entry {
  const row = written.map(undefused)
  const cells = cellsOf(header, row)
  const id = idOf(cells)
  const report = row.length === header.names.length ? seizureOf(cells, options) : miscounted(row, header)
  if ('errors' in report) {
    const detail = 'The row is no seizure that can be recorded.'
    return { problem: { slug: 'invalid-event', detail, errors: report.errors }, id, row }
  }
  return { value: { specversion: '1.0', ...report, source: `/agencies/${agencyId}`, id }, row }
}

function miscounted(row: readonly string[], { names }: Header): { errors: FieldError[] } {
  const detail = `has ${row.length} cells under a header of ${names.length}`
  return { errors: [{ pointer: '', code: 'column-count', detail }] }
}

function textIn(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refused('malformed', 'The CSV is no UTF-8.')
  }
}
