/** The audit on DynamoDB. The role that writes it may put and query, and nothing else. */
import {
  type AttributeValue,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb'
import { bodyIn, bodyItem, conditionally, orUnavailable } from '../dynamodb.ts'
import type { Audit } from './audit.ts'

export function dynamoAudit(client: DynamoDBClient, table: string): Audit {
  return {
    add: ({ partition, sort, body }) =>
      orUnavailable(async () => {
        const put = new PutItemCommand({
          TableName: table,
          Item: { ...keyItem(partition, sort), ...bodyItem(body) },
          ConditionExpression: 'attribute_not_exists(sort)',
        })
        // Keys are drawn at random: what stands there is this row, put by an attempt whose answer was lost.
        await conditionally(() => client.send(put))
      }),
    list: ({ partition, before = '\uffff', from = '0', limit }) =>
      orUnavailable(async () => {
        // What an empty range asks for is an error to DynamoDB.
        if (from > before) return { rows: [], more: false }
        const page = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: '#partition = :partition AND sort BETWEEN :from AND :before',
            ExpressionAttributeNames: { '#partition': 'partition' },
            ExpressionAttributeValues: {
              ':partition': { S: partition },
              ':from': { S: from },
              ':before': { S: before },
            },
            ScanIndexForward: false,
            // One more than asked for: the row at `before` comes first and is dropped.
            Limit: limit + 1,
            ConsistentRead: true,
          }),
        )
        const rows = (page.Items ?? [])
          .map((item) => ({ partition, sort: item.sort?.S ?? '', body: bodyIn(item) }))
          .filter(({ sort }) => sort !== before)
        return {
          rows: rows.slice(0, limit),
          more: rows.length > limit || page.LastEvaluatedKey !== undefined,
        }
      }),
  }
}

function keyItem(partition: string, sort: string): Record<string, AttributeValue> {
  return { partition: { S: partition }, sort: { S: sort } }
}
