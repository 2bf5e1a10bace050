/**
 * Deletes the rows of generations that have no name any more: the one that was kept for a way back, one that was given
 * up, and what a late writer left of either. Numbers are never given twice, so what has lost its name never gets it
 * back, and this may be broken off, repeated and run beside a rebuild. It reads the whole table.
 */
import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  paginateScan,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb'
import { orUnavailable } from '../dynamodb.ts'
import { type Generations, named, newestOf } from '../views/generations.ts'
import { together } from './fill.ts'

type Dropping = { client: DynamoDBClient; table: string; segments: number; pause(ms: number): Promise<void> }

/** BatchWriteItem takes 25 requests. */
const batchMax = 25
const roundsMax = 8

/** @returns how many rows were deleted. */
export async function dropUnnamed(
  generations: Generations,
  { client, table, segments, pause }: Dropping,
  report: (looked: number, dropped: number) => void,
): Promise<number> {
  const isUnnamed = unnamedBy(generations)
  let [looked, dropped] = [0, 0]
  await together(
    Array.from({ length: segments }, (_, index) => index),
    async (Segment, isStopped) => {
      const pages = paginateScan(
        { client },
        {
          ...{ TableName: table, Segment, TotalSegments: segments },
          ProjectionExpression: '#partition, sort',
          ExpressionAttributeNames: { '#partition': 'partition' },
        },
      )
      for await (const { Items = [] } of pages) {
        const keys = Items.filter(({ partition }) => isUnnamed(partition?.S ?? ''))
        for (let i = 0; i < keys.length; i += batchMax)
          await deleteAll(keys.slice(i, i + batchMax), { client, table, pause })
        looked += Items.length
        dropped += keys.length
        report(looked, dropped)
        if (isStopped()) return
      }
    },
  )
  return dropped
}

/** Whether a partition belongs to a generation that had a number when the pointer was read, and no name. */
export function unnamedBy(generations: Generations): (partition: string) => boolean {
  const kept = named(generations)
  const newest = newestOf(generations)
  return (partition) => {
    const [, digits] =
      /^(?:v(\d+)\||rebuild\/(\d+)$)/.exec(partition)?.filter((part) => part !== undefined) ?? []
    const generation = Number(digits)
    return generation <= newest && !kept.includes(generation)
  }
}

async function deleteAll(
  keys: readonly Record<string, AttributeValue>[],
  { client, table, pause }: Omit<Dropping, 'segments'>,
): Promise<void> {
  let pending: readonly WriteRequest[] = keys.map((Key) => ({ DeleteRequest: { Key } }))
  for (let round = 0; pending.length > 0; round++) {
    if (round === roundsMax)
      throw Object.assign(new Error('Unprocessed deletions'), { name: 'ThrottlingException' })
    if (round > 0) await pause(50 * 2 ** round)
    const batch = new BatchWriteItemCommand({ RequestItems: { [table]: [...pending] } })
    const { UnprocessedItems = {} } = await orUnavailable(() => client.send(batch))
    pending = UnprocessedItems[table] ?? []
  }
}
