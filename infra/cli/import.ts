import { access, constants } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { Patience } from '../client/patience.ts'
import { checkMapping } from './check-mapping.ts'
import type { Client } from './connection.ts'
import { CommandFailed } from './failure.ts'
import { inOrder } from './in-order.ts'
import { fieldOf, mapRow, type RowError } from './map-row.ts'
import { checkColumns, type Mapping } from './mapping.ts'
import { batchBytesMax, batchMax, type Outcome, postBatch } from './post-batch.ts'
import { RejectedRows } from './rejected-rows.ts'
import { type Row, rows, survey } from './rows.ts'

export type ImportPlan = {
  file: string
  mapping: Mapping
  agency: string
  /** Where rejected rows go; `<file>.rejected.csv` in the current folder unless told. */
  rejected?: string
  /** Only the first so many rows. */
  limit?: number
  /** Batches in flight at once. */
  concurrency: number
  patience: Patience
  progress?: { start: (total: number) => void; step: (rows: number) => void; stop: () => void }
}
/** Counts of rows; `warnings` counts the receipts' warnings. */
export type ImportSummary = {
  recorded: number
  duplicates: number
  rejected: number
  rows: number
  warnings: number
  seconds: number
  rejectedFile?: string
  /** The error that no row is without, where not one row went in: likely a fault of the mapping. */
  everyRow?: RowError
  /** Why the import stopped before the end of the file. */
  stopped?: CommandFailed
}

/**
 * Sends the rows of a file as events. Safe to repeat and to kill: a row has the same id each time, so the server
 * answers what it has already as a duplicate. Everything about the file and the mapping is checked before the first
 * request, and throws; a failure on the way ends the import with what has been counted so far.
 */
export async function importFile(client: Client, plan: ImportPlan): Promise<ImportSummary> {
  const startedAtMs = Date.now()
  const { file, mapping, limit = Number.POSITIVE_INFINITY, progress } = plan
  const found = await survey(file, mapping)
  if (found.rows > 0) {
    checkColumns(mapping, found.columns)
    await checkMapping(mapping, { file, rowCount: found.rows, agency: plan.agency })
  }
  const rejected = new RejectedRows(plan.rejected ?? `${basename(file)}.rejected.csv`, found.columns)
  if (resolve(rejected.path) === resolve(file))
    throw new CommandFailed('usage', '--rejected would overwrite the file')
  await access(dirname(resolve(rejected.path)), constants.W_OK).catch((cause: unknown) => {
    throw new CommandFailed('usage', `no file can be written at ${rejected.path}`, { cause })
  })
  await client.token()

  await rejected.clear()
  progress?.start(Math.min(found.rows, limit))
  const summary: ImportSummary = { recorded: 0, duplicates: 0, rejected: 0, rows: 0, warnings: 0, seconds: 0 }
  /** The errors whose code every rejected row so far has had. */
  let shared: RowError[] | undefined
  const settle = async (batch: Settled[]): Promise<void> => {
    for (const settled of batch) count(summary, settled)
    progress?.step(batch.length)
    const forbidden = batch.find((settled) => 'status' in settled && settled.status === 403)
    // All rows of a file are of one type: where one is forbidden and none went in, the rest would fare no better.
    if (forbidden && batch.every((settled) => 'errors' in settled)) {
      throw new CommandFailed('identity', `${plan.agency} may not post this: ${messageOf(forbidden)}`)
    }
    for (const settled of batch) {
      if (!('errors' in settled)) continue
      shared = shared
        ? shared.filter(({ code }) => settled.errors.some((one) => one.code === code))
        : settled.errors
      await rejected.add(settled.row, settled.errors)
    }
  }
  try {
    await inOrder(batches(plan, limit), plan.concurrency, (batch) => sent(client, batch, plan), settle)
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error
    summary.stopped = error
  } finally {
    progress?.stop()
    if (await rejected.close()) summary.rejectedFile = rejected.path
  }
  if (summary.rejected === summary.rows && shared?.[0]) summary.everyRow = shared[0]
  return { ...summary, seconds: Math.round((Date.now() - startedAtMs) / 10) / 100 }
}

type Prepared = { row: Row; json: string } | { row: Row; errors: RowError[] }
type Settled = { row: Row } & (
  | { duplicate: boolean; warnings: number }
  | { errors: RowError[]; status?: number }
)

async function* batches({ file, mapping, agency }: ImportPlan, limit: number): AsyncGenerator<Prepared[]> {
  let batch: Prepared[] = []
  let bytes = 0
  let taken = 0
  if (limit < 1) return
  for await (const row of rows(file, mapping)) {
    const mapped = mapRow(mapping, row, agency)
    const next: Prepared =
      'errors' in mapped ? { row, ...mapped } : { row, json: JSON.stringify(mapped.event) }
    const size = 'json' in next ? Buffer.byteLength(next.json) + 1 : 0
    if (batch.length === batchMax || bytes + size > batchBytesMax) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(next)
    bytes += size
    if (++taken >= limit) break
  }
  if (batch.length > 0) yield batch
}

async function sent(
  client: Client,
  batch: Prepared[],
  { mapping, patience }: ImportPlan,
): Promise<Settled[]> {
  const events = batch.flatMap((prepared) => ('json' in prepared ? [prepared.json] : []))
  const outcomes = events.length > 0 ? await postBatch(client, events, patience) : []
  let next = 0
  return batch.map((prepared) => {
    if ('errors' in prepared) return prepared
    return settledBy(outcomes[next++] as Outcome, prepared.row, mapping)
  })
}

function settledBy({ status, receipt, problem }: Outcome, row: Row, mapping: Mapping): Settled {
  if (status === 200 || status === 201) {
    const warnings = receipt?.warnings
    return { row, duplicate: status === 200, warnings: Array.isArray(warnings) ? warnings.length : 0 }
  }
  const whole: RowError = {
    field: '',
    code: String(status),
    message: problem?.detail ?? problem?.title ?? 'refused',
  }
  const errors = (problem?.errors ?? []).map(
    ({ pointer = '', code = String(status), detail = '', hint }) => ({
      field: fieldOf(mapping, pointer),
      code,
      message: `${pointer ? `${pointer}: ` : ''}${detail}${hint ? ` (${hint})` : ''}`,
    }),
  )
  return { row, status, errors: errors.length > 0 ? errors : [whole] }
}

function count(summary: ImportSummary, settled: Settled): void {
  summary.rows++
  if ('errors' in settled) summary.rejected++
  else {
    summary.warnings += settled.warnings
    summary[settled.duplicate ? 'duplicates' : 'recorded']++
  }
}

const messageOf = (settled: Settled): string =>
  'errors' in settled ? (settled.errors[0]?.message ?? '') : ''
