/** What the projector keeps beside the rows: watermarks with the keys it has written, totals with their revision. */
import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { batchGet, conditionally, orUnavailable } from '../dynamodb.ts'
import { keyItem, partitionKey } from './dynamo.ts'
import type { Bookkeeping, Key, Total, Watermark } from './views.ts'

/** Bookkeeping rows are nobody's to read: they stand under a label that no reader's chain holds. */
const internal = 'internal'

export function dynamoBookkeeping(client: DynamoDBClient, table: string, generation: number): Bookkeeping {
  const keyOf = (key: Key) => keyItem(generation, key)
  const watermarkKey = (subject: string) =>
    keyOf({ partition: `watermark/${subject}`, label: internal, sort: 'watermark' })
  return {
    watermark: (subject) =>
      orUnavailable(async () => {
        const { Item } = await client.send(
          new GetItemCommand({ TableName: table, Key: watermarkKey(subject), ConsistentRead: true }),
        )
        return markIn(Item ?? {})
      }),
    watermarks: (subjects) =>
      orUnavailable(async () => {
        const items = await batchGet(client, table, subjects.map(watermarkKey))
        const subjectIn = (item: Record<string, AttributeValue>) =>
          (item.partition?.S ?? '').split('|')[1]?.slice('watermark/'.length) ?? ''
        return new Map(items.map((item) => [subjectIn(item), item.staleBy ? 0 : Number(item.head?.N ?? 0)]))
      }),
    // A set only grows under ADD: two projectors at once cannot lose each other's keys.
    remember: (subject, keys) =>
      orUnavailable(async () => {
        await client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: watermarkKey(subject),
            UpdateExpression: 'ADD #keys :keys',
            ExpressionAttributeNames: { '#keys': 'keys' },
            ExpressionAttributeValues: { ':keys': { SS: [...keys] } },
          }),
        )
      }),
    advance: (subject, head, staleBy) =>
      orUnavailable(async () => {
        const isSame = staleBy === undefined ? 'attribute_not_exists(staleBy)' : 'staleBy = :staleBy'
        const update = new UpdateItemCommand({
          TableName: table,
          Key: watermarkKey(subject),
          UpdateExpression: 'SET head = :head REMOVE staleBy',
          ConditionExpression: `(attribute_not_exists(head) OR head <= :head) AND ${isSame}`,
          ExpressionAttributeValues: {
            ':head': { N: String(head) },
            ...(staleBy !== undefined && { ':staleBy': { S: staleBy } }),
          },
        })
        await conditionally(() => client.send(update))
      }),
    makeStale: (subject, by) =>
      orUnavailable(async () => {
        await client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: watermarkKey(subject),
            UpdateExpression: 'SET staleBy = :by',
            ExpressionAttributeValues: { ':by': { S: by } },
          }),
        )
      }),
    addReferrer: (target, referrer) =>
      orUnavailable(async () => {
        const Item = keyOf({ partition: `referrers/${target}`, label: internal, sort: referrer })
        await client.send(new PutItemCommand({ TableName: table, Item }))
      }),
    referrers: (target, after) =>
      orUnavailable(async () => {
        const page = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: '#partition = :partition',
            ExpressionAttributeNames: { '#partition': 'partition' },
            ExpressionAttributeValues: {
              ':partition': { S: partitionKey(generation, `referrers/${target}`, internal) },
            },
            ConsistentRead: true,
            ...(after !== undefined && {
              ExclusiveStartKey: keyOf({ partition: `referrers/${target}`, label: internal, sort: after }),
            }),
          }),
        )
        const subjects = (page.Items ?? []).map(({ sort }) => sort?.S ?? '')
        return {
          subjects,
          ...(page.LastEvaluatedKey?.sort?.S !== undefined && { next: page.LastEvaluatedKey.sort.S }),
        }
      }),
    total: (key) =>
      orUnavailable(async () => {
        const { Item } = await client.send(
          new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }),
        )
        return Item ? totalFrom(key, Item) : { ...key, body: null, revision: 0 }
      }),
    replace: (total) =>
      orUnavailable(async () => {
        const put = new PutItemCommand({
          TableName: table,
          Item: {
            ...keyOf(total),
            state: { S: 'row' },
            body: { S: JSON.stringify(total.body) },
            revision: { N: String(total.revision + 1) },
          },
          ConditionExpression:
            total.revision === 0 ? 'attribute_not_exists(revision)' : 'revision = :revision',
          ...(total.revision > 0 && {
            ExpressionAttributeValues: { ':revision': { N: String(total.revision) } },
          }),
        })
        return (await conditionally(() => client.send(put))) ? 'written' : 'refused'
      }),
  }
}

export function markIn({ head, keys, staleBy }: Record<string, AttributeValue>): Watermark {
  const mark = { head: Number(head?.N ?? 0), keys: keys?.SS ?? [] }
  return staleBy?.S === undefined ? mark : { ...mark, staleBy: staleBy.S }
}

function totalFrom(
  key: Pick<Total, 'partition' | 'label' | 'sort'>,
  item: Record<string, AttributeValue>,
): Total {
  return {
    ...key,
    body: JSON.parse(item.body?.S ?? 'null') as unknown,
    revision: Number(item.revision?.N ?? 0),
  }
}
