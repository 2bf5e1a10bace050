import { validateEvent } from '../../events/cloudevent.ts'
import { tlps } from '../../events/envelope.ts'
import { subjectKind } from '../../events/ids.ts'
import type { FieldError } from '../../events/issues.ts'
import { CommandFailed } from './failure.ts'
import { type CloudEvent, mapRow, put } from './map-row.ts'
import { type Mapping, placeholder } from './mapping.ts'
import { rows } from './rows.ts'

/** Mapped rows to look at until every field has been seen filled. */
const samplesMax = 1_000

/** Refusals of fields that do not go together: with other cells in the row the same value may be right. */
const amongFields = new Set([
  'exactly-one',
  'not-allowed-here',
  'out-of-order',
  'outside-country',
  'precision-mismatch',
  'self-reference',
  'zero-length-leg',
])

type Fault = { field: string; detail: string }

/**
 * Refuses a mapping of which no row could be right, by what the server would say of the first rows that can be mapped
 * and of every value that a map or default may put into them. What depends on a cell is left to the row.
 */
export async function checkMapping(
  mapping: Mapping,
  { file, rowCount, agency }: { file: string; rowCount: number; agency: string },
): Promise<void> {
  const faults: Fault[] = []
  if (rowCount > 1 && !takesCells(mapping.id)) {
    faults.push({ field: 'id', detail: 'needs {row} or {column}, or all rows have the same id' })
  }
  const samples = await samplesOf(mapping, file, agency)
  for (const sample of samples) {
    for (const error of errorsOf(sample)) {
      if (isOfMapping(mapping, error))
        faults.push({ field: fieldOfMapping(mapping, error), detail: detailOf(error) })
    }
  }
  if (samples[0]) faults.push(...faultsOfValues(mapping, samples[0]))
  const lines = new Set(faults.map(({ field, detail }) => `  ${field}: ${detail}`))
  if (lines.size === 0) return
  throw new CommandFailed('usage', [`the mapping does not make a ${mapping.type}:`, ...lines].join('\n'))
}

/** The first row that can be mapped, and those that fill a field for the first time. */
async function samplesOf(mapping: Mapping, file: string, agency: string): Promise<CloudEvent[]> {
  const unseen = new Set(Object.keys(mapping.fields))
  const samples: CloudEvent[] = []
  let mappable = 0
  for await (const row of rows(file, mapping)) {
    const mapped = mapRow(mapping, row, agency)
    if ('errors' in mapped) continue
    const filled = [...unseen].filter((pointer) => valueAt(mapped.event.data, pointer) !== undefined)
    if (mappable === 0 || filled.length > 0) samples.push(mapped.event)
    for (const pointer of filled) unseen.delete(pointer)
    if (unseen.size === 0 || ++mappable >= samplesMax) break
  }
  return samples
}

const errorsOf = (event: unknown): FieldError[] => {
  const result = validateEvent(event)
  return result.ok ? [] : result.errors
}

/** Whether the mapping alone is to blame, whatever the cells of the row are. */
function isOfMapping(mapping: Mapping, { pointer, code }: FieldError): boolean {
  if (pointer === '/subject') {
    const { subject } = mapping
    const kind = subject?.split('/')[0]
    if (kind === undefined || code === 'server-owned' || !takesCells(subject ?? '')) return true
    return !takesCells(kind) && (code === 'subject-kind' || !subjectKind.safeParse(kind).success)
  }
  if (!pointer.startsWith('/data/')) return false
  const at = pointer.slice('/data'.length)
  if (code === 'unknown-field' || code === 'server-owned') return true
  // Cells become text or numbers: the wrong type comes from the mapping, a broken number from the row.
  if (code === 'type') return !writesNumbers(mapping, at)
  if (amongFields.has(code)) return related(mapping, parentOf(at)).every((found) => isFixed(mapping, found))
  const above = writers(mapping).filter((found) => isWithin(at, found))
  if (above.length > 0)
    return above.every((found) => isFixed(mapping, found)) && related(mapping, at).length === 1
  return code === 'required'
    ? related(mapping, at).length === 0
    : related(mapping, at).every((one) => isFixed(mapping, one))
}

/** Every value that a map or default may give, put into an event, must be one that the field takes. */
function faultsOfValues(mapping: Mapping, sample: CloudEvent): Fault[] {
  return Object.entries(mapping.fields).flatMap(([pointer, rule]) => {
    if (!('column' in rule)) return []
    const values = Object.entries(rule.map ?? {}).map(([cell, value]) => ({ of: `map "${cell}"`, value }))
    if (rule.default !== undefined) values.push({ of: 'default', value: rule.default })
    return values.flatMap(({ of, value }) => {
      const data = structuredClone(sample.data)
      put(data, pointer, value)
      return errorsOf({ ...sample, data })
        .filter((error) => isWithin(error.pointer, `/data${pointer}`) && !amongFields.has(error.code))
        .filter((error) => error.code !== 'unknown-field' || error.pointer !== `/data${pointer}`)
        .map((error) => ({ field: `fields ${pointer} ${of}`, detail: detailOf(error) }))
    })
  })
}

/** Pointers into data that the mapping writes. */
const writers = ({ marking, grading, sources, lang, occurred, fields }: Mapping): string[] => [
  ...Object.entries({ marking, grading, sources, lang, occurred }).flatMap(([key, value]) =>
    value === undefined ? [] : [`/${key}`],
  ),
  ...Object.keys(fields),
]

const isWithin = (pointer: string, outer: string): boolean =>
  pointer === outer || pointer.startsWith(`${outer}/`)

/** What is written at, above or below a pointer. */
const related = (mapping: Mapping, at: string): string[] =>
  writers(mapping).filter((found) => isWithin(found, at) || isWithin(at, found))

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'))

function isFixed(mapping: Mapping, pointer: string): boolean {
  const rule = mapping.fields[pointer]
  if (!rule) return pointer !== '/occurred'
  return 'constant' in rule || ('template' in rule && !takesCells(rule.template))
}

function writesNumbers({ fields }: Mapping, pointer: string): boolean {
  const rule = fields[pointer]
  return rule !== undefined && 'column' in rule && rule.number?.as === 'number'
}

const takesCells = (template: string): boolean => template.search(placeholder) >= 0

function fieldOfMapping(mapping: Mapping, { pointer }: FieldError): string {
  if (pointer === '/subject') return 'subject'
  const at = pointer.slice('/data'.length)
  const rule = Object.keys(mapping.fields).find((found) => isWithin(at, found) || isWithin(found, at))
  if (rule) return isWithin(at, rule) && at !== rule ? `fields ${rule} (${at})` : `fields ${rule}`
  const [key = '', ...rest] = at.slice(1).split('/')
  return ['marking', 'grading', 'sources', 'lang', 'occurred'].includes(key)
    ? [key, ...rest].join(' ')
    : `fields ${at}`
}

function detailOf({ pointer, code, detail, hint }: FieldError): string {
  if (pointer === '/data/marking/tlp' && code === 'required') return `required, one of ${tlps.join(', ')}`
  return hint ? `${detail} (${hint})` : detail
}

function valueAt(data: unknown, pointer: string): unknown {
  let at: unknown = data
  for (const step of pointer.split('/').slice(1)) at = (at as Record<string, unknown> | undefined)?.[step]
  return at
}
