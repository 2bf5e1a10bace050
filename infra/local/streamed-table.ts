import type { DynamoDb } from './dynamodb.ts'
import type { GroupSync } from './group-sync.ts'
import { type Conditional, digestOf, type Item, keyOf, mustBeNew } from './item-keys.ts'
import type { Attempt, Journal } from './journal.ts'
import type { TableSpec } from './resources.ts'

export type Change = { eventName: 'INSERT' | 'MODIFY' | 'REMOVE'; keys: Item; image?: Item }

/** Takes over a change; `acknowledged` is called once every consumer has dealt with it. */
export type Publish = (change: Change, acknowledged: () => void) => void

export type Write = { Item?: Item; Key?: Item } & Conditional

/**
 * Writes to a table with a stream. Each attempt is in the journal before dynalite sees it, the answer waits for the
 * disk, and the entry goes once the change is acknowledged: a crash at any point delivers the change again.
 */
export class StreamedTable {
  private readonly table: TableSpec
  private readonly db: DynamoDb
  private readonly journal: Journal
  private readonly sync: GroupSync
  private readonly publish: Publish
  private readonly turns = new Map<string, Promise<unknown>>()

  constructor(table: TableSpec, db: DynamoDb, journal: Journal, sync: GroupSync, publish: Publish) {
    this.table = table
    this.db = db
    this.journal = journal
    this.sync = sync
    this.publish = publish
  }

  async write(action: Attempt['action'], request: Write): Promise<object> {
    const keys = keyOf(request.Item ?? request.Key ?? {}, this.table)
    const { answer, entry, change } = await this.inTurn(JSON.stringify(keys), () =>
      this.attempt(action, request, keys),
    )
    await this.sync.flush()
    if (change) this.publish(change, () => this.journal.close(entry))
    else this.journal.close(entry)
    return answer
  }

  /** Publishes what a crash left in the journal, where the write did take place. */
  async redeliver(): Promise<number> {
    let redelivered = 0
    for (const [entry, attempt] of this.journal.unacknowledged()) {
      if (attempt.table !== this.table.name) continue
      const change = await this.changeOf(attempt)
      if (!change) this.journal.close(entry)
      else {
        redelivered++
        this.publish(change, () => this.journal.close(entry))
      }
    }
    return redelivered
  }

  private async attempt(action: Attempt['action'], request: Write, keys: Item) {
    const before = action === 'PutItem' && mustBeNew(request, this.table) ? undefined : await this.read(keys)
    const digest = before && digestOf(before)
    const attempt: Attempt = { table: this.table.name, action, key: keys, ...(digest && { before: digest }) }
    const entry = this.journal.open(attempt)
    try {
      const answer = await this.db.call(action, request)
      const after =
        action === 'PutItem' ? request.Item : action === 'DeleteItem' ? undefined : await this.read(keys)
      return { answer, entry, change: changeBetween(keys, digest, after) }
    } catch (error) {
      this.journal.close(entry)
      throw error
    }
  }

  private async changeOf({ key, before, action }: Attempt): Promise<Change | undefined> {
    const now = await this.read(key)
    if (!now && action !== 'DeleteItem') return undefined
    return changeBetween(key, before, now)
  }

  private async read(keys: Item): Promise<Item | undefined> {
    const request = { TableName: this.table.name, Key: keys, ConsistentRead: true }
    const { Item } = await this.db.call<{ Item?: Item }>('GetItem', request)
    return Item
  }

  /** Writes of one key take place one after the other, so that their changes are published in that order. */
  private async inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.turns.get(key)
    const turn = before ? before.then(work, work) : work()
    this.turns.set(key, turn)
    try {
      return await turn
    } finally {
      if (this.turns.get(key) === turn) this.turns.delete(key)
    }
  }
}

/** Undefined where the write changed nothing: DynamoDB's streams have no record of that. */
function changeBetween(keys: Item, before: string | undefined, after: Item | undefined): Change | undefined {
  if (!after) return before === undefined ? undefined : { eventName: 'REMOVE', keys }
  if (before === digestOf(after)) return undefined
  return { eventName: before === undefined ? 'INSERT' : 'MODIFY', keys, image: after }
}
