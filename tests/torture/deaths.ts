/**
 * Where a host dies: between any two steps on an event's way. The parts of the host are wrapped by the entry of these
 * tests; the product has no switch for it. What functions do in between is seen where they call their stores.
 */
import { Bucket } from '../../infra/local/aws/buckets.ts'
import { Bus } from '../../infra/local/bus.ts'
import { DynamoDb } from '../../infra/local/dynamodb.ts'
import { LocalFunction } from '../../infra/local/function.ts'
import { Journal } from '../../infra/local/journal.ts'
import { QueueStore } from '../../infra/local/queue-store.ts'
import { Tables } from '../../infra/local/tables.ts'
import { wrap } from './wrap.ts'

/** `within`: how often a host comes by in a second or two, so that the death is somewhere among them. */
type Place = {
  of: object
  method: string
  when: 'before' | 'after'
  within: number
  counts?: (args: readonly unknown[], self: object) => boolean
}

export type Death = { at: PlaceName; nth: number }

/** Fields of requests to DynamoDB, as far as places tell calls apart. */
type Request = { TableName?: string; Item?: object; Key?: object; UpdateExpression?: string }

const call = (operation: string, table: string, about = /(?:)/) => {
  return ([asked, request]: readonly unknown[]) => {
    const { TableName = '', Item, Key, UpdateExpression = '' } = request as Request
    const text = () => `${JSON.stringify(Item ?? Key)} ${UpdateExpression}`
    return asked === operation && TableName.includes(`-${table}Table`) && about.test(text())
  }
}
const bus =
  (name: string) =>
  ([entries]: readonly unknown[]) =>
    (entries as { EventBusName?: string }[]).some(({ EventBusName }) => EventBusName?.includes(name))
const queue =
  (name: string) =>
  ([message]: readonly unknown[]) =>
    (message as { queue: string }).queue.includes(`-${name}Queue`)
const calls = (name: string) => (_: readonly unknown[], self: object) =>
  (self as LocalFunction).spec.logicalId.startsWith(name)

const tables = { of: Tables.prototype, method: 'call' } as const
const engine = { of: DynamoDb.prototype, method: 'call' } as const
const buses = { of: Bus.prototype, method: 'putEvents' } as const
const queued = { of: QueueStore.prototype, method: 'add' } as const

const places = {
  'host: tables are open': { of: Tables.prototype, method: 'create', when: 'after', within: 1 },
  'host: journal is delivered again': { of: Tables.prototype, method: 'redeliver', when: 'after', within: 1 },
  'ledger: attempt is in the journal': { of: Journal.prototype, method: 'open', when: 'after', within: 40 },
  'ledger: commit is in the table, not synced': {
    ...engine,
    when: 'after',
    within: 40,
    counts: call('PutItem', 'Ledger'),
  },
  'ledger: commit is synced, not answered': {
    ...tables,
    when: 'after',
    within: 40,
    counts: call('PutItem', 'Ledger'),
  },
  'ledger: journal is about to be told that all is done': {
    of: Journal.prototype,
    method: 'close',
    when: 'before',
    within: 40,
  },
  'intake: has answered, the client has not heard': {
    of: LocalFunction.prototype,
    method: 'invoke',
    when: 'after',
    within: 20,
    counts: calls('Intake'),
  },
  'intake: parts of a submission are stored': {
    ...tables,
    when: 'after',
    within: 3,
    counts: call('PutItem', 'Submissions', /part#/),
  },
  'intake: submission is stored, not asked for': {
    ...tables,
    when: 'after',
    within: 3,
    counts: call('PutItem', 'Submissions', /"pending"/),
  },
  'intake: submission is asked for': { ...buses, when: 'after', within: 3, counts: bus('IntakeBus') },
  'recorder: request is queued': { ...queued, when: 'after', within: 3, counts: queue('Recorder') },
  'recorder: events are recorded, results not stored': {
    ...tables,
    when: 'before',
    within: 3,
    counts: call('PutItem', 'Submissions', /results#/),
  },
  'recorder: results are stored, still listed as pending': {
    ...tables,
    when: 'after',
    within: 3,
    counts: call('PutItem', 'Submissions', /results#/),
  },
  'publisher: before PutEvents': { ...buses, when: 'before', within: 15, counts: bus('FactsBus') },
  'publisher: after PutEvents': { ...buses, when: 'after', within: 15, counts: bus('FactsBus') },
  'publisher: one of the facts is queued': {
    ...queued,
    when: 'after',
    within: 60,
    counts: queue('Projector'),
  },
  'queue: message is received': { of: QueueStore.prototype, method: 'update', when: 'after', within: 60 },
  'queue: message is about to be deleted': {
    of: QueueStore.prototype,
    method: 'delete',
    when: 'before',
    within: 60,
  },
  'projector: some rows are written': {
    ...tables,
    when: 'after',
    within: 200,
    counts: call('PutItem', 'Views'),
  },
  'projector: keys are remembered, rows not written': {
    ...tables,
    when: 'after',
    within: 40,
    counts: call('UpdateItem', 'Views', /watermark.*ADD/),
  },
  'projector: rows are written, the watermark is not': {
    ...tables,
    when: 'before',
    within: 60,
    counts: call('UpdateItem', 'Views', /watermark.*SET head/),
  },
  'projector: watermark is advanced': {
    ...tables,
    when: 'after',
    within: 60,
    counts: call('UpdateItem', 'Views', /watermark.*SET head/),
  },
  'log: commit is pending': { ...tables, when: 'after', within: 40, counts: call('PutItem', 'Log') },
  'log: before a batch': { of: Bucket.prototype, method: 'put', when: 'before', within: 1 },
  'log: batch is appended, its rows are not written': {
    of: Bucket.prototype,
    method: 'put',
    when: 'after',
    within: 1,
  },
  'log: a pending commit is taken off': {
    ...tables,
    when: 'after',
    within: 40,
    counts: call('DeleteItem', 'Log'),
  },
} satisfies Record<string, Place>

export type PlaceName = keyof typeof places
export const placeNames = Object.keys(places) as PlaceName[]
export const withinOf = (name: PlaceName): number => places[name].within

/** From here on this process ends by SIGKILL the `nth` time that it comes to the place. */
export function dieAt({ at, nth }: Death): void {
  const place: Place = places[at]
  let times = 0
  const come = () => {
    times += 1
    if (times === nth) process.kill(process.pid, 'SIGKILL')
  }
  wrap(place.of, place.method, (original, args, self) => {
    if (place.counts && !place.counts(args, self)) return original()
    if (place.when === 'before') come()
    const result = original()
    if (place.when === 'before') return result
    if (!(result instanceof Promise)) {
      come()
      return result
    }
    return result.then((value) => {
      come()
      return value
    })
  })
}
