/**
 * The engine of `rw ops rebuild` beside the least that can read as much: a parallel scan of the same ledger that parses
 * each commit. Taking turns, medians; every rebuild fills a table of its own.
 */
import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { pause } from '../../functions/environment.ts'
import { dynamoNotes } from '../../functions/rebuild/notes.ts'
import { type RebuildProgress, rebuild as rebuildViews } from '../../functions/rebuild/rebuild.ts'
import { generationsOn, ledgerOn } from '../../functions/stores.ts'
import { dynamoGenerations } from '../../functions/views/generation-row.ts'
import { dynamoRowScan } from '../../functions/views/scan.ts'
import { type Engine, ledgerKeys, startEngine, viewKeys } from '../support/engine.ts'
import { loadTable } from '../support/load-table.ts'
import { median, type Row, rounded } from './table.ts'

const [rounds, events, segments] = [3, 1_000, 4]

type Step = RebuildProgress['step']
type Rebuilt = { ms: number; puts: number; msOf: ReadonlyMap<Step, number> }

export async function rebuild(): Promise<Row[]> {
  const engine = await startEngine()
  const table = await engine.table(ledgerKeys)
  await loadTable(engine.client, table, events)
  const [scans, rebuilds] = [[] as number[], [] as Rebuilt[]]
  let commits = 0
  for (let round = 0; round < rounds; round++) {
    const startMs = performance.now()
    commits = await scanned(engine.client, table)
    scans.push(performance.now() - startMs)
    rebuilds.push(await rebuilt(engine, table))
  }
  await engine.stop()
  const [scanMs, ms] = [median(scans), median(rebuilds.map((one) => one.ms))]
  const [last] = rebuilds.slice(-1)
  return [
    {
      what: 'rebuild',
      'events a second': rounded((commits / ms) * 1_000),
      'of the scan': rounded(scanMs / ms),
      'puts an event': rounded((last?.puts ?? 0) / commits),
      'its time': [...(last?.msOf ?? [])]
        .map(([step, spent]) => `${step} ${Math.round((100 * spent) / (last?.ms ?? 1))} %`)
        .join(', '),
      bar: 0.1,
    },
    {
      what: `a parallel scan with JSON.parse, ${segments} segments`,
      'events a second': rounded((commits / scanMs) * 1_000),
      'of the scan': 1,
    },
  ]
}

/** @returns how many commits were read. */
async function scanned(client: DynamoDBClient, TableName: string): Promise<number> {
  const counts = Array.from({ length: segments }, async (_, Segment) => {
    let commits = 0
    const scan = { TableName, Segment, TotalSegments: segments, ConsistentRead: true }
    for await (const { Items = [] } of paginateScan({ client }, scan))
      for (const { header, payload } of Items) {
        JSON.parse(header?.S ?? '')
        JSON.parse(payload?.S ?? '')
        commits += 1
      }
    return commits
  })
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}

async function rebuilt(engine: Engine, ledgerTable: string): Promise<Rebuilt> {
  const { client } = engine
  const viewsTable = await engine.table(viewKeys)
  const msOf = new Map<Step, number>()
  let [step, sinceMs] = ['settling' as Step, performance.now()]
  const enter = (next: Step) => {
    msOf.set(step, (msOf.get(step) ?? 0) + performance.now() - sinceMs)
    ;[step, sinceMs] = [next, performance.now()]
  }
  engine.asked.length = 0
  const startMs = performance.now()
  await rebuildViews({
    ledger: ledgerOn(client, ledgerTable),
    generations: dynamoGenerations(client, viewsTable),
    notes: dynamoNotes(client, viewsTable),
    open: generationsOn(client, viewsTable),
    rowsOf: (generation) => dynamoRowScan(client, viewsTable, generation),
    // Nobody else writes.
    settleMs: 0,
    ...{ segments, clockMarginMs: 0, nowMs: Date.now, pause },
    report: (progress) => enter(progress.step),
  })
  enter(step)
  msOf.delete('settling')
  const puts = engine.asked.filter(({ operation }) => /^(Put|Update)/.test(operation)).length
  return { ms: performance.now() - startMs, puts, msOf }
}
