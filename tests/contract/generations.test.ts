import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dynamoBookkeeping } from '../../functions/views/bookkeeping.ts'
import { dynamoViews } from '../../functions/views/dynamo.ts'
import { dynamoGenerations, memoryGenerations } from '../../functions/views/generation-row.ts'
import { type Engine, startEngine, viewKeys } from '../support/engine.ts'
import { generationsContract } from './generations.ts'
import { rowAt } from './views.ts'

type Opened = ReturnType<typeof dynamoViews> & ReturnType<typeof dynamoBookkeeping>

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

generationsContract('memory', async () => memoryGenerations())
generationsContract('DynamoDB', async () => dynamoGenerations(engine.client, await engine.table(viewKeys)))

it('does not take a row that is gone for a store that nobody has rebuilt', async () => {
  const table = await engine.table(viewKeys)
  const store = dynamoGenerations(engine.client, table)
  await store.replace({ active: 1 }, { active: 2 })
  expect(await store.read()).toStrictEqual({ active: 2 })
  const Key = { partition: { S: 'generations' }, sort: { S: 'pointer' } }
  await engine.client.send(new DeleteItemCommand({ TableName: table, Key }))
  await expect(store.read()).rejects.toMatchObject({ code: 'unavailable' })
})

it('keeps the rows of one generation from those of another, under the keys that rows always had', async () => {
  const table = await engine.table(viewKeys)
  const [first, second] = [1, 2].map((generation) => ({
    ...dynamoViews(engine.client, table, generation),
    ...dynamoBookkeeping(engine.client, table, generation),
  })) as [Opened, Opened]
  await first.put(rowAt('a'))
  await first.advance('routes/a', 3)
  const { partition, label } = rowAt('a')
  expect((await second.list({ partition, label, limit: 5 })).rows).toStrictEqual([])
  expect((await second.watermark('routes/a')).head).toBe(0)
  await second.put({ ...rowAt('b'), body: 'second' })
  expect((await first.list({ partition, label, limit: 5 })).rows).toStrictEqual([rowAt('a')])
  const { Items = [] } = await engine.client.send(new ScanCommand({ TableName: table }))
  expect(Items.map((item) => item.partition?.S).toSorted()).toStrictEqual([
    `v1|${partition}|${label}`,
    'v1|watermark/routes/a|internal',
    `v2|${partition}|${label}`,
  ])
})
