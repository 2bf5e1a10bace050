import { describe, expect, it } from 'vitest'
import type { Marking } from '../../../events/envelope.ts'
import { endpoints } from '../../../functions/query/endpoints.ts'
import { formatOf, formats } from '../../../functions/query/formats/format.ts'
import {
  actor,
  amber,
  claimed,
  clear,
  green,
  leg,
  type Post,
  raised,
  red,
  route,
  seizure,
  strict,
  subjectOf,
} from '../../support/posts.ts'
import { features, graph, stixObjects } from '../../support/valid-exports.ts'
import { type Reading, reading } from './reading.ts'

const canary = 'kanary-in-a-cage'
const readers = [undefined, 'observer-one', 'kz-moi', 'centre', 'ru-authority']
const as = (by: string | undefined) => (by === undefined ? {} : { by })
const open = seizure({}, { id: 'open' })

/** A word of what is hidden in each text that a form could show; all of it is ru-authority's. */
function secrets(marking: Marking): readonly Post[] {
  const hidden = { by: 'ru-authority', marking }
  const unseen = seizure({ place: { country: 'KZ', locality: canary } }, { ...hidden, id: 'unseen' })
  return [
    unseen,
    claimed(
      'SeizureAttributedToRoute',
      { routeId: 'open' },
      { ...hidden, id: 'a', subject: subjectOf(unseen) },
    ),
    route(`${canary}-route`, { ...hidden, id: 'r' }, { names: { en: canary } }),
    leg('open', `${canary}-leg`, { ...hidden, id: 'l' }),
    actor(`${canary}-actor`, { ...hidden, id: 'n' }, { names: { en: canary }, basedIn: ['KZ'] }),
    claimed('ActorAliasReported', { alias: canary }, { ...hidden, id: 'al', subject: 'actors/known' }),
    claimed(
      'ActorLinkedToActor',
      { actorId: `${canary}-actor`, relation: 'supplies' },
      { ...hidden, id: 'la', subject: 'actors/known' },
    ),
    claimed(
      'SeizureAttributedToRoute',
      { routeId: `${canary}-route` },
      { ...hidden, id: 'ar', subject: subjectOf(open) },
    ),
    claimed(
      'SeizureAttributedToActor',
      { actorId: `${canary}-actor` },
      { ...hidden, id: 'aa', subject: subjectOf(open) },
    ),
  ]
}

async function worldWith(events: readonly Post[]): Promise<Reading> {
  const world = await reading()
  const seen = [
    route('open', { id: 'r0' }),
    leg('open', 'first', { id: 'l0' }),
    actor('known', { id: 'n0' }),
    open,
  ]
  for (const event of [...seen, ...events]) {
    world.clock.nowMs += 1_000
    await world.recorded(event)
  }
  await world.project()
  return world
}

const ids: Readonly<Record<string, string>> = {
  routes: 'open',
  actors: 'known',
  seizures: subjectOf(open).split('/')[1] ?? '',
}
const addresses = endpoints.flatMap(({ path, produces }) =>
  produces
    .flatMap((type) => formatOf(type) ?? [])
    .map(
      (name) => `${path.replace('{id}', ids[path.split('/')[2] ?? ''] ?? 'none')}.${formats[name].extension}`,
    )
    .map((address) =>
      address.startsWith('/v1/graph')
        ? `${address}?focus=routes/open&depth=2`
        : address.replace(/(statistics.*)/, '$1?by=leg'),
    ),
)

