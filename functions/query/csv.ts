/** CSV (RFC 4180, CRLF) with cells that a spreadsheet would run as a formula defused. */
import { stringify } from 'csv-stringify/sync'
import type { Grouping, Item } from '../../domain/statistics.ts'
import type { Listed } from './lists.ts'
import type { Body } from './present.ts'

type Cells = Record<string, unknown>

export function csv(columns: readonly string[], rows: readonly Cells[]): string {
  return stringify(
    rows.map((row) => Object.fromEntries(columns.map((column) => [column, cell(row[column])]))),
    {
      header: true,
      columns: [...columns],
      record_delimiter: 'windows',
    },
  )
}

/** `=`, `+`, `-`, `@`, tab and CR start a formula somewhere: such a text gets a quote before it. */
function cell(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value)
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** One line for each item of a seizure: its quantity as reported, and what it counts as. */
export function seizuresCsv({ items }: Listed): string {
  const columns = [
    'id',
    'occurredFrom',
    'precision',
    'country',
    'adminRegion',
    'locality',
    'substance',
    'quantity',
    'unit',
    'kilograms',
    'status',
    'postedBy',
  ]
  return csv(columns, items.flatMap(linesOf))
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

function linesOf(seizure: Body): readonly Cells[] {
  const { occurred, place, items } = seizure as { occurred?: Body; place?: Body; items?: Body[] }
  return (items ?? []).map((item) => {
    const quantity = item.quantity as Body
    const equivalent = item.kilogramEquivalent as { kg?: string } | null | undefined
    return {
      id: String(seizure.subject).slice('seizures/'.length),
      occurredFrom: occurred?.from,
      precision: occurred?.precision,
      country: place?.country,
      adminRegion: place?.adminRegion,
      locality: place?.locality,
      substance: item.substance,
      quantity: quantity.value,
      unit: quantity.unit,
      kilograms: equivalent?.kg,
      status: seizure.status,
      postedBy: seizure.postedBy,
    }
  })
}
