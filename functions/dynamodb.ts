/** The one DynamoDB client of a function, with a bound on every wait, and what counts as "not available". */
import { gunzipSync, gzipSync } from 'node:zlib'
import {
  type AttributeValue,
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  ConditionalCheckFailedException,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb'
import { Unavailable } from './ledger/ledger.ts'

export function dynamoClient(): DynamoDBClient {
  return new DynamoDBClient({
    maxAttempts: 4,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: 3_000,
      httpAgent: { keepAlive: true, maxSockets: 64 },
    },
  })
}

/** Runs a write whose condition may fail. */
export async function conditionally(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}

/** Throttling, timeouts and server faults become `Unavailable`; a fault of ours stays what it is. */
export async function orUnavailable<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof Error && isTransient(error)) throw new Unavailable(error.name, { cause: error })
    throw error
  }
}

function isTransient(error: Error): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode
  return (
    (status !== undefined && status >= 500) ||
    [
      'ProvisionedThroughputExceededException',
      'ThrottlingException',
      'RequestLimitExceeded',
      'TimeoutError',
      'ECONNREFUSED',
      'ECONNRESET',
    ].includes(error.name === 'Error' ? ((error as { code?: string }).code ?? '') : error.name)
  )
}

/** A text is packed from this length on: a card of many claims would outgrow the 400 KB of an item. */
const packedFromCharacters = 4_096

/** A JSON value as attributes of an item. */
export function bodyItem(body: unknown): Record<string, AttributeValue> {
  const text = JSON.stringify(body)
  return text.length < packedFromCharacters ? { body: { S: text } } : { packed: { B: gzipSync(text) } }
}

export function bodyIn({ body, packed }: Record<string, AttributeValue>): unknown {
  return JSON.parse(packed?.B ? gunzipSync(packed.B).toString('utf8') : (body?.S ?? 'null'))
}

type Item = Record<string, AttributeValue>

/** BatchGetItem takes 100 keys; unprocessed ones are asked for again, this often. */
const batchKeysMax = 100
const batchRoundsMax = 5

/** Strongly consistent; missing keys are left out. */
export async function batchGet(
  client: DynamoDBClient,
  table: string,
  keys: readonly Item[],
): Promise<Item[]> {
  // BatchGetItem refuses a request that names one key twice.
  const distinct = [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()]
  const starts = Array.from({ length: Math.ceil(distinct.length / batchKeysMax) }, (_, i) => i * batchKeysMax)
  const chunks = await Promise.all(
    starts.map((start) => getChunk(client, table, distinct.slice(start, start + batchKeysMax))),
  )
  return chunks.flat()
}

async function getChunk(client: DynamoDBClient, table: string, keys: readonly Item[]): Promise<Item[]> {
  const items: Item[] = []
  let pending: Item[] | undefined = [...keys]
  for (let round = 0; pending && pending.length > 0; round++) {
    if (round === batchRoundsMax)
      throw Object.assign(new Error('Unprocessed keys'), { name: 'ThrottlingException' })
    const answer: BatchGetItemCommandOutput = await client.send(
      new BatchGetItemCommand({ RequestItems: { [table]: { Keys: pending, ConsistentRead: true } } }),
    )
    items.push(...(answer.Responses?.[table] ?? []))
    pending = answer.UnprocessedKeys?.[table]?.Keys
  }
  return items
}
