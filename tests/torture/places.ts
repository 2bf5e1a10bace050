/** Where a host can die: between any two steps on an event's way. What functions do is seen where they call their stores. */
import { Bucket } from '../../infra/local/aws/buckets.ts'
import { Bus } from '../../infra/local/bus.ts'
import { DynamoDb } from '../../infra/local/dynamodb.ts'
import { LocalFunction } from '../../infra/local/function.ts'
import { Journal } from '../../infra/local/journal.ts'
import { QueueStore } from '../../infra/local/queue-store.ts'
import { Tables } from '../../infra/local/tables.ts'

export type Place = {
  /** A method of the host, and which of its calls count. */
  of: object
  method: string
  counts: Counts
  /** `refused`: once the call has failed. */
  when: 'before' | 'after' | 'refused'
  /** How often a host comes by in moments of work, so that its death is somewhere among them. */
  within: number
  /** It comes by when it starts, and hardly ever later. */
  isAtStart?: true
}
type Counts = (args: readonly unknown[], self: object) => boolean
type Calls = Pick<Place, 'of' | 'method' | 'counts'>

const calls = (of: object, method: string, counts: Counts = () => true): Calls => ({ of, method, counts })
const before = (of: Calls, within: number): Place => ({ ...of, within, when: 'before' })
const after = (of: Calls, within: number): Place => ({ ...of, within, when: 'after' })
const refused = (of: Calls, within: number): Place => ({ ...of, within, when: 'refused' })
const atStart = (place: Place): Place => ({ ...place, isAtStart: true })

type Request = { TableName?: string; Item?: object; Key?: object; UpdateExpression?: string }

const request =
  (operation: string, table: string, about = /(?:)/): Counts =>
  ([asked, body]) => {
    const { TableName = '', Item, Key, UpdateExpression = '' } = body as Request
    const isAsked = asked === operation && TableName.includes(`-${table}Table`)
    return isAsked && about.test(`${JSON.stringify(Item ?? Key)} ${UpdateExpression}`)
  }
const write = (...asked: Parameters<typeof request>) => calls(Tables.prototype, 'call', request(...asked))
const publish = (bus: string) =>
  calls(Bus.prototype, 'putEvents', ([entries]) =>
    (entries as { EventBusName?: string }[]).some(({ EventBusName }) => EventBusName?.includes(bus)),
  )
const enqueue = (queue: string) =>
  calls(QueueStore.prototype, 'add', ([message]) =>
    (message as { queue: string }).queue.includes(`-${queue}Queue`),
  )
const invocation = (name: string) =>
  calls(LocalFunction.prototype, 'invoke', (_, self) =>
    (self as LocalFunction).spec.logicalId.startsWith(name),
  )
const commit = request('PutItem', 'Ledger')
const batch = calls(Bucket.prototype, 'put')
const results = write('PutItem', 'Submissions', /results#/)
const advance = write('UpdateItem', 'Views', /watermark.*SET head/)

/** Attempts to write a commit. */
export const commits: Calls = calls(Tables.prototype, 'call', commit)

/** While who comes first is not done with: what it has written is not published yet. */
const second: Counts = (args, self) => {
  if (!commit(args, self)) return false
  const { subject, sequence } = (args[1] as { Item: Record<string, unknown> }).Item
  const { journal } = self as unknown as { journal: Journal }
  const key = JSON.stringify({ subject, sequence })
  return journal.unacknowledged().some(([, attempt]) => JSON.stringify(attempt.key) === key)
}

export const places = {
  'host: tables are open': atStart(after(calls(Tables.prototype, 'create'), 1)),
  'host: the journal is delivered again': atStart(after(calls(Tables.prototype, 'redeliver'), 1)),
  'ledger: the attempt is in the journal': after(calls(Journal.prototype, 'open'), 10),
  'ledger: the commit is in the table, not synced': after(calls(DynamoDb.prototype, 'call', commit), 10),
  'ledger: the commit is synced, not answered': after(commits, 10),
  'ledger: a race is lost': refused(calls(Tables.prototype, 'call', second), 1),
  'ledger: the journal is about to forget': before(calls(Journal.prototype, 'close'), 10),
  'intake: answered, and the client has not heard': after(invocation('Intake'), 5),
  'intake: parts of a submission are stored': after(write('PutItem', 'Submissions', /part#/), 2),
  'intake: the submission is stored, not asked for': after(write('PutItem', 'Submissions', /"pending"/), 2),
  'intake: the submission is asked for': after(publish('IntakeBus'), 2),
  'recorder: the request is queued': after(enqueue('Recorder'), 2),
  'recorder: all is recorded, no results are stored': before(results, 2),
  'recorder: the results are stored, still pending': after(results, 2),
  'publisher: before PutEvents': before(publish('FactsBus'), 5),
  'publisher: after PutEvents': after(publish('FactsBus'), 5),
  'publisher: a fact is queued': after(enqueue('Projector'), 20),
  'queue: a message is received': after(calls(QueueStore.prototype, 'update'), 20),
  'queue: a message is about to be deleted': before(calls(QueueStore.prototype, 'delete'), 20),
  'projector: keys are remembered, rows not written': after(
    write('UpdateItem', 'Views', /watermark.*ADD/),
    10,
  ),
  'projector: some rows are written': after(write('PutItem', 'Views'), 60),
  'projector: rows are written, the watermark is not': before(advance, 20),
  'projector: the watermark is advanced': after(advance, 20),
  'log: a commit is pending': after(write('PutItem', 'Log'), 10),
  'log: before a batch': atStart(before(batch, 1)),
  'log: the batch is appended, its rows are not written': atStart(after(batch, 1)),
  'log: a pending commit is taken off': atStart(after(write('DeleteItem', 'Log'), 10)),
} satisfies Record<string, Place>

export type PlaceName = keyof typeof places
export const placeNames = Object.keys(places) as PlaceName[]
