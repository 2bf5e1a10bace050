/** Routewatch and two published event stores on one engine, each used as its own documentation says. */
import { DynamoDB } from '@aws-sdk/client-dynamodb'
import { Command, EventStore, EventType, tuple } from '@castore/core'
import { DynamoDBSingleTableEventStorageAdapter } from '@castore/event-storage-adapter-dynamodb'
import { CachingStrategy, Codec, Decider, StreamId } from '@equinox-js/core'
import {
  AccessStrategy,
  DynamoStoreCategory,
  DynamoStoreClient,
  DynamoStoreContext,
  QueryOptions,
  TipOptions,
} from '@equinox-js/dynamo-store'
import { dynamoLedger, dynamoScan } from '../../functions/ledger/dynamo.ts'
import { writeScope } from '../../functions/recording/admission.ts'
import { lastAppend } from '../../functions/recording/last-append.ts'
import { recordNeeds } from '../../functions/recording/needs.ts'
import type { RecordNeeds } from '../../functions/recording/record.ts'
import { recordInTurn } from '../../functions/recording/turns.ts'
import { memoryViews } from '../../functions/views/memory.ts'
import { type Engine, ledgerKeys, nobody, writeDown } from '../support/engine.ts'
import { onlyGeneration } from '../support/generations.ts'
import { leg, type Post, route } from '../support/posts.ts'
import { newWorld } from '../support/world.ts'

export type Library = {
  name: string
  table: string
  keys: { hash: string; range: string }
  /** Reads what stands there, then appends in one go; an event that stands there already is left out. Throws when it gives up. */
  append(subject: string, events: readonly Post[]): Promise<void>
  /** How many events it reads. */
  load(subject: string): Promise<number>
}

/** What the others keep of an event: all that a commit of ours holds, or the payload alone. */
type Keep = 'the same record' | 'the payload alone'
type Open = (engine: Engine, keep?: Keep) => Promise<Library>

/** As long as a request may wait for its turn. */
const raceMs = 20_000

/** @param instances take requests by turns, and know nothing of each other, like processes of their own. */
export const routewatch =
  (instances: number): Open =>
  async (engine) => {
    const table = await engine.table(ledgerKeys)
    const { client } = engine
    const world = await newWorld({
      ledger: { ...dynamoLedger(client, table), ...dynamoScan(client, table) },
      views: memoryViews(),
    })
    const each = Array.from({ length: instances }, () =>
      recordNeeds(world.ledger, onlyGeneration(world.views), world.register),
    )
    let appends = 0
    const poster = await world.agency('kz-moi')
    return {
      name: 'routewatch',
      table,
      keys: ledgerKeys,
      append: async (_, events) => {
        const needs = each[appends++ % instances] as RecordNeeds
        const request = { poster, scopes: [writeScope], lastAppend: lastAppend() }
        for (const value of events) {
          const deadlineMs = needs.nowMs() + raceMs
          const outcome = await recordInTurn({ ...request, value, deadlineMs }, needs)
          if (outcome.outcome === 'refused')
            throw new Error(`${value.id}: ${JSON.stringify(outcome.problem)}`)
        }
      },
      load: async (subject) => (await world.ledger.load(subject)).length,
    }
  }

/** How an event is stored by both others. */
async function storing(keep: Keep = 'the same record') {
  const world = await newWorld()
  await world.recorded(route('north'))
  await world.recorded(leg('north', 'a'))
  const { header = '', salt, hash } = (await world.ledger.load('routes/north')).at(-1) ?? {}
  // Audience, poster and time of one commit, its salt and its link in the chain stand for those of any other.
  const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('base64')
  const beside = keep === 'the same record' ? { header, salt: text(salt), hash: text(hash) } : {}
  return ({ id, source, data }: Post) => ({ id, source, data, ...beside })
}
type Stored = ReturnType<Awaited<ReturnType<typeof storing>>>
type Detail = { aggregateId: string; version: number; type: string; timestamp: string; payload: Stored }

export const castore: Open = async (engine, keep) => {
  const stored = await storing(keep)
  const keys = { hash: 'aggregateId', range: 'version', numbered: true }
  const table = await engine.table(keys)
  type Claims = { aggregateId: string; version: number; ids: readonly string[] }
  const store = new EventStore({
    eventStoreId: 'CLAIMS',
    eventTypes: [new EventType<string, Stored>({ type: 'Claim' })],
    reducer: (before: Claims | undefined, { aggregateId, version, payload }: Detail): Claims => ({
      aggregateId,
      version,
      ids: [...(before?.ids ?? []), payload.id],
    }),
    eventStorageAdapter: new DynamoDBSingleTableEventStorageAdapter({
      tableName: table,
      dynamoDBClient: engine.client,
    }),
  })
  const posted = new Command({
    commandId: 'POST',
    requiredEventStores: tuple(store),
    handler: async ({ subject, events }: { subject: string; events: readonly Post[] }, [claims]) => {
      const { aggregate } = await claims.getAggregate(subject)
      let version = aggregate?.version ?? 0
      for (const event of events.filter(({ id }) => !aggregate?.ids.includes(id)))
        await claims.pushEvent({
          aggregateId: subject,
          version: ++version,
          type: event.type,
          payload: stored(event),
        })
    },
  })
  return {
    name: 'castore',
    table,
    keys,
    append: (subject, events) => posted.handler({ subject, events }, [store]),
    load: async (subject) => (await store.getEvents(subject)).events.length,
  }
}

export const equinox: Open = async (engine, keep) => {
  const stored = await storing(keep)
  const keys = { hash: 'p', range: 'i', numbered: true }
  const table = await engine.table(keys)
  const client = new DynamoDB({ endpoint: engine.endpoint, ...nobody })
  writeDown(client, engine)
  type Event = { type: string; data: Stored }
  const category = DynamoStoreCategory.create<Event, readonly string[], undefined>(
    new DynamoStoreContext({
      client: new DynamoStoreClient(client),
      tableName: table,
      // Past 32 kB it would move events out of its tip by a transaction, which this engine does not have.
      tip: TipOptions.create({ maxBytes: 300 * 1_024, maxEventBytes: 300 * 1_024 }),
      query: QueryOptions.create({}),
    }),
    'Claims',
    Codec.compress(Codec.json<Event>()),
    (ids, events) => [...ids, ...events.map(({ data }) => data.id)],
    [],
    CachingStrategy.NoCache(),
    AccessStrategy.Unoptimized(),
  )
  const of = (subject: string) =>
    Decider.forStream(category, StreamId.create(subject.replaceAll('-', '_')), undefined)
  return {
    name: 'equinox',
    table,
    keys,
    append: (subject, events) =>
      of(subject).transact((ids) =>
        events
          .filter(({ id }) => !ids.includes(id))
          .map((event) => ({ type: event.type, data: stored(event) })),
      ),
    load: (subject) => of(subject).query((ids) => ids.length),
  }
}

/** Ours in two instances: one alone loses no race, its requests take turns. */
export const libraries: readonly Open[] = [routewatch(2), castore, equinox]
