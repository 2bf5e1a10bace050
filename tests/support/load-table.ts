/** A long history in a ledger table: recorded in memory by the real `record()`, and its commits put straight in. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Commit } from '../../functions/ledger/commit.ts'
import { dynamoLedger, dynamoScan } from '../../functions/ledger/dynamo.ts'
import { scanAll } from '../../functions/ledger/ledger.ts'
import { memoryLedger } from '../../functions/ledger/memory.ts'
import { manyEvents } from './many-events.ts'
import { newWorld } from './world.ts'

const whole = { index: 0, of: 1 }
const subjectsAtOnce = 32

/** @param table may hold the genesis of a store, or nothing. */
export async function loadTable(client: DynamoDBClient, table: string, count: number): Promise<void> {
  const ledger = memoryLedger()
  for await (const page of scanAll(dynamoScan(client, table), whole))
    for (const commit of page.toSorted((a, b) => a.sequence - b.sequence)) await ledger.append(commit)
  const known = new Set((await ledger.scan(whole)).commits.map(placeOf))
  // What a new world registers by itself is there already: only the rules that need no views are at work here.
  const world = await newWorld({ ledger })
  for (const event of manyEvents(count)) await world.recorded(event)
  const fresh = (await ledger.scan(whole)).commits.filter((commit) => !known.has(placeOf(commit)))
  const target = dynamoLedger(client, table)
  const streams = [...Map.groupBy(fresh, ({ subject }) => subject).values()].values()
  await Promise.all(
    Array.from({ length: subjectsAtOnce }, async () => {
      for (const stream of streams) for (const commit of stream) await target.append(commit)
    }),
  )
}

const placeOf = ({ subject, sequence }: Commit): string => `${subject} ${sequence}`
