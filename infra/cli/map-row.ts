import { countryIn } from '../../events/codes/country-names.ts'
import { substanceIn } from '../../events/unodc/names.ts'
import { isoDate, monthOf, precisionOf } from './date.ts'
import { type ColumnRule, type Mapping, placeholder } from './mapping.ts'
import { plainDecimal } from './number.ts'
import { membersIn, type Row } from './rows.ts'

export type CloudEvent = {
  specversion: '1.0'
  type: string
  source: string
  id: string
  subject?: string
  data: Record<string, unknown>
}
/** One thing wrong with one row, in terms of the row: `field` is a column wherever one is to blame. */
export type RowError = { field: string; code: string; message: string }
export type Mapped = { event: CloudEvent } | { errors: RowError[] }

/** Applies a mapping to one row. Pure; the same row gives the same event, so repeating an import is harmless. */
export function mapRow(mapping: Mapping, row: Row, agency: string): Mapped {
  const errors: RowError[] = row.problem ? [row.problem] : []
  const text = (template: string): string => filled(template, row, errors)
  const data = { ...constantsOf(mapping) }
  if (mapping.occurred) data.occurred = occurredOf(mapping, mapping.occurred, row, errors)
  for (const [pointer, rule] of Object.entries(mapping.fields)) {
    const value =
      'constant' in rule
        ? rule.constant
        : 'template' in rule
          ? text(rule.template)
          : ruledValue(mapping, rule, row, errors)
    if (value !== undefined) put(data, pointer, value)
  }
  const id = text(mapping.id)
  if (!/^[\x20-\x7e]{1,128}$/.test(id)) {
    errors.push({ field: 'id', code: 'invalid-id', message: 'an id is 1 to 128 printable ASCII characters' })
  }
  if (errors.length > 0) return { errors }
  const event: CloudEvent = {
    specversion: '1.0',
    type: mapping.type,
    source: `/agencies/${agency}`,
    id,
    data,
  }
  if (mapping.subject) event.subject = text(mapping.subject)
  return errors.length > 0 ? { errors } : { event }
}

/** The column behind a pointer of the server's answer, so that a refusal can be read beside the row. */
export function fieldOf(mapping: Mapping, pointer: string): string {
  const inData = pointer.replace(/^(\/\d+)?\/data(?=\/|$)/, '')
  if (mapping.occurred && inData.startsWith('/occurred')) return mapping.occurred.column
  const found = Object.entries(mapping.fields)
    .filter(([at]) => inData === at || inData.startsWith(`${at}/`))
    .sort(([one], [other]) => other.length - one.length)[0]
  return found && 'column' in found[1] ? found[1].column : pointer
}

function constantsOf({ marking, grading, sources, lang }: Mapping): Record<string, unknown> {
  const given = Object.entries({ marking, grading, sources, lang }).filter(([, value]) => value !== undefined)
  return structuredClone(Object.fromEntries(given))
}

/** A cell as text: trimmed, filled up to `pad` with zeros on the left, cut to its `first` characters. */
function cellOf(rule: Pick<ColumnRule, 'column' | 'pad' | 'first'>, row: Row): string {
  const cell = (row.values[rule.column] ?? '').trim()
  const padded = rule.pad && cell !== '' ? cell.padStart(rule.pad, '0') : cell
  return rule.first ? padded.slice(0, rule.first) : padded
}

/** What the map names comes first, then what is skipped, then the default; a map without a default is complete. */
function ruledValue(mapping: Mapping, rule: ColumnRule, row: Row, errors: RowError[]): unknown {
  const cell = cellOf(rule, row)
  if (rule.map && Object.hasOwn(rule.map, cell)) return rule.map[cell]
  if ((rule.skip ?? mapping.skip).includes(cell)) return rule.default
  if (rule.map && rule.default !== undefined) return rule.default
  if (!rule.list) return valueIn(cell, rule, row, errors)
  const members = membersIn(cell).map((member) => valueIn(member, rule, row, errors))
  return members.length > 0 ? members : rule.default
}

function valueIn(cell: string, rule: ColumnRule, row: Row, errors: RowError[]): unknown {
  const value = converted(cell, rule, row)
  if (typeof value !== 'object') return value
  errors.push({ field: rule.column, ...value })
  return undefined
}

/** The value of one cell, or what is wrong with it. */
function converted(cell: string, rule: ColumnRule, row: Row): string | number | Omit<RowError, 'field'> {
  if (rule.map) return { code: 'unknown-value', message: 'the mapping has no entry for this value' }
  if (rule.date) {
    const date = isoDate(cell, rule.date)
    return date ?? { code: 'invalid-date', message: `not a date like ${rule.date}` }
  }
  if (rule.month) {
    const month = monthOf(cell, row.values[rule.month.year] ?? '', rule.month.begins)
    return month ?? { code: 'invalid-date', message: `no month of a year in "${rule.month.year}"` }
  }
  if (rule.number) {
    const decimal = plainDecimal(cell, rule.number)
    if (decimal === undefined) return { code: 'invalid-number', message: 'not a number in this format' }
    return rule.number.as === 'number' ? Number(decimal) : decimal
  }
  if (rule.code) {
    const found = rule.code === 'country' ? countryIn(cell) : substanceIn(cell)
    if ('code' in found) return found.code
    const hint = found.hint === undefined ? '' : ` (${found.hint}?)`
    return { code: 'unknown-value', message: `no ${rule.code} of the list${hint}` }
  }
  return cell
}

/** No date in the row is a date not known: reported as such, never guessed. */
function occurredOf(
  mapping: Mapping,
  rule: { column: string; date: string },
  row: Row,
  errors: RowError[],
): unknown {
  const from = ruledValue(mapping, rule, row, errors)
  return from === undefined ? { precision: 'unknown' } : { from, precision: precisionOf(rule.date) }
}

function filled(template: string, row: Row, errors: RowError[]): string {
  return template.replace(placeholder, (_, slug: string | undefined, name: string) => {
    if (name === 'row') return String(row.number)
    const cell = (row.values[name] ?? '').trim()
    const text = slug === undefined ? cell : slugOf(cell)
    if (text === '') errors.push({ field: name, code: 'missing-value', message: `needed for ${template}` })
    return text
  })
}

/** Sets a value at a JSON pointer, making objects, and arrays where the next step is a number. */
export function put(data: Record<string, unknown>, pointer: string, value: unknown): void {
  const steps = pointer.split('/').slice(1)
  const last = steps.pop() ?? ''
  let at = data
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1] ?? last
    at[step] ??= /^\d+$/.test(next) ? [] : {}
    at = at[step] as Record<string, unknown>
  }
  at[last] = value
}

function slugOf(cell: string): string {
  const plain = cell.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return plain.replaceAll(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}
