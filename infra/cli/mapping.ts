import { readFile } from 'node:fs/promises'
import { closest } from 'fastest-levenshtein'
import * as z from 'zod'
import { catalog, eventTypes, isEventType } from '../../events/catalog.ts'
import { tlps } from '../../events/envelope.ts'
import { errorsUnder } from '../../events/issues.ts'
import { precisionOf } from './date.ts'
import { CommandFailed } from './failure.ts'
import { faultsOf } from './mapping-faults.ts'

/** How the columns of a file become one type of event. The guide is docs/mappings/README.md. */
const pointer = z
  .string()
  .regex(/^(\/(?!(__proto__|constructor|prototype)(\/|$))[A-Za-z0-9_-]+)+$/, 'not a JSON pointer into data')
const dateFormat = z.string().refine(precisionOf, 'a date format names YYYY, and MM wherever it names DD')
const numberFormat = z
  .strictObject({
    decimal: z.enum(['.', ',']).optional(),
    thousands: z
      .string()
      .length(1)
      .regex(/[^\dEe+-]/)
      .optional(),
    times: z
      .string()
      .regex(/^(0|[1-9]\d*)(\.\d+)?$/)
      .optional(),
    as: z.enum(['decimal', 'number']).optional(),
  })
  .refine(({ decimal = '.', thousands }) => decimal !== thousands, 'decimal and thousands are the same sign')

const fromColumn = z
  .strictObject({
    column: z.string(),
    pad: z.int().min(1).max(64).optional(),
    first: z.int().min(1).max(64).optional(),
    map: z.record(z.string(), z.json()).optional(),
    skip: z.array(z.string()).optional(),
    default: z.json().optional(),
    date: dateFormat.optional(),
    number: numberFormat.optional(),
    code: z.enum(['country', 'substance']).optional(),
    list: z.literal(true).optional(),
    month: z.strictObject({ year: z.string(), begins: z.int().min(1).max(12) }).optional(),
  })
  .refine(
    ({ map, date, number, code, month }) =>
      [map, date, number, code, month].filter((rule) => rule !== undefined).length <= 1,
    'one of map, date, number, code, month',
  )
const constant = z.strictObject({ constant: z.json() })
const template = z.strictObject({ template: z.string() })

const mappingFile = z
  .strictObject({
    type: z.string().refine(isEventType, {
      error: ({ input }) => `no such event type (nearest: ${closest(String(input), eventTypes)})`,
    }),
    id: z.string(),
    subject: z.string().optional(),
    encoding: z.string().default('utf-8'),
    delimiter: z.string().length(1).default(','),
    skip: z.array(z.string()).default(['']),
    each: z.string().optional(),
    marking: z.json().optional(),
    grading: z.json().optional(),
    sources: z.json().optional(),
    lang: z.string().optional(),
    occurred: z.strictObject({ column: z.string(), date: dateFormat }).optional(),
    fields: z.record(pointer, z.union([constant, template, fromColumn])),
  })
  .refine(({ fields, lang, occurred }) => {
    const written = [...Object.keys(fields), ...(lang ? ['/lang'] : []), ...(occurred ? ['/occurred'] : [])]
    return !written.some((one) => written.some((other) => other.startsWith(`${one}/`)))
  }, 'one field lies inside another')
  .refine(({ type, marking }) => marking !== undefined || !takesMarking(type), {
    path: ['marking'],
    error: `required, one of ${tlps.join(', ')}`,
    when: () => true,
  })
/** Nothing is made public by leaving a key out; types that take the marking of another event have none. */
function takesMarking(type: unknown): boolean {
  if (typeof type !== 'string' || !isEventType(type)) return true
  return !errorsUnder(catalog[type].data, { marking: {} }, []).some(
    ({ pointer, code }) => pointer === '/marking' && code === 'unknown-field',
  )
}

export type Mapping = z.output<typeof mappingFile>
export type ColumnRule = z.output<typeof fromColumn>

export async function readMapping(path: string): Promise<Mapping> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === 'ENOENT' ? 'no such file' : 'cannot be read'
    throw new CommandFailed('usage', `mapping ${path}: ${reason}`, { cause })
  })
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    const line = lineOf(String(cause), text)
    throw new CommandFailed('usage', `mapping ${path} is not JSON${line ? `: see line ${line}` : ''}`, {
      cause,
    })
  }
  return parseMapping(json, path)
}

/** Engines tell a place, an end that came too early, or nothing. */
function lineOf(message: string, text: string): number | undefined {
  const position = /at position (\d+)/.exec(message)?.[1]
  if (position !== undefined) return text.slice(0, Number(position) + 1).split('\n').length
  return /end of JSON/.test(message) ? text.trimEnd().split('\n').length : undefined
}

/** Throws a usage failure that lists everything wrong with the mapping. */
export function parseMapping(json: unknown, path: string): Mapping {
  const result = mappingFile.safeParse(json, { reportInput: true })
  if (result.success) return result.data
  const faults = result.error.issues.flatMap((issue) => faultsOf(issue)).map((fault) => `  ${fault}`)
  throw new CommandFailed('usage', [`mapping ${path} is broken:`, ...faults].join('\n'))
}

/**
 * The placeholders of a template; `row` is the number of the data row, the first being 1. With `slug:` before the
 * column its cell is written as ids are: `{slug:City}` of `San José` is `san-jose`.
 */
export const placeholder = /\{(slug:)?([^{}]+)\}/g

/** Refuses a mapping that names columns which the file does not have. */
export function checkColumns(mapping: Mapping, columns: readonly string[]): void {
  const missing = columnsOf(mapping).filter((column) => !columns.includes(column))
  if (missing.length === 0) return
  const hint = (column: string) => (columns.length > 0 ? ` (nearest: "${closest(column, columns)}")` : '')
  const lines = missing.map((column) => `  no column "${column}"${hint(column)}`)
  throw new CommandFailed('usage', ['the mapping does not fit the file:', ...lines].join('\n'))
}

function columnsOf({ id, subject, each, occurred, fields }: Mapping): string[] {
  const templates = [
    id,
    subject ?? '',
    ...Object.values(fields).map((rule) => ('template' in rule ? rule.template : '')),
  ]
  const placeholders = templates.flatMap((text) =>
    [...text.matchAll(placeholder)].map(([, , name = '']) => name),
  )
  const columns = Object.values(fields).flatMap((rule) =>
    'column' in rule ? [rule.column, ...(rule.month ? [rule.month.year] : [])] : [],
  )
  return [
    ...new Set([
      ...placeholders.filter((name) => name !== 'row'),
      ...(each !== undefined ? [each] : []),
      ...(occurred ? [occurred.column] : []),
      ...columns,
    ]),
  ]
}
