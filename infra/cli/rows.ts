import { createReadStream } from 'node:fs'
import { extname } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { CommandFailed } from './failure.ts'
import { elements, lines, MalformedFile } from './json-text.ts'

/** One row of a partner's file. `problem` says why it cannot be read as the others are. */
export type Row = {
  number: number
  values: Record<string, string>
  problem?: { field: string; code: string; message: string }
}
/** `each`: the column whose members make a row each. */
export type Reading = { encoding: string; delimiter: string; each?: string | undefined }

/** What a rejected row is written back with; a corrected file of such rows keeps its row numbers and thus its ids. */
export const rejectionColumns = ['rowNumber', 'field', 'code', 'message']

/** Streams a CSV, JSON (one array) or NDJSON file as rows of text. A byte-order mark is ignored. */
export async function* rows(path: string, reading: Reading): AsyncGenerator<Row> {
  try {
    let position = 0
    for await (const record of recordsOf(path, reading)) {
      position++
      const row = numbered(record, position)
      if (reading.each === undefined) yield row
      else {
        for (const member of membersIn(row.values[reading.each] ?? ''))
          yield { ...row, values: { ...row.values, [reading.each]: member } }
      }
    }
  } catch (error) {
    if (error instanceof CommandFailed) throw error
    throw new CommandFailed('usage', `${path}: ${reasonOf(error)}`, { cause: error })
  }
}

/** Reads the whole file once: every column that occurs, and how many rows there are. Throws where it is malformed. */
export async function survey(path: string, reading: Reading): Promise<{ columns: string[]; rows: number }> {
  const columns = new Set<string>()
  let count = 0
  for await (const row of rows(path, reading)) {
    count++
    for (const column of Object.keys(row.values)) columns.add(column)
  }
  return { columns: [...columns], rows: count }
}

/** The text of a file, or of standard input for `-`, with the byte-order mark gone. Bytes that are no text in this encoding throw. */
export async function* textOf(path: string, encoding = 'utf-8'): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const bytes of path === '-' ? process.stdin : createReadStream(path))
    yield decoder.decode(bytes as Uint8Array, { stream: true })
  yield decoder.decode()
}

type Unnumbered = Omit<Row, 'number'>

function recordsOf(path: string, { encoding, delimiter }: Reading): AsyncIterable<Unnumbered> {
  switch (extname(path).toLowerCase()) {
    case '.csv':
      return csvRecords(textOf(path, encoding), delimiter)
    case '.json':
      return jsonRecords(elements(textOf(path, encoding)))
    case '.ndjson':
    case '.jsonl':
      return jsonRecords(lineTexts(textOf(path, encoding)))
    default:
      throw new CommandFailed(
        'usage',
        `${path}: the name of a file to import ends in .csv, .json, .ndjson or .jsonl`,
      )
  }
}

async function* csvRecords(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<Unnumbered> {
  const parser = parse({ delimiter, relax_column_count: true, skip_empty_lines: true })
  // The parser hands on whatever breaks upstream, so nothing is left to do here.
  pipeline(Readable.from(text), parser, () => {})
  let header: string[] | undefined
  for await (const cells of parser as AsyncIterable<string[]>) {
    if (!header) {
      header = cells.map((name) => name.trim())
      if (new Set(header).size < header.length) throw new MalformedFile('two columns have the same name')
      continue
    }
    const values = Object.fromEntries(header.map((name, at) => [name, cells[at] ?? '']))
    if (cells.length === header.length) yield { values }
    else {
      const message = `${cells.length} cells in a table of ${header.length} columns`
      yield { values, problem: { field: '', code: 'column-count', message } }
    }
  }
  if (!header) throw new MalformedFile('is empty: a .csv file begins with a header')
}

async function* jsonRecords(texts: AsyncIterable<string>): AsyncGenerator<Unnumbered> {
  let number = 0
  for await (const text of texts) {
    number++
    const value = parsedExactly(text, number)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new MalformedFile(`row ${number} is not a JSON object`)
    }
    yield { values: Object.fromEntries(Object.entries(value).map(([name, cell]) => [name, asText(cell)])) }
  }
}

/** Numbers come back as the digits of the file: a double would round the long ones. */
function parsedExactly(text: string, number: number): unknown {
  const asWritten = (_: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value
  try {
    return JSON.parse(text, asWritten)
  } catch (error) {
    throw new MalformedFile(`row ${number} is not JSON`, { cause: error })
  }
}

const asText = (cell: unknown): string =>
  cell === null || cell === undefined ? '' : typeof cell === 'string' ? cell : JSON.stringify(cell)

/** The members of a cell that is a list in JSON; any other is its own one member, and an empty one has none. */
export function membersIn(cell: string): string[] {
  if (cell.trim() === '') return []
  try {
    const list: unknown = JSON.parse(cell)
    return Array.isArray(list) ? list.map(asText) : [cell]
  } catch {
    return [cell]
  }
}

async function* lineTexts(text: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines(text)) yield line.text
}

function numbered(record: Unnumbered, position: number): Row {
  if (!rejectionColumns.every((column) => Object.hasOwn(record.values, column)))
    return { number: position, ...record }
  const { rowNumber = '', ...others } = record.values
  const values = Object.fromEntries(
    Object.entries(others).filter(([column]) => !rejectionColumns.includes(column)),
  )
  if (/^[1-9]\d{0,9}$/.test(rowNumber)) return { ...record, number: Number(rowNumber), values }
  const message = 'a file of rejected rows keeps the row numbers that it came with'
  return { number: position, values, problem: { field: 'rowNumber', code: 'invalid-row-number', message } }
}

function reasonOf(error: unknown): string {
  if (error instanceof MalformedFile) return error.message
  const code = (error as { code?: unknown }).code
  if (code === 'ENOENT') return 'no such file'
  if (code === 'EISDIR') return 'is a folder'
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return 'not text in the declared encoding (see "encoding" of the mapping)'
  if (code === 'ERR_ENCODING_NOT_SUPPORTED') return 'unknown encoding'
  return error instanceof Error ? error.message : 'cannot be read'
}