describe('what a reader may not see stands in no form', () => {
  it.each<[string, Marking, readonly (string | undefined)[]]>([
    ['green', green, [undefined]],
    ['amber', amber, [undefined, 'observer-one']],
    ['strict', strict(), [undefined, 'observer-one', 'kz-moi']],
    ['red', red(), [undefined, 'observer-one', 'kz-moi', 'centre']],
  ])('%s', async (_, marking, without) => {
    const world = await worldWith(secrets(marking))
    const showing = new Map<string | undefined, number>()
    for (const by of readers)
      for (const address of addresses) {
        const { text, headers } = await world.ask(address, as(by))
        if ((text + JSON.stringify([...headers])).includes(canary))
          showing.set(by, (showing.get(by) ?? 0) + 1)
      }
    expect([...showing.keys()]).toStrictEqual(readers.filter((by) => !without.includes(by)))
    const alone = await worldWith([])
    for (const by of without)
      for (const address of addresses) {
        const [one, other] = await Promise.all([alone, world].map((on) => on.ask(address, as(by))))
        expect(other?.text, `${address} for ${by}`).toBe(one?.text)
      }
    // Seizures, routes and actors in all their forms, the route's and the actor's cards, and the graph.
    for (const count of showing.values()) expect(count).toBeGreaterThanOrEqual(18)
  })

  it('also once it is raised', async () => {
    const events = secrets(clear)
    const world = await worldWith(events)
    for (const event of events)
      await world.recorded(raised(event, red(), { by: 'ru-authority', ifmatch: '*' }))
    for (const address of addresses) expect((await world.ask(address)).text, address).not.toContain(canary)
  })
})

describe('STIX', () => {
  const markingOf = (objects: ReturnType<typeof stixObjects>, subject: string) => {
    const sought = objects.find((object) =>
      ((object.external_references ?? []) as { external_id?: string }[]).some(
        ({ external_id }) => external_id === subject,
      ),
    )
    const [ref] = (sought?.object_marking_refs ?? []) as string[]
    return objects.find(({ id }) => id === ref)?.name
  }

  it('marks each object as strictly as what the reader sees in it', async () => {
    const hidden = seizure(
      { place: { country: 'KZ', locality: 'Almaty' } },
      { id: 'strict', marking: strict() },
    )
    const attributed = claimed(
      'SeizureAttributedToActor',
      { actorId: 'known' },
      { subject: subjectOf(open), id: 'to', marking: amber },
    )
    const world = await worldWith([hidden, attributed])
    const seenBy = async (by: string | undefined) =>
      stixObjects((await world.ask('/v1/seizures.stix.json', as(by))).text)
    const [anyone, poster] = [await seenBy(undefined), await seenBy('kz-moi')]
    expect(markingOf(anyone, subjectOf(open))).toBe('TLP:CLEAR')
    expect(markingOf(poster, subjectOf(open))).toBe('TLP:AMBER')
    expect(markingOf(poster, subjectOf(hidden))).toBe('TLP:AMBER+STRICT')
    expect(poster.find(({ city }) => city === 'Almaty')?.object_marking_refs).toStrictEqual(
      poster.filter(({ name }) => name === 'TLP:AMBER+STRICT').map(({ id }) => id),
    )
    await world.recorded(raised(open, green, { ifmatch: '*' }))
    await world.project()
    expect(markingOf(await seenBy('observer-one'), subjectOf(open))).toBe('TLP:GREEN')
  })

  it('gives the same thing the same id in every export', async () => {
    const world = await worldWith([])
    const [list, card] = [
      await world.ask('/v1/routes.stix.json'),
      await world.ask('/v1/routes/open.stix.json'),
    ]
    expect(stixObjects(list.text)).toStrictEqual(stixObjects(card.text))
    const { text } = await (await worldWith([])).ask('/v1/routes.stix.json')
    expect(text).toBe(list.text)
  })
})

describe('knownAt', () => {
  it('takes an export back to what was recorded by then', async () => {
    const world = await worldWith([leg('open', 'second', { id: 'later' })])
    const before = new Date(world.clock.nowMs - 500).toISOString()
    const both = async (extension: string) => {
      const now = await world.ask(`/v1/routes/open.${extension}`)
      const then = await world.ask(`/v1/routes/open.${extension}?knownAt=${before}`)
      return [then.text, now.text] as const
    }
    expect((await both('geojson')).map((text) => features(text).map(({ id }) => id))).toStrictEqual([
      ['routes/open/first'],
      ['routes/open/first', 'routes/open/second'],
    ])
    const legs = (text: string) => graph(text).edges.filter(({ relation }) => relation === 'leg').length
    expect((await both('graphml')).map(legs)).toStrictEqual([1, 2])
    const links = (text: string) => stixObjects(text).filter(({ type }) => type === 'relationship').length
    expect((await both('stix.json')).map(links)).toStrictEqual([1, 2])
    expect((await world.ask('/v1/routes/open.geojson?knownAt=2024-01-01T00:00:00Z')).status).toBe(404)
  })
})
