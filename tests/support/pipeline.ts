import './cost-environment.ts'
import type { DynamoDBRecord, SQSRecord } from 'aws-lambda'
import { anchor } from '../../functions/anchor/anchor.ts'
import { dynamoAudit } from '../../functions/audit/dynamo.ts'
import type { Bus, BusEntry } from '../../functions/bus/bus.ts'
import { readScope } from '../../functions/http/caller.ts'
import { dynamoLedger, dynamoScan } from '../../functions/ledger/dynamo.ts'
import { dynamoLogTable } from '../../functions/merkle-log/dynamo.ts'
import { memoryArchive, memorySigner } from '../../functions/merkle-log/memory.ts'
import { projectFacts } from '../../functions/projector/handler.ts'
import { publish } from '../../functions/publisher/handler.ts'
import { queryApp } from '../../functions/query/app.ts'
import { cursors } from '../../functions/query/cursor.ts'
import { memorySubmissions } from '../../functions/submissions/memory.ts'
import { dynamoBookkeeping } from '../../functions/views/bookkeeping.ts'
import { dynamoViews } from '../../functions/views/dynamo.ts'
import { ledgerKeys, startEngine, viewKeys } from './engine.ts'
import { onlyGeneration } from './generations.ts'
import { asStreamed, metered, storedBytes } from './metered.ts'
import { newWorld } from './world.ts'

/** As the projector's mapping declares it. */
const queueBatch = 10

/** A world over metered tables, and the way of an event through publisher and projector. */
export async function pipeline() {
  const engine = await startEngine()
  const { client } = engine
  const [ledgerTable, viewsTable] = [await engine.table(ledgerKeys), await engine.table(viewKeys)]
  const logTable = await engine.table(viewKeys)
  const auditTable = await engine.table(viewKeys)
  const log = dynamoLogTable(client, logTable)
  const meter = metered(client)
  const world = await newWorld({
    ledger: { ...dynamoLedger(client, ledgerTable), ...dynamoScan(client, ledgerTable) },
    views: { ...dynamoViews(client, viewsTable, 1), ...dynamoBookkeeping(client, viewsTable, 1) },
  })
  const counts = { busEntries: 0, busBytes: 0, invocations: 0 }
  const queue: BusEntry[] = []
  const bus: Bus = {
    put: async (entries) => {
      counts.busEntries += entries.length
      counts.busBytes += entries.reduce((sum, entry) => sum + JSON.stringify(entry).length, 0)
      queue.push(...entries)
      return []
    },
  }
  const hint = (subjects: readonly string[]) =>
    bus
      .put(
        subjects.map((subject) => ({
          source: 'routewatch.facts',
          detailType: 'ReferenceChanged',
          detail: { subject },
        })),
      )
      .then(() => {})
  const needs = {
    ledger: world.ledger,
    views: onlyGeneration(world.views),
    cascade: { inlineMax: 200, hint },
  }
  let streamed = meter.put(ledgerTable).length
  const flow = async () => {
    const records = meter.put(ledgerTable).slice(streamed)
    streamed += records.length
    const Records = records.map((NewImage, n) => ({
      eventName: 'INSERT',
      dynamodb: { NewImage: asStreamed(NewImage), SequenceNumber: String(n) },
    }))
    counts.invocations += 1
    await publish({ Records: Records as DynamoDBRecord[] }, bus, log)
    while (queue.length > 0) {
      const batch = queue.splice(0, queueBatch).map(({ source, detailType, detail }, n) => ({
        messageId: String(n),
        body: JSON.stringify({ account: '1', source, 'detail-type': detailType, detail }),
      }))
      counts.invocations += 1
      const { batchItemFailures } = await projectFacts({ Records: batch as SQSRecord[] }, needs)
      if (batchItemFailures.length > 0) throw new Error('The measured events do not project')
    }
  }
  const bytes = async () => ({
    ledgerBytes: await storedBytes(client, ledgerTable),
    viewBytes: await storedBytes(client, viewsTable),
    logBytes: await storedBytes(client, logTable),
  })
  const archive = memoryArchive()
  const signer = memorySigner()
  const run = () =>
    anchor(
      { archive, table: log, signer, origin: 'measured', batchLeaves: 64, nowMs: Date.now },
      Date.now() + 60_000,
    )
  const read = () => ({
    ledger: { ...meter.of(ledgerTable) },
    views: { ...meter.of(viewsTable) },
    log: { ...meter.of(logTable) },
    counts: { ...counts },
  })
  const app = queryApp({
    ledger: world.ledger,
    views: onlyGeneration(world.views),
    submissions: memorySubmissions(),
    log,
    audit: dynamoAudit(client, auditTable),
    register: world.register,
    verify: async () => ({ clientId: 'kz-moi', scopes: [readScope] }),
    cursors: cursors('a secret of the measurement'),
    nowMs: () => world.clock.nowMs,
    pause: async () => {},
  })
  /** Asks as a participating agency. @returns bytes of the answer. */
  const ask = async (path: string) => {
    const answer = await app.request(`https://rw.example${path}`)
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.arrayBuffer()).byteLength
  }
  return { engine, ledgerTable, ask, world, counts, flow, run, bytes, read }
}
