import { access, constants } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { Patience } from '../client/patience.ts'
import { checkMapping } from './check-mapping.ts'
import type { Client } from './connection.ts'
import { CommandFailed } from './failure.ts'
import { inOrder } from './in-order.ts'
import { fieldOf, type RowError } from './map-row.ts'
import { checkColumns, type Mapping } from './mapping.ts'
import { isRepeat, type Outcome, postBatch, validating } from './post-batch.ts'
import { batches, type Prepared, releaseOf } from './prepared-rows.ts'
import type { Progress } from './progress.ts'
import { RejectedRows } from './rejected-rows.ts'
import { type Row, survey } from './rows.ts'

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
  /** The file is a later release of a table that was imported before. */
  restates?: boolean | undefined
  /** Every check, and nothing is recorded. */
  validateOnly?: boolean | undefined
  patience: Patience
  progress?: Progress | undefined
}
/**
 * Counts of rows; `warnings` counts the receipts' warnings. Of what is only validated, `recorded` counts what would be.
 */
export type ImportSummary = {
  recorded: number
  duplicates: number
  rejected: number
  rows: number
  warnings: number
  seconds: number
  rejectedFile?: string
  /** Of a later release: rows that say what is recorded, and ids of recorded figures that it has no row for. */
  unchanged?: number
  missing?: readonly string[]
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

  const release = plan.restates ? await releaseOf(client, plan) : undefined
  await rejected.clear()
  progress?.start(Math.min(found.rows, limit))
  const summary: ImportSummary = { recorded: 0, duplicates: 0, rejected: 0, rows: 0, warnings: 0, seconds: 0 }
  if (release) summary.unchanged = 0
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
    await inOrder(
      batches(plan, limit, release),
      plan.concurrency,
      (batch) => sent(client, batch, plan),
      settle,
    )
    if (release) summary.missing = release.missing()
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

type Settled = { row: Row } & (
  | { duplicate: boolean; warnings: number }
  | { unchanged: true }
  | { errors: RowError[]; status?: number }
)

async function sent(
  client: Client,
  batch: Prepared[],
  { mapping, patience, validateOnly }: ImportPlan,
): Promise<Settled[]> {
  const events = batch.flatMap((prepared) => ('json' in prepared ? [prepared.json] : []))
  const outcomes =
    events.length > 0 ? await postBatch(client, events, patience, validateOnly ? validating : '') : []
  let next = 0
  return batch.map((prepared) => {
    if (!('json' in prepared)) return prepared
    return settledBy(outcomes[next++] as Outcome, prepared.row, mapping, validateOnly)
  })
}

function settledBy(outcome: Outcome, row: Row, mapping: Mapping, validateOnly = false): Settled {
  const { status, receipt, problem } = outcome
  if (status === 200 || status === 201) {
    const warnings = receipt?.warnings
    return {
      row,
      duplicate: isRepeat(outcome, validateOnly),
      warnings: Array.isArray(warnings) ? warnings.length : 0,
    }
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
  else if ('unchanged' in settled) summary.unchanged = (summary.unchanged ?? 0) + 1
  else {
    summary.warnings += settled.warnings
    summary[settled.duplicate ? 'duplicates' : 'recorded']++
  }
}

const messageOf = (settled: Settled): string =>
  'errors' in settled ? (settled.errors[0]?.message ?? '') : ''
