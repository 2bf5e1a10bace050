/** One row of a sheet in UNODC's columns to the report of a seizure, or all that is wrong with it. */
import { countryIn } from '../codes/country-names.ts'
import { adminRegion } from '../codes/subdivisions.ts'
import { sourceKind } from '../envelope.ts'
import type { FieldError } from '../issues.ts'
import { agenciesIn, type DateOrder, type DecimalSign, dateIn, quantityIn, type Unread } from './cells.ts'
import { type Cells, type Column, columnError, columns } from './columns.ts'
import { modeIn, siteIn, substanceIn, unitIn } from './names.ts'

/** What holds for every row that does not say otherwise. Neither marking nor grading has a default of ours. */
export type SheetOptions = {
  /** A TLP 2.0 label. */
  tlp?: string | undefined
  /** Agencies besides the poster, for the rows that `tlp` marks. */
  releasableTo?: readonly string[] | undefined
  /** Source and information, such as `B2`. */
  admiralty?: string | undefined
  dates?: DateOrder | undefined
  decimal?: DecimalSign | undefined
  /** The name of the column that holds an id of each row, where that is not `Event id`. */
  idColumn?: string | undefined
}

export type Report = { type: 'SeizureReported'; data: Record<string, unknown> }

export function seizureOf(cells: Cells, options: SheetOptions): Report | { errors: FieldError[] } {
  const errors: FieldError[] = []
  const read = <T>(column: Column, reader: (cell: string) => T | Unread): T | undefined => {
    const cell = cells[column] ?? ''
    const found = cell === '' ? { code: 'required', detail: 'is empty' } : reader(cell)
    if (typeof found !== 'object' || found === null || !('detail' in found)) return found as T
    errors.push(columnError(column, found.code, found.detail, found.hint))
    return undefined
  }
  const occurred = read('seizedOn', (cell) => dateIn(cell, options.dates))
  const country = countryOf(cells, errors)
  const found = substanceIn(cells.drug ?? '')
  const substance = read('drug', () => coded(found, 'is no substance of the register'))
  const value = read('quantity', (cell) => quantityIn(cell, options.decimal))
  const unit = read('unit', (cell) => coded(unitIn(cell), 'is no unit of the list'))
  const marking = markingOf(cells, options, errors)
  const grading = gradingOf(cells, options, errors)
  if (errors.length > 0) return { errors }
  const { fields, notes } = circumstances(cells)
  if ('broader' in found) notes.push(`${columns.drug}: ${cells.drug}`)
  return {
    type: 'SeizureReported',
    data: {
      occurred,
      ...placed(cells, country as string, notes),
      ...fields,
      items: [{ substance, quantity: { value, unit } }],
      ...sourced(cells),
      marking,
      grading,
      ...(notes.length > 0 && { note: notes.join('\n') }),
    },
  }
}

function coded(found: { code: string } | { hint: string | undefined }, detail: string): string | Unread {
  if ('code' in found) return found.code
  return { code: 'not-in-list', detail, ...(found.hint !== undefined && { hint: found.hint }) }
}

/** Name and code have to agree where both can be read; one of them is enough. */
function countryOf({ country = '', iso3 = '' }: Cells, errors: FieldError[]): string | undefined {
  const [named, coded] = [country, iso3].map((cell) => (cell === '' ? undefined : countryIn(cell)))
  const [byName, byCode] = [named, coded].map((found) => (found && 'code' in found ? found.code : undefined))
  if (coded && byCode === undefined)
    errors.push(columnError('iso3', 'not-in-list', 'is no code of ISO 3166-1'))
  else if (byName !== undefined && byCode !== undefined && byName !== byCode)
    errors.push(columnError('iso3', 'contradiction', `is not the code of "${columns.country}"`))
  else if (!named && !coded) errors.push(columnError('country', 'required', 'is empty, and so is ISO3'))
  else if (byName === undefined && byCode === undefined) {
    const hint = named && 'hint' in named ? named.hint : undefined
    errors.push(columnError('country', 'not-in-list', 'is no country of ISO 3166-1 by name or code', hint))
  }
  return byCode ?? byName
}

/** A row that marks itself is released to whom it names itself: what is declared for others does not widen it. */
function markingOf({ tlp, releasableTo: named }: Cells, options: SheetOptions, errors: FieldError[]) {
  const label = (tlp || options.tlp)?.toUpperCase().replace(/^TLP:/, '')
  if (label === undefined) errors.push(columnError('tlp', 'required', 'is empty, and `tlp` is not declared'))
  const releasableTo = named ? agenciesIn(named) : tlp ? undefined : options.releasableTo
  return { tlp: label, ...(releasableTo && { releasableTo }) }
}

function gradingOf({ admiralty }: Cells, options: SheetOptions, errors: FieldError[]) {
  const pair = /^([A-F])([1-6])$/.exec((admiralty || options.admiralty || '').toUpperCase())
  if (!pair) {
    const given = admiralty || options.admiralty
    if (given) errors.push(columnError('admiralty', 'not-in-list', 'is no pair of A to F and 1 to 6', 'B2'))
    else errors.push(columnError('admiralty', 'required', 'is empty, and `admiralty` is not declared'))
  }
  return { scale: 'admiralty-6x6', source: pair?.[1], information: pair?.[2] }
}

/** A province by its code of ISO 3166-2; by a name it is kept in the note, since names are spelled in many ways. */
function placed({ city = '', adminRegion: province = '' }: Cells, country: string, notes: string[]) {
  const isCode = adminRegion.safeParse(province).success
  if (province !== '' && !isCode) notes.push(`${columns.adminRegion}: ${province}`)
  const precision = city !== '' ? 'locality' : isCode ? 'adminRegion' : 'country'
  return {
    place: {
      country,
      ...(isCode && { adminRegion: province }),
      ...(city !== '' && { locality: city }),
      precision,
    },
  }
}

/** What is on no list is `other`, in the sheet's own words in the note. */
function circumstances({ site = '', mode = '', source = '', channel = '' }: Cells) {
  const notes: string[] = []
  const [siteKind, carrier] = [siteIn(site), modeIn(mode)]
  if (site !== '' && !siteKind) notes.push(`${columns.site}: ${site}`)
  if (mode !== '' && !carrier) notes.push(`${columns.mode}: ${mode}`)
  if (channel !== '' && source !== '' && !isSame(source, channel))
    notes.push(`${columns.channel}: ${channel}`)
  return {
    notes,
    fields: {
      ...(site !== '' && { siteKind: siteKind ?? 'other' }),
      ...(mode !== '' && { mode: carrier ?? 'other' }),
    },
  }
}

/** What an agency passes on from its own channel is its first-hand report, and has no other source. */
function sourced({ source = '', channel = '' }: Cells) {
  if (source === '' || isSame(source, channel)) return {}
  const kind = sourceKind.options.find((known) => known === source.toLowerCase().replaceAll(' ', '-'))
  return { sources: [kind === undefined ? { kind: 'other', title: source } : { kind }] }
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
