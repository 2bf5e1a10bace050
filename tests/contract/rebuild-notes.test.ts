import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dropUnnamed } from '../../functions/rebuild/drop.ts'
import { dynamoNotes, memoryNotes } from '../../functions/rebuild/notes.ts'
import { dynamoViews } from '../../functions/views/dynamo.ts'
import { dynamoGenerations } from '../../functions/views/generation-row.ts'
import { type Engine, startEngine, viewKeys } from '../support/engine.ts'
import { rebuildNotesContract } from './rebuild-notes.ts'
import { rowAt } from './views.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

rebuildNotesContract('memory', async () => memoryNotes())
rebuildNotesContract('DynamoDB', async () => dynamoNotes(engine.client, await engine.table(viewKeys)))

it('deletes the rows of generations without a name, and no others', async () => {
  const { client } = engine
  const table = await engine.table(viewKeys)
  const generations = dynamoGenerations(client, table)
  await generations.replace({ active: 1 }, { active: 3, building: 5, previous: 2, newest: 5 })
  const numbers = [1, 2, 3, 4, 5, 6]
  for (const generation of numbers) {
    for (let n = 0; n < 30; n++) await dynamoViews(client, table, generation).put(rowAt(`r${n}`))
    await dynamoNotes(client, table).begin(generation, { since: 'now', segments: 1 })
  }
  const stranger = { partition: { S: 'vault|x' }, sort: { S: 'v1|' } }
  await client.send(new PutItemCommand({ TableName: table, Item: stranger }))
  const dropping = { client, table, segments: 3, pause: async () => {} }
  const stands = await generations.read()
  expect(await dropUnnamed(stands, dropping, () => {})).toBe(2 * 31)
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table }))
  const left = Map.groupBy(Items, ({ partition }) => partition?.S?.replace(/\|.*/, '') ?? '')
  expect(Object.fromEntries([...left].map(([of, rows]) => [of, rows.length]))).toStrictEqual({
    ...{ generations: 1, vault: 1 },
    // Generation 6 had no number when the pointer was read: it may have one now.
    ...Object.fromEntries([2, 3, 5, 6].map((n) => [`v${n}`, 30])),
    ...Object.fromEntries([2, 3, 5, 6].map((n) => [`rebuild/${n}`, 1])),
  })
  expect(await dropUnnamed(stands, dropping, () => {})).toBe(0)
})
