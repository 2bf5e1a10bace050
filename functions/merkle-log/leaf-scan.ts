/** Which events the table of the log has a leaf for, for who checks it: it cannot be asked for what it should not have. */
import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { orUnavailable } from '../dynamodb.ts'

export type LeafScan = {
  /** By the keys of the rows, a page at a time, in no order. */
  leafIds(): AsyncIterable<readonly string[]>
}

const prefix = 'leaf/'

export function dynamoLeafScan(client: DynamoDBClient, table: string): LeafScan {
  const page = (from: Record<string, AttributeValue> | undefined) =>
    orUnavailable(() =>
      client.send(
        new ScanCommand({
          TableName: table,
          ConsistentRead: true,
          FilterExpression: 'begins_with(#partition, :prefix)',
          ProjectionExpression: '#partition',
          ExpressionAttributeNames: { '#partition': 'partition' },
          ExpressionAttributeValues: { ':prefix': { S: prefix } },
          ...(from && { ExclusiveStartKey: from }),
        }),
      ),
    )
  return {
    async *leafIds() {
      let from: Record<string, AttributeValue> | undefined
      do {
        const { Items = [], LastEvaluatedKey } = await page(from)
        yield Items.map(({ partition }) => partition?.S?.slice(prefix.length) ?? '')
        from = LastEvaluatedKey
      } while (from !== undefined)
    },
  }
}
