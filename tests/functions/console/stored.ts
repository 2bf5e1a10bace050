/** A console whose views lie in a store of its own, spoken to by the store's protocol. */
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb'
import { dynamoBookkeeping } from '../../../functions/views/bookkeeping.ts'
import { dynamoViews, toItem } from '../../../functions/views/dynamo.ts'
import { type Asked, startEngine } from '../../support/engine.ts'
import { type ConsoleWorld, consoleOver } from './console.ts'

export type Stored = Pick<ConsoleWorld, 'visit'> & { asked: Asked[]; stop(): Promise<void> }

const generation = 1
/** What one request may write. */
const batchMax = 25
const batchesAtOnce = 4

/** @param path a folder for the tables. What totals are made of stays behind: no page reads it. */
export async function storedIn(path: string, world: ConsoleWorld): Promise<Stored> {
  const { client, asked, table, stop } = await startEngine(path)
  const name = await table({ hash: 'partition', range: 'sort' })
  const { rows } = world.views as unknown as { rows(): Parameters<typeof toItem>[0][] }
  const read = rows().filter(({ partition }) => !partition.startsWith('contributions/'))
  const starts = Array.from({ length: Math.ceil(read.length / batchMax) }, (_, n) => n * batchMax).values()
  await Promise.all(
    Array.from({ length: batchesAtOnce }, async () => {
      for (const start of starts) {
        const puts = read
          .slice(start, start + batchMax)
          .map((row) => ({ PutRequest: { Item: toItem(row, generation, world.clock.nowMs) } }))
        await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: puts } }))
        asked.length = 0
      }
    }),
  )
  const views = { ...dynamoViews(client, name, generation), ...dynamoBookkeeping(client, name, generation) }
  const { visit } = await consoleOver(world, { views })
  return { visit, asked, stop }
}
