/** Defects put into the host on purpose, each with the death that shows it and what is then wrong. */
import { DynamoDb } from '../../infra/local/dynamodb.ts'
import { type Attempt, Journal } from '../../infra/local/journal.ts'
import { QueueStore } from '../../infra/local/queue-store.ts'
import { Tables } from '../../infra/local/tables.ts'
import type { Death } from './deaths.ts'
import { wrap } from './wrap.ts'

/** `death`: what each host dies of, if it lives so long. `isContended`: it takes races to show it (clients.ts). */
export type Plant = { death: Death; isContended?: true; shows: RegExp; plant: () => void }

type Request = { TableName?: string; ConditionExpression?: string; Item?: { part?: { S?: string } } }

/** Long enough for a death to come first. */
const lateMs = 300

const isPut = ([operation, request]: unknown[], table: string) =>
  operation === 'PutItem' && (request as Request).TableName?.includes(`-${table}Table`)

const lost = /was acknowledged and is not stored/
const notPublished = /not on their way into the log/

const plants = {
  'acknowledges before it writes': {
    death: { at: 'intake: answered, and the client has not heard', nth: 5, afterCommits: 20 },
    shows: lost,
    plant: () =>
      wrap(Tables.prototype, 'call', (original, args) => {
        if (!isPut(args, 'Ledger')) return original()
        // It may lose a race by then: nobody is told.
        setTimeout(() => void (original() as Promise<unknown>).catch(() => {}), lateMs)
        return Promise.resolve({})
      }),
  },
  'overwrites what stands': {
    death: { at: 'ledger: the commit is synced, not answered', nth: 1, afterCommits: 100 },
    isContended: true,
    shows: lost,
    plant: () =>
      wrap(DynamoDb.prototype, 'call', (original, args) => {
        if (isPut(args, 'Ledger')) delete (args[1] as Request).ConditionExpression
        return original()
      }),
  },
  'forgets what was not published': {
    death: { at: 'publisher: before PutEvents', nth: 3, afterCommits: 40 },
    shows: notPublished,
    plant: () => wrap(Journal.prototype, 'replay', () => undefined),
  },
  'cleans up after who loses a race, and takes the entry of who won': {
    death: { at: 'ledger: a race is lost', nth: 1, afterCommits: 0 },
    isContended: true,
    shows: notPublished,
    plant: () => {
      const keyOf = ({ table, key }: Attempt) => JSON.stringify([table, key])
      wrap(Journal.prototype, 'close', (original, [entry], self) => {
        const journal = self as Journal
        const open = new Map(journal.unacknowledged())
        original()
        const closed = open.get(entry as number)
        for (const [other, attempt] of open)
          if (closed && other !== entry && keyOf(attempt) === keyOf(closed)) journal.close(other)
      })
    },
  },
  'keeps messages in memory alone': {
    death: { at: 'publisher: a fact is queued', nth: 10, afterCommits: 20 },
    shows: /subjects are behind/,
    plant: () => wrap(QueueStore.prototype, 'add', () => undefined),
  },
  'forgets submissions': {
    death: { at: 'intake: the submission is asked for', nth: 3, afterCommits: 0 },
    shows: /was promised/,
    plant: () =>
      wrap(Tables.prototype, 'call', (original, args) => {
        const { part } = (args[1] as Request).Item ?? {}
        return isPut(args, 'Submissions') && part?.S === 'head' ? Promise.resolve({}) : original()
      }),
  },
} satisfies Record<string, Plant>

export type PlantName = keyof typeof plants
export const plantNames = Object.keys(plants) as PlantName[]
export const isPlant = (name: string): name is PlantName => Object.hasOwn(plants, name)

export const plantNamed = (name: PlantName): Plant => plants[name]
