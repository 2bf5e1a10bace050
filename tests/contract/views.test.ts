import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dynamoBookkeeping } from '../../functions/views/bookkeeping.ts'
import { dynamoViews, keyItem } from '../../functions/views/dynamo.ts'
import { memoryViews } from '../../functions/views/memory.ts'
import { type Engine, startEngine, viewKeys } from '../support/engine.ts'
import { bookkeepingContract } from './bookkeeping.ts'
import { rowAt, viewsContract } from './views.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const onDynamo = async (nowMs = Date.now) => {
  const table = await engine.table(viewKeys)
  const { client } = engine
  return { table, ...dynamoViews(client, table, 1, nowMs), ...dynamoBookkeeping(client, table, 1) }
}

viewsContract('memory', async () => memoryViews())
viewsContract('DynamoDB', () => onDynamo())
bookkeepingContract('memory', async () => memoryViews())
bookkeepingContract('DynamoDB', () => onDynamo())

it('lets a tombstone expire a month after it was written, and nothing else', async () => {
  const views = await onDynamo(() => 1_000_000_000)
  const expires = async () => {
    const asked = new GetItemCommand({ TableName: views.table, Key: keyItem(1, rowAt('a')) })
    return (await engine.client.send(asked)).Item?.expires?.N
  }
  await views.put(rowAt('a', 1))
  expect(await expires()).toBeUndefined()
  await views.put({ ...rowAt('a', 2), state: 'gone', body: null })
  expect(await expires()).toBe(String(1_000_000 + 30 * 24 * 3600))
  await views.put(rowAt('a', 3))
  expect(await expires()).toBeUndefined()
})
