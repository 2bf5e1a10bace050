/**
 * The log's table on DynamoDB. What is pending shares one partition, so that a role can be let into that one alone;
 * every other row has a partition of its own. No row but the head is ever changed.
 */
import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb'
import { batchGet, conditionally, orUnavailable } from '../dynamodb.ts'
import type { Leaf, LogHead, LogTable, Pending, PendingFeed } from './merkle-log.ts'
import { nodeKey, nodesFrom, tileKey } from './tiles.ts'

type Item = Record<string, AttributeValue>

/** Requests at once of one call; BatchWriteItem would need the right to delete. */
const inFlightMax = 16
const pendingPartition = 'pending'
const headKey = keyItem('head')

export function dynamoPendingFeed(client: DynamoDBClient, table: string): PendingFeed {
  return {
    add: async (pending) => {
      const failed: number[] = []
      await inFlight([...pending.entries()], async ([index, one]) => {
        // After the first failure the rest would only take its time to fail, too.
        if (failed.length > 0) return void failed.push(index)
        try {
          const Item = { ...pendingKey(one.eventId), ...commitItem(one) }
          await client.send(new PutItemCommand({ TableName: table, Item }))
        } catch {
          failed.push(index)
        }
      })
      return failed.sort((a, b) => a - b)
    },
  }
}

export function dynamoLogTable(client: DynamoDBClient, table: string): LogTable {
  const get = (keys: readonly Item[]) => batchGet(client, table, keys)
  const put = (Item: Item) => client.send(new PutItemCommand({ TableName: table, Item }))
  return {
    ...dynamoPendingFeed(client, table),
    head: () =>
      orUnavailable(async () => {
        const { Item } = await client.send(
          new GetItemCommand({ TableName: table, Key: headKey, ConsistentRead: true }),
        )
        return Item && headIn(Item)
      }),
    leaves: (eventIds) =>
      orUnavailable(async () => {
        const items = await get(eventIds.map((eventId) => keyItem(`leaf/${eventId}`)))
        return new Map(items.map(leafIn).map((leaf) => [leaf.eventId, leaf]))
      }),
    pending: (eventIds) =>
      orUnavailable(async () => {
        const items = await get(eventIds.map(pendingKey))
        return new Map(items.map(pendingIn).map((one) => [one.eventId, one]))
      }),
    nodes: (nodes) =>
      orUnavailable(() =>
        nodesFrom(nodes, async (keys) => {
          const items = await get(keys.map(keyItem))
          return new Map(items.map((item) => [item.partition?.S ?? '', item.hashes?.B ?? new Uint8Array()]))
        }),
      ),
    putTile: (index, hashes) =>
      orUnavailable(async () => {
        await put({ ...keyItem(tileKey(index)), hashes: { B: Buffer.concat(hashes) } })
      }),
    putNodes: (nodes) =>
      orUnavailable(() =>
        inFlight(nodes, (node) => put({ ...keyItem(nodeKey(node)), hashes: { B: node.hash } })),
      ),
    putLeaves: (leaves) =>
      orUnavailable(() =>
        inFlight(leaves, (leaf) =>
          put({ ...keyItem(`leaf/${leaf.eventId}`), ...commitItem(leaf), index: { N: String(leaf.index) } }),
        ),
      ),
    putHead: (head) =>
      orUnavailable(async () => {
        const command = new PutItemCommand({
          TableName: table,
          Item: headItem(head),
          ConditionExpression: 'attribute_not_exists(#number) OR #number < :number',
          ExpressionAttributeNames: { '#number': 'number' },
          ExpressionAttributeValues: { ':number': { N: String(head.number) } },
        })
        await conditionally(() => client.send(command))
      }),
    somePending: (limit) =>
      orUnavailable(async () => {
        const { Items = [] } = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: '#partition = :partition',
            ExpressionAttributeNames: { '#partition': 'partition' },
            ExpressionAttributeValues: { ':partition': { S: pendingPartition } },
            Limit: limit,
            ConsistentRead: true,
          }),
        )
        return Items.map(pendingIn)
      }),
    removePending: (eventIds) =>
      orUnavailable(() =>
        inFlight(eventIds, (eventId) =>
          client.send(new DeleteItemCommand({ TableName: table, Key: pendingKey(eventId) })),
        ),
      ),
  }
}

function keyItem(partition: string): Item {
  return { partition: { S: partition }, sort: { S: partition.split('/')[0] ?? '' } }
}

function pendingKey(eventId: string): Item {
  return { partition: { S: pendingPartition }, sort: { S: eventId } }
}

function commitItem({ subject, sequence, eventId, hash }: Pending): Item {
  return {
    eventId: { S: eventId },
    subject: { S: subject },
    sequence: { N: String(sequence) },
    hash: { B: Buffer.from(hash, 'hex') },
  }
}

function pendingIn({ subject, sequence, eventId, hash }: Item): Pending {
  return {
    subject: subject?.S ?? '',
    sequence: Number(sequence?.N),
    eventId: eventId?.S ?? '',
    hash: Buffer.from(hash?.B ?? []).toString('hex'),
  }
}

const leafIn = (item: Item): Leaf => ({ ...pendingIn(item), index: Number(item.index?.N) })

function headItem({ number, frontier, checkpoint, verifierKey, recordedAt }: LogHead): Item {
  return {
    ...headKey,
    number: { N: String(number) },
    size: { N: String(frontier.size) },
    frontier: { L: frontier.hashes.map((hash) => ({ B: hash })) },
    checkpoint: { S: checkpoint },
    verifierKey: { S: verifierKey },
    recordedAt: { S: recordedAt },
  }
}

function headIn({ number, size, frontier, checkpoint, verifierKey, recordedAt }: Item): LogHead {
  return {
    number: Number(number?.N),
    frontier: { size: Number(size?.N), hashes: (frontier?.L ?? []).map(({ B }) => B ?? new Uint8Array()) },
    checkpoint: checkpoint?.S ?? '',
    verifierKey: verifierKey?.S ?? '',
    recordedAt: recordedAt?.S ?? '',
  }
}

/** Runs all, a few at once. Throws once all that were begun have ended. */
async function inFlight<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const rest = all.values()
  const lane = async () => {
    for (const one of rest) await work(one)
  }
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(inFlightMax, all.length) }, lane))
  const failed = lanes.find((ended) => ended.status === 'rejected')
  if (failed) throw failed.reason
}
