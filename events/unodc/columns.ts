/**
 * The columns of UNODC's individual drug seizures data, as sheets of partners have them: in any order, between commas,
 * semicolons or tabs. Those of our own are optional: what a row that was refused comes back with, and what may differ
 * from row to row.
 */
import { type FieldError, nearest } from '../issues.ts'
import { once } from '../once.ts'

export const columns = {
  seizedOn: 'Seizure Date',
  country: 'Country/Territory of Seizure',
  iso3: 'ISO3',
  drug: 'Drug/Substance',
  quantity: 'Quantity Seized',
  unit: 'Measurement Unit',
  city: 'City',
  adminRegion: 'Administrative Region',
  site: 'Physical Seizure Location',
  mode: 'Trafficking Mode of Transportation',
  source: 'Source',
  channel: 'Reporting Channel',
  subregion: 'Subregion',
  region: 'Region',
  tlp: 'TLP',
  releasableTo: 'Releasable To',
  admiralty: 'Admiralty',
  eventId: 'Event id',
  reasons: 'Reasons',
} as const
export type Column = keyof typeof columns

/** A row of a sheet by the columns that are known; cells are trimmed. */
export type Cells = Partial<Record<Column, string>>

/** Where each known column stands in the rows of this sheet; others are kept with a refused row, and not read. */
export type Header = { names: readonly string[]; at: ReadonlyMap<Column, number> }

const required: readonly Column[] = ['seizedOn', 'drug', 'quantity', 'unit']
const known = Object.entries(columns) as [Column, string][]
const plain = (name: string) => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
const byName = once(() => new Map(known.map(([column, name]) => [plain(name), column])))

export const delimiters = [',', ';', '\t'] as const
export type Delimiter = (typeof delimiters)[number]

/** The sign between the names of the header: the one that yields most of the columns. Without any, a comma. */
export function delimiterOf(firstLine: string): Delimiter {
  const recognised = (delimiter: string) =>
    firstLine.split(delimiter).filter((name) => byName().has(plain(name.replace(/^"|"$/g, '')))).length
  return delimiters.reduce((best, one) => (recognised(one) > recognised(best) ? one : best))
}

/**
 * A header in which each column that is needed stands once. A name that is nearly one of them is told.
 * @param idColumn holds the ids where there is no `Event id`.
 */
export function headerOf(
  names: readonly string[],
  idColumn?: string,
): { header: Header } | { errors: FieldError[] } {
  const at = new Map<Column, number>()
  const errors: FieldError[] = []
  for (const [index, name] of names.entries()) {
    const column = byName().get(plain(name))
    if (column === undefined) continue
    if (at.has(column)) errors.push(columnError(column, 'duplicate', 'stands twice in the header'))
    at.set(column, index)
  }
  const others = names.filter((name) => !byName().has(plain(name)))
  for (const [column, name] of known) {
    if (at.has(column)) continue
    const near = others.some((other) => nearest(other, [name]) !== undefined)
    if (near) errors.push(columnError(column, 'unknown-column', 'is nearly in the header', name))
    else if (required.includes(column)) errors.push(columnError(column, 'required', 'is not in the header'))
  }
  if (idColumn !== undefined && !at.has('eventId')) {
    const index = names.findIndex((name) => plain(name) === plain(idColumn))
    if (index >= 0) at.set('eventId', index)
    else errors.push(columnError('eventId', 'required', 'is not in the header, nor is what `idColumn` names'))
  }
  const hasCountry = at.has('country') || at.has('iso3')
  if (!hasCountry && !errors.some(({ pointer }) => pointer === pointerOf('country')))
    errors.push(columnError('country', 'required', 'is not in the header, nor is ISO3'))
  return errors.length > 0 ? { errors } : { header: { names, at } }
}

/** @param row as many cells as the header has names. */
export function cellsOf({ at }: Header, row: readonly string[]): Cells {
  return Object.fromEntries([...at].map(([column, index]) => [column, (row[index] ?? '').trim()]))
}

/** What we hand out has a quote before what a spreadsheet would run as a formula. */
export function undefused(cell: string): string {
  return /^'[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell
}

/** A row is an object of its columns: the JSON pointer to one. */
export function pointerOf(column: Column): string {
  return `/${columns[column].replaceAll('/', '~1')}`
}

export function columnError(column: Column, code: string, detail: string, hint?: string): FieldError {
  return { pointer: pointerOf(column), detail, code, ...(hint !== undefined && { hint }) }
}

/** The column that a field of the report was read from, for refusals of the report. */
export function columnOf(pointer: string): Column | undefined {
  return readFrom.find(([field]) => pointer === field || pointer.startsWith(`${field}/`))?.[1]
}

const readFrom: readonly (readonly [string, Column])[] = [
  ['/id', 'eventId'],
  ['/data/occurred', 'seizedOn'],
  ['/data/place/adminRegion', 'adminRegion'],
  ['/data/place/locality', 'city'],
  ['/data/place', 'country'],
  ['/data/items/0/substance', 'drug'],
  ['/data/items/0/quantity/unit', 'unit'],
  ['/data/items/0/quantity', 'quantity'],
  ['/data/siteKind', 'site'],
  ['/data/mode', 'mode'],
  ['/data/sources', 'source'],
  ['/data/marking/releasableTo', 'releasableTo'],
  ['/data/marking', 'tlp'],
  ['/data/grading', 'admiralty'],
]
