/** Defects put into the host on purpose, to see that these tests find them. */
import { DynamoDb } from '../../infra/local/dynamodb.ts'
import { Journal } from '../../infra/local/journal.ts'
import { QueueStore } from '../../infra/local/queue-store.ts'
import { Tables } from '../../infra/local/tables.ts'
import { wrap } from './wrap.ts'

type Request = { TableName?: string; ConditionExpression?: string; Item?: { part?: { S?: string } } }

/** Long enough for a death to come first. */
const lateMs = 300

const isPut = ([operation, request]: unknown[], table: string) =>
  operation === 'PutItem' && (request as Request).TableName?.includes(`-${table}Table`)

const plants = {
  'acknowledges before it writes': () =>
    wrap(Tables.prototype, 'call', (original, args) => {
      if (!isPut(args, 'Ledger')) return original()
      // It may lose a race by then: nobody is told.
      setTimeout(() => void (original() as Promise<unknown>).catch(() => {}), lateMs)
      return Promise.resolve({})
    }),
  'overwrites what stands': () =>
    wrap(DynamoDb.prototype, 'call', (original, args) => {
      if (isPut(args, 'Ledger')) delete (args[1] as Request).ConditionExpression
      return original()
    }),
  'forgets what was not published': () => wrap(Journal.prototype, 'unacknowledged', () => []),
  'keeps messages in memory alone': () => wrap(QueueStore.prototype, 'add', () => undefined),
  'forgets submissions': () =>
    wrap(Tables.prototype, 'call', (original, args) => {
      const { part } = (args[1] as Request).Item ?? {}
      return isPut(args, 'Submissions') && part?.S === 'head' ? Promise.resolve({}) : original()
    }),
} satisfies Record<string, () => void>

export type PlantName = keyof typeof plants
export const plantNames = Object.keys(plants) as PlantName[]
export const isPlant = (name: string): name is PlantName => Object.hasOwn(plants, name)

export const plant = (name: PlantName): void => plants[name]()
