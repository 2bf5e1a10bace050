import { describe, expect, it } from 'vitest'
import {
  actor,
  amber,
  claimed,
  leg,
  type Post,
  post,
  route,
  seizure,
  subjectOf,
} from '../../support/posts.ts'
import { type Body, followed, type Reading, reading } from './reading.ts'
import { moreEvents, sampleEvents, tell } from './sample.ts'

const readers = [undefined, 'observer-one', 'kz-moi', 'ru-authority', 'centre']

async function sampled(events: readonly Post[] = []): Promise<Reading> {
  const world = await reading()
  await tell(world, [...sampleEvents, ...moreEvents, ...events])
  await world.project()
  return world
}

function onLeg(legId: string, from: string, id: string): readonly Post[] {
  const seized = seizure({ occurred: { from, precision: 'day' } }, { id })
  return [
    seized,
    claimed(
      'SeizureAttributedToRoute',
      { routeId: 'north', legId },
      { subject: subjectOf(seized), id: `on-${id}` },
    ),
  ]
}

describe('evidence of a route', () => {
  it('has the latest date of each leg, however much newer others have', async () => {
    const world = await reading()
    for (const event of [route('north'), leg('north', 'busy'), leg('north', 'quiet')])
      await world.recorded(event)
    for (const event of onLeg('quiet', '2020-01-02', 'old')) await world.recorded(event)
    for (let index = 0; index < 101; index++)
      for (const event of onLeg('busy', '2024-01-02', `new-${index}`)) await world.recorded(event)
    await world.project()
    const { body } = await world.ask('/v1/routes/north')
    expect(body.evidence).toMatchObject({
      last: '2024-01-02',
      legs: [
        { legId: 'busy', seizures: 101, last: '2024-01-02' },
        { legId: 'quiet', seizures: 1, last: '2020-01-02' },
      ],
    })
    expect(body).not.toHaveProperty('truncated')
  }, 60_000)
})

it('a list of routes without what spans subjects is else the same', async () => {
  const world = await sampled()
  for (const by of readers) {
    const asked = by === undefined ? {} : { by }
    const { items } = (await world.ask('/v1/routes', asked)).body
    const bare = items.map(({ evidence, actors, truncated: _, ...item }) => {
      expect([evidence, actors]).not.toContain(undefined)
      return item
    })
    expect((await world.ask('/v1/routes?blocks=none', asked)).body.items).toStrictEqual(bare)
  }
  expect((await world.ask('/v1/routes?blocks=all')).status).toBe(400)
})

describe('a block that is cut', () => {
  it('says so, and no other does', async () => {
    const world = await reading()
    await world.recorded(route('north'))
    await world.recorded(actor('net'))
    const truncated = async (path: string) => (await world.ask(path)).body.truncated
    const seized = Array.from({ length: 101 }, (_, index) => seizure({}, { id: `s-${index}` }))
    for (const [index, event] of seized.entries()) {
      await world.recorded(event)
      const about = { subject: subjectOf(event), id: `a-${index}` }
      await world.recorded(claimed('SeizureAttributedToActor', { actorId: 'net' }, about))
      if (index !== 99) continue
      await world.project()
      expect(await truncated('/v1/actors/net')).toBeUndefined()
    }
    for (let index = 0; index < 101; index++) {
      await world.recorded(actor(`a-${index}`))
      await world.recorded(
        claimed(
          'ActorLinkedToRoute',
          { routeId: 'north', relation: 'uses' },
          { subject: `actors/a-${index}`, id: `l-${index}` },
        ),
      )
      await world.recorded(
        post('CommitmentMade', {
          grading: { scale: 'admiralty-6x6', source: 'A', information: '1' },
          marking: { tlp: 'CLEAR' },
          by: 'KZ',
          text: 'A promise.',
          type: 'budget',
          measurable: true,
        }),
      )
    }
    await world.project()
    const { body } = await world.ask('/v1/actors/net')
    expect(body.truncated).toStrictEqual(['seizures'])
    expect(body.seizures).toHaveLength(100)
    expect(await truncated('/v1/routes/north')).toStrictEqual(['actors'])
    expect(await truncated('/v1/countries/kz')).toStrictEqual(['commitments'])
  }, 60_000)
})

describe('an item of the board of routes', () => {
  it('is the card without claims and conflicts, for every reader', async () => {
    const hidden = seizure({}, { id: 'hidden', marking: amber })
    const about = { subject: subjectOf(hidden), id: 'hidden-on', marking: amber }
    const world = await sampled([
      hidden,
      claimed('SeizureAttributedToRoute', { routeId: 'northern', legId: 'kg-kz' }, about),
      claimed(
        'ActorLinkedToRoute',
        { routeId: 'northern', relation: 'uses' },
        { subject: 'actors/khimprom', id: 'hidden-link', marking: amber },
      ),
      route('empty'),
    ])
    for (const by of readers) {
      const asked = by === undefined ? {} : { by }
      const items = (await followed(world, '/v1/routes', 1, by)).flat()
      expect(items.length).toBeGreaterThan(1)
      for (const item of items) {
        const {
          claims: _,
          conflicts: __,
          ...card
        } = (await world.ask(`/v1/${item.subject}`, asked)).body as Body
        expect(item).toStrictEqual(card)
      }
    }
  }, 60_000)
})

describe('the list of countries', () => {
  it('has those that are only passed through, each once, and no more than the reader may see', async () => {
    const world = await sampled([
      route('hidden', { marking: amber, id: 'hidden' }),
      claimed(
        'RouteLegAdded',
        { legId: 'hidden-leg', from: { country: 'GE' }, to: { country: 'MD' }, role: 'trunk' },
        { subject: 'routes/hidden', marking: amber },
      ),
      seizure({ place: { country: 'UA' } }, { id: 'in-ua' }),
      seizure({ place: { country: 'BY' } }, { id: 'in-by', marking: amber }),
    ])
    const listed = async (limit: number, by?: string) =>
      (await followed(world, '/v1/countries', limit, by)).flat()
    const codes = (items: readonly Body[]) => items.map(({ country }) => String(country))
    for (const by of readers) {
      const items = await listed(500, by)
      expect(codes(items)).toStrictEqual([...new Set(codes(items))].sort())
      for (const limit of [1, 2, 3]) expect(await listed(limit, by)).toStrictEqual(items)
      for (const item of items) {
        const { status, body } = await world.ask(`/v1/${item.subject}`, by === undefined ? {} : { by })
        expect([status, body]).toMatchObject([200, item])
      }
    }
    const bare = { subject: 'countries/ua', version: 0, country: 'UA', roles: [] }
    expect(await listed(500)).toContainEqual(bare)
    const hidden = ['BY', 'GE', 'MD']
    const known = async (by?: string) => codes(await listed(500, by)).filter((code) => hidden.includes(code))
    expect(await known()).toStrictEqual([])
    expect(await known('observer-one')).toStrictEqual([])
    expect(await known('ru-authority')).toStrictEqual(hidden)
  }, 60_000)
})
