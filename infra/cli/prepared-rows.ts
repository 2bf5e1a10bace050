/** Rows of a file made ready to be sent: mapped, or refused already, or left out since they say what is recorded. */
import type { Client } from './connection.ts'
import { CommandFailed } from './failure.ts'
import type { ImportPlan } from './import.ts'
import { type CloudEvent, mapRow, type RowError } from './map-row.ts'
import { batchBytesMax, batchMax } from './post-batch.ts'
import { type Restating, restating } from './restating.ts'
import { type Row, rows } from './rows.ts'

export type Prepared = { row: Row } & ({ json: string } | { errors: RowError[] } | { unchanged: true })

/** What was imported of the table before. */
export async function releaseOf(client: Client, plan: ImportPlan): Promise<Restating> {
  const { file, mapping, agency, patience, limit } = plan
  if (limit !== undefined)
    throw new CommandFailed(
      'usage',
      '--restates needs the whole file: without it nobody can tell what is missing',
    )
  const subjects = new Set<string>()
  for await (const row of rows(file, mapping)) {
    const mapped = mapRow(mapping, row, agency)
    if ('event' in mapped && mapped.event.subject) subjects.add(mapped.event.subject)
  }
  return restating(mapping, subjects, { client, agency, patience })
}

/** The rows of a file as batches of a size that the server takes, in their order. */
export async function* batches(
  { file, mapping, agency }: ImportPlan,
  limit: number,
  release: Restating | undefined,
): AsyncGenerator<Prepared[]> {
  let batch: Prepared[] = []
  let bytes = 0
  let taken = 0
  if (limit < 1) return
  for await (const row of rows(file, mapping)) {
    const mapped = mapRow(mapping, row, agency)
    const next = 'errors' in mapped ? { row, ...mapped } : prepared(row, mapped.event, release)
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

function prepared(row: Row, event: CloudEvent, release: Restating | undefined): Prepared {
  const sends = release ? release.of(event) : event
  return sends ? { row, json: JSON.stringify(sends) } : { row, unchanged: true }
}
