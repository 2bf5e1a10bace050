import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dynamoLedger, dynamoScan } from '../../functions/ledger/dynamo.ts'
import { recordNeeds } from '../../functions/recording/needs.ts'
import { generationsOn } from '../../functions/stores.ts'
import { dynamoBookkeeping } from '../../functions/views/bookkeeping.ts'
import { dynamoViews } from '../../functions/views/dynamo.ts'
import { dynamoGenerations } from '../../functions/views/generation-row.ts'
import { type ViewGenerations, viewGenerations } from '../../functions/views/generations.ts'
import { type Engine, ledgerKeys, startEngine, viewKeys } from '../support/engine.ts'
import { actor, leg, type Post, route, seizure, subjectOf } from '../support/posts.ts'
import { newWorld, type World } from '../support/world.ts'

/** What recording asks of the store, in requests and capacity units: documented by being tested. */
describe('on DynamoDB', () => {
  let engine: Engine
  let world: World
  let generations: ViewGenerations
  beforeAll(async () => {
    engine = await startEngine()
    const [ledgerTable, viewsTable] = [await engine.table(ledgerKeys), await engine.table(viewKeys)]
    const { client } = engine
    generations = viewGenerations(dynamoGenerations(client, viewsTable), generationsOn(client, viewsTable))
    world = await newWorld({
      ledger: { ...dynamoLedger(client, ledgerTable), ...dynamoScan(client, ledgerTable) },
      views: { ...dynamoViews(client, viewsTable, 1), ...dynamoBookkeeping(client, viewsTable, 1) },
    })
    // The seizure is one of the import's, whose source was published on the 16th.
    world.clock.nowMs = Date.parse('2025-02-01T00:00:00Z')
    await world.recorded(route('north'))
    // What the register keeps for two seconds is asked for before the counting starts.
    for (const agency of ['centre', 'kz-moi', 'ru-authority']) await world.agency(agency)
  })
  beforeEach(() => {
    engine.asked.length = 0
  })
  afterAll(() => engine.stop())

  const asked = () =>
    engine.asked.map(({ operation, units }) => (operation === 'PutItem' ? `PutItem ${units}` : operation))

  it('a new seizure costs one read and one write, of one unit', async () => {
    await world.recorded(imported)
    expect(asked()).toStrictEqual(['Query', 'PutItem 1'])
    const [commit] = await world.ledger.load(subjectOf(imported))
    const { subject, sequence, header, payload, salt, hash } = commit ?? {}
    const names = 'subjectsequenceheaderpayloadsalthash'.length
    const texts = [subject, header, payload].map((text) => Buffer.byteLength(text ?? ''))
    const bytes = names + texts.reduce((a, b) => a + b, 0) + (salt?.length ?? 0) + (hash?.length ?? 0) + 2
    expect([sequence, bytes <= 1_024]).toStrictEqual([1, true])
  })

  it('functions ask which views are read only where they ask the views, and once a second', async () => {
    const { lookups } = recordNeeds(world.ledger, generations, world.register)
    await world.post({ ...imported, id: 'asks-no-view' }, { lookups })
    expect(asked()).toStrictEqual(['Query', 'PutItem 1'])
    for (const slug of ['one', 'other']) await world.post(actor(slug), { lookups })
    expect(asked().filter((operation) => operation === 'GetItem')).toHaveLength(1)
  })

  it('a repeat costs one read', async () => {
    await world.recorded(imported)
    expect(asked()).toStrictEqual(['Query'])
  })

  it('an event that reuses an id costs one read, and so does one that is refused', async () => {
    await world.post({ ...imported, data: { ...imported.data, note: 'another' } })
    await world.post(leg('none', 'a'))
    expect(asked()).toStrictEqual(['Query', 'Query'])
  })

  it('a claim on a subject costs one read of its stream and one write', async () => {
    await world.recorded(leg('north', 'a'))
    expect(asked()).toStrictEqual(['Query', 'PutItem 1'])
  })

  it('a lost race costs its write and the read of what is new', async () => {
    const mine = leg('north', 'mine')
    let first = true
    const ledger: World['ledger'] = {
      ...world.ledger,
      append: async (commit) => {
        if (first) {
          first = false
          await world.recorded(leg('north', 'theirs', { by: 'ru-authority' }))
          engine.asked.length = 0
        }
        return world.ledger.append(commit)
      },
    }
    expect((await world.post(mine, { ledger })).outcome).toBe('recorded')
    expect(engine.asked.map(({ operation }) => operation)).toStrictEqual(['PutItem', 'Query', 'PutItem'])
  })

  it('what refers to another subject reads that one too', async () => {
    const attributed: Post = {
      ...leg('north', 'x'),
      type: 'SeizureAttributedToRoute',
      subject: subjectOf(imported),
    }
    const { grading, marking } = attributed.data
    await world.recorded({ ...attributed, data: { grading, marking, routeId: 'north' } })
    expect(engine.asked.map(({ operation }) => operation)).toStrictEqual(['Query', 'Query', 'PutItem'])
  })
})

/** A row of a published table as docs/mappings/co-heroin.json makes it, with a long name of a place. */
const imported = seizure(
  {
    sources: [
      {
        kind: 'official-report',
        title: 'Ministry of Defence: heroin seizures',
        url: 'https://mindefensa.gov.co',
        publishedAt: '2025-01-16',
      },
    ],
    occurred: { from: '2010-01-11', precision: 'day' },
    place: {
      country: 'CO',
      adminRegion: 'CO-SAP',
      locality: 'CARMEN DE VIBORAL DE LOS ANDES',
      precision: 'locality',
    },
    items: [{ substance: 'heroin', quantity: { value: '118.56789', unit: 'kg' } }],
  },
  { id: 'co-heroin-11379' },
)
