/** The pointer row on DynamoDB, and in memory for tests of what stands on it. */
import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { conditionally, orUnavailable } from '../dynamodb.ts'
import { Unavailable } from '../ledger/ledger.ts'
import { firstGenerations, type GenerationStore, type Generations, generationsText } from './generations.ts'

/** Row keys of the generations begin with `v<number>|`, so no row of theirs can stand here. */
const place = { partition: { S: 'generations' }, sort: { S: 'pointer' } }

export function dynamoGenerations(client: DynamoDBClient, table: string): GenerationStore {
  let isWritten = false
  return {
    read: () =>
      orUnavailable(async () => {
        const { Item } = await client.send(
          new GetItemCommand({ TableName: table, Key: place, ConsistentRead: true }),
        )
        if (Item) {
          isWritten = true
          return JSON.parse(Item.state?.S ?? '') as Generations
        }
        // The first generation may be long gone: better no answer than an empty one.
        if (isWritten) throw new Unavailable('The row that names the generations of the views is gone')
        return firstGenerations
      }),
    replace: (before, after) =>
      orUnavailable(async () => {
        const first = generationsText(before) === generationsText(firstGenerations)
        const put = new PutItemCommand({
          TableName: table,
          Item: { ...place, state: { S: generationsText(after) } },
          ConditionExpression: `#state = :before${first ? ' OR attribute_not_exists(#state)' : ''}`,
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':before': { S: generationsText(before) } },
        })
        return await conditionally(() => client.send(put))
      }),
  }
}

export function memoryGenerations(): GenerationStore {
  let stands = firstGenerations
  return {
    read: async () => stands,
    replace: async (before, after) => {
      if (generationsText(before) !== generationsText(stands)) return false
      stands = JSON.parse(generationsText(after)) as Generations
      return true
    },
  }
}
