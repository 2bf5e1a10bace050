/** How a deployment stands, from its stores and queues. */

import { depthOf, type QueueDepth, queueDepths } from '../../../../functions/bus/queue-depths.ts'
import { headsIn, type LedgerScan } from '../../../../functions/ledger/ledger.ts'
import { dynamoLogTable } from '../../../../functions/merkle-log/dynamo.ts'
import { dynamoNotes } from '../../../../functions/rebuild/notes.ts'
import { type RebuildStatus, rebuildStatus } from '../../../../functions/rebuild/status.ts'
import { ledgerOn } from '../../../../functions/stores.ts'
import { dynamoGenerations } from '../../../../functions/views/generation-row.ts'
import type { Bookkeeping, Views } from '../../../../functions/views/views.ts'
import { dynamoDb, sqs } from '../clients.ts'
import { type Deployment, outputOf } from '../deployment.ts'
import { deadLetterQueues } from '../dlq/queues.ts'
import { generationOn } from '../opened.ts'

export type Status = {
  stage: string
  url: string
  views: RebuildStatus
  /** Of the subjects that were looked at, in the views that are read. */
  behind: { looked: number; behind: number; isWhole: boolean }
  sweep?: { sweptAt: string; status: string }
  queues: readonly QueueDepth[]
  log: LogStatus
  agencies: readonly { agencyId: string; lastRecordedAt: string }[]
}

/** `pending` counts up to `pendingMax`. */
export type LogStatus = {
  size: number
  batches: number
  pending: number
  recordedAt?: string
  ageMinutes?: number
}

export const pendingMax = 1_000
const centreLabel = 'participants/centre'

export async function look(deployment: Deployment, sample: number, nowMs: number): Promise<Status> {
  const client = dynamoDb(deployment)
  const table = outputOf(deployment, 'ViewsTable')
  const standing = await rebuildStatus(dynamoGenerations(client, table), dynamoNotes(client, table))
  const { views } = generationOn(client, table, standing.generations.active)
  const [behind, sweep, queues, log, agencies] = await Promise.all([
    behindIn(ledgerOn(client, outputOf(deployment, 'LedgerTable')), views, sample),
    lastSweep(views),
    queuesOf(deployment),
    logStatus(deployment, nowMs),
    heardOf(views),
  ])
  const { stage, url } = deployment
  return { stage, url, views: standing, behind, ...(sweep && { sweep }), queues, log, agencies }
}

/** Parts of the ledger, of which one is drawn at first. */
const partsMax = 16

async function behindIn(
  ledger: LedgerScan,
  views: Pick<Bookkeeping, 'watermarks'>,
  sample: number,
): Promise<Status['behind']> {
  const found = { looked: 0, behind: 0 }
  const start = Math.floor(Math.random() * partsMax)
  for (let part = 0; part < partsMax; part++) {
    let from: string | undefined
    do {
      const page: Awaited<ReturnType<LedgerScan['scan']>> = await ledger.scan(
        { index: (start + part) % partsMax, of: partsMax },
        from,
      )
      const heads = headsIn(page.commits)
      const marks = await views.watermarks([...heads.keys()])
      found.looked += heads.size
      found.behind += [...heads].filter(([subject, head]) => head > (marks.get(subject) ?? 0)).length
      from = page.next
      if (found.looked >= sample) return { ...found, isWhole: from === undefined && part === partsMax - 1 }
    } while (from !== undefined)
  }
  return { ...found, isWhole: true }
}

async function lastSweep(views: Pick<Views, 'get'>): Promise<Status['sweep']> {
  const [row] = await views.get([{ partition: 'health/projections', label: centreLabel, sort: 'sweep' }])
  return row?.body as Status['sweep']
}

/** Rejects where a queue does not answer. */
export function queuesOf(deployment: Deployment): Promise<readonly QueueDepth[]> {
  const client = sqs(deployment)
  return queueDepths(deadLetterQueues(deployment), (url) => depthOf(client, url))
}

async function heardOf(views: Pick<Views, 'list'>): Promise<Status['agencies']> {
  const { rows } = await views.list({ partition: 'health/activity', label: centreLabel, limit: 1_000 })
  return rows.map(({ sort, body }) => ({ agencyId: sort, ...(body as { lastRecordedAt: string }) }))
}

export async function logStatus(deployment: Deployment, nowMs: number): Promise<LogStatus> {
  const table = dynamoLogTable(dynamoDb(deployment), outputOf(deployment, 'LogTable'))
  const [head, pending] = await Promise.all([table.head(), table.somePending(pendingMax)])
  if (!head) return { size: 0, batches: 0, pending: pending.length }
  const { frontier, number, recordedAt } = head
  const ageMinutes = Math.round((nowMs - Date.parse(recordedAt)) / 6_000) / 10
  return { size: frontier.size, batches: number, pending: pending.length, recordedAt, ageMinutes }
}
