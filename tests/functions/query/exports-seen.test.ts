import { describe, expect, it } from 'vitest'
import type { Marking } from '../../../events/envelope.ts'
import { endpoints } from '../../../functions/query/endpoints.ts'
import { formatOf, formats } from '../../../functions/query/formats/format.ts'
import { amber, claimed, clear, green, raised, red, strict, subjectOf } from '../../support/posts.ts'
import { stixObjects } from '../../support/valid-exports.ts'
import { as, canary, open, secrets, worldWith } from './canaries.ts'

const readers = [undefined, 'observer-one', 'kz-moi', 'centre', 'ru-authority']

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

  it('nor does the name that a visible claim calls it by', async () => {
    const link = { by: 'ru-authority', subject: subjectOf(open), id: 'visible-link' }
    const pointing = [
      claimed('SeizureAttributedToActor', { actorId: `${canary}-actor` }, link),
      claimed('SeizureAttributedToRoute', { routeId: `${canary}-route` }, { ...link, id: 'visible-route' }),
    ]
    const world = await worldWith([...secrets(amber).slice(0, 6), ...pointing])
    for (const address of addresses) expect((await world.ask(address)).text, address).not.toContain(canary)
    const { text } = await world.ask('/v1/seizures.stix.json', as('kz-moi'))
    expect(stixObjects(text).filter(({ type }) => type === 'relationship')).toHaveLength(3)
  })

  it('also once it is raised', async () => {
    const events = secrets(clear)
    const world = await worldWith(events)
    for (const event of events)
      await world.recorded(raised(event, red(), { by: 'ru-authority', ifmatch: '*' }))
    for (const address of addresses) expect((await world.ask(address)).text, address).not.toContain(canary)
  })
})
