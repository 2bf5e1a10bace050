/**
 * Writes into a generation that is mostly empty: what is not there yet goes in by INSERT, which refuses what is there,
 * 25 to a request. Whatever it does not take, for whatever reason, is written by itself under its own condition. So
 * the same rows come to stand as without, in a tenth of the requests.
 */
import {
  type AttributeValue,
  BatchExecuteStatementCommand,
  type BatchStatementRequest,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb'
import { referrerItem, watermarkItem } from '../views/bookkeeping.ts'
import { rowItem } from '../views/dynamo.ts'
import type { Bookkeeping, Views } from '../views/views.ts'

type Item = Record<string, AttributeValue>
/** Whether the item went in; false: it is there already, or something else was in the way. */
export type Insert = (item: Item) => Promise<boolean>

/** BatchExecuteStatement takes 25 statements. */
const batchMax = 25

export function inserting(
  views: Views & Bookkeeping,
  generation: number,
  insert: Insert,
): Views & Bookkeeping {
  const withKeys = new Set<string>()
  return {
    ...views,
    put: async (row) =>
      row.state !== 'gone' && (await insert(rowItem(generation, row))) ? 'written' : views.put(row),
    remember: async (subject, keys) => {
      withKeys.add(subject)
      const item = { ...watermarkItem(generation, subject), keys: { SS: [...keys] } }
      if (!(await insert(item))) await views.remember(subject, keys)
    },
    advance: async (subject, head, staleBy) => {
      const item = { ...watermarkItem(generation, subject), head: { N: String(head) } }
      const mayBeNew = staleBy === undefined && !withKeys.has(subject)
      if (!(mayBeNew && (await insert(item)))) await views.advance(subject, head, staleBy)
    },
    addReferrer: async (target, referrer) => {
      if (!(await insert(referrerItem(generation, target, referrer))))
        await views.addReferrer(target, referrer)
    },
  }
}

/** Collects what is inserted at the same time. */
export function batchInsert(client: DynamoDBClient, table: string): Insert {
  type Waiting = { key: string; item: Item; settle: (isIn: boolean) => void }
  let waiting: Waiting[] = []
  const flush = async () => {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    const isIn = await insertAll(
      client,
      batch.map(({ item }) => statement(table, item)),
    )
    for (const [n, { settle }] of batch.entries()) settle(isIn[n] ?? false)
  }
  return (item) => {
    const key = JSON.stringify([item.partition, item.sort])
    // One batch may name an item once.
    if (waiting.some((other) => other.key === key)) return Promise.resolve(false)
    const { promise, resolve } = Promise.withResolvers<boolean>()
    if (waiting.length === 0) setImmediate(() => void flush())
    waiting.push({ key, item, settle: resolve })
    if (waiting.length === batchMax) void flush()
    return promise
  }
}

function statement(table: string, item: Item): BatchStatementRequest {
  const names = Object.keys(item)
  return {
    Statement: `INSERT INTO "${table}" VALUE {${names.map((name) => `'${name}': ?`).join(', ')}}`,
    Parameters: names.map((name) => item[name] as AttributeValue),
  }
}

/** Never fails: what did not go in has another way to go. */
async function insertAll(
  client: DynamoDBClient,
  Statements: BatchStatementRequest[],
): Promise<readonly boolean[]> {
  try {
    const { Responses = [] } = await client.send(new BatchExecuteStatementCommand({ Statements }))
    return Responses.map(({ Error: refused }) => refused === undefined)
  } catch {
    return []
  }
}
