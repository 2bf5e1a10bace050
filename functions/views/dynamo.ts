/** The views on DynamoDB. A row is one item; its partition key carries the generation and the label. */
import {
  type AttributeValue,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb'
import { batchGet, bodyIn, bodyItem, conditionally, orUnavailable } from '../dynamodb.ts'
import type { Key, StoredRow, Views } from './views.ts'

type Item = Record<string, AttributeValue>

/** A tombstone outlives every message that could still resurrect what it stands for. */
const tombstoneLifetimeSeconds = 30 * 24 * 3600

/** One generation of the views: a rebuild fills the next one beside it (ADR-0024). */
export function dynamoViews(
  client: DynamoDBClient,
  table: string,
  generation: number,
  nowMs: () => number = Date.now,
): Views {
  return {
    put: (row) =>
      orUnavailable(async () => {
        const put = new PutItemCommand({
          TableName: table,
          Item: toItem(row, generation, nowMs()),
          ConditionExpression: 'attribute_not_exists(fence) OR fence < :fence',
          ExpressionAttributeValues: { ':fence': { N: String(row.fence) } },
        })
        return (await conditionally(() => client.send(put))) ? 'written' : 'refused'
      }),
    get: (keys) =>
      orUnavailable(async () =>
        (
          await batchGet(
            client,
            table,
            keys.map((key) => keyItem(generation, key)),
          )
        ).map(fromItem),
      ),
    list: ({ limit, partition, label, descending = false, ...within }) =>
      orUnavailable(async () => {
        const { low, high } = boundsOf({ ...within, descending })
        // What an empty range asks for is an error to DynamoDB.
        if (low !== undefined && high !== undefined && low > high) return { rows: [], more: false }
        const range =
          low !== undefined && high !== undefined
            ? ' AND sort BETWEEN :low AND :high'
            : low !== undefined
              ? ' AND sort >= :low'
              : high !== undefined
                ? ' AND sort <= :high'
                : ''
        const page = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: `#partition = :partition${range}`,
            ExpressionAttributeNames: { '#partition': 'partition' },
            ExpressionAttributeValues: {
              ':partition': { S: partitionKey(generation, partition, label) },
              ...(low !== undefined && { ':low': { S: low } }),
              ...(high !== undefined && { ':high': { S: high } }),
            },
            ScanIndexForward: !descending,
            // One more than asked for: the row at `after` comes first and is dropped.
            Limit: limit + 1,
            ConsistentRead: true,
          }),
        )
        const rows = (page.Items ?? []).map(fromItem).filter((row) => row.sort !== within.after)
        return {
          rows: rows.slice(0, limit),
          more: rows.length > limit || page.LastEvaluatedKey !== undefined,
        }
      }),
  }
}

type Bounds = {
  descending: boolean
  after?: string
  prefix?: string
  from?: string
  to?: string
}

/** Both ends inclusive: the row at `after` is dropped afterwards. */
function boundsOf({ descending, after, prefix, from, to }: Bounds): { low?: string; high?: string } {
  const given = (ends: readonly (string | undefined)[]) => ends.filter((end) => end !== undefined).sort()
  const low = given([from, prefix, descending ? undefined : after]).at(-1)
  const high = given([to, prefix && `${prefix}\uffff`, descending ? after : undefined])[0]
  return { ...(low !== undefined && { low }), ...(high !== undefined && { high }) }
}

/** What a partition is called may hold a bar, as case numbers do; a label never does. */
const partitionPattern = /^[^|]*\|(.*)\|([^|]*)$/s

export function partitionKey(generation: number, partition: string, label: string): string {
  return `v${generation}|${partition}|${label}`
}

export function keyItem(generation: number, { partition, label, sort }: Key): Item {
  return { partition: { S: partitionKey(generation, partition, label) }, sort: { S: sort } }
}

export function toItem(row: StoredRow, generation: number, nowMs: number): Item {
  const { state, body, etag, fence } = row
  return {
    ...keyItem(generation, row),
    state: { S: state },
    ...bodyItem(body),
    fence: { N: String(fence) },
    ...(etag !== undefined && { etag: { S: etag } }),
    ...(state === 'gone' && {
      expires: { N: String(Math.floor(nowMs / 1000) + tombstoneLifetimeSeconds) },
    }),
  }
}

export function fromItem(item: Item): StoredRow {
  const [, partition = '', label = ''] = partitionPattern.exec(item.partition?.S ?? '') ?? []
  return {
    partition,
    label,
    sort: item.sort?.S ?? '',
    state: (item.state?.S ?? 'gone') as StoredRow['state'],
    body: bodyIn(item),
    fence: Number(item.fence?.N ?? 0),
    ...(item.etag?.S !== undefined && { etag: item.etag.S }),
  }
}
