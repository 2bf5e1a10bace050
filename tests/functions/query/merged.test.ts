import { describe, expect, it } from 'vitest'
import { actor, amber, claimed, clear, type Post, route } from '../../support/posts.ts'
import { type Reading, reading } from './reading.ts'
import { moreEvents, sampleEvents, tell } from './sample.ts'

const _readers = [undefined, 'observer-one', 'kz-moi', 'ru-authority', 'centre']

async function _sampled(events: readonly Post[] = []): Promise<Reading> {
  const world = await reading()
  await tell(world, [...sampleEvents, ...moreEvents, ...events])
  await world.project()
  return world
}

describe('the card of an actor that others were merged into', () => {
  it('shows what they were, as far as the reader sees them', async () => {
    const world = await reading()
    const into = (from: string, marking = clear) =>
      claimed(
        'ActorsMerged',
        { into: 'one' },
        { subject: `actors/${from}`, id: `merge-${from}`, ifmatch: '*', marking },
      )
    for (const event of [
      route('north'),
      route('secret', { marking: amber }),
      actor('one'),
      actor('two'),
      actor('three', { marking: amber }),
      claimed('ActorAliasReported', { alias: 'Second' }, { subject: 'actors/two' }),
      claimed('ActorRoleReported', { role: 'transport' }, { subject: 'actors/two' }),
      claimed('ActorLinkedToRoute', { routeId: 'north', relation: 'uses' }, { subject: 'actors/two' }),
      claimed(
        'ActorLinkedToRoute',
        { routeId: 'secret', relation: 'uses' },
        { subject: 'actors/two', marking: amber },
      ),
      into('two'),
      into('three', amber),
    ])
      await world.recorded(event)
    await world.project()
    const two = {
      subject: 'actors/two',
      names: { en: 'Network two' },
      aliases: ['Second'],
      roles: [{ role: 'transport' }],
      routes: [{ routeId: 'north' }],
    }
    const { merged } = (await world.ask('/v1/actors/one')).body
    expect(merged).toMatchObject([two])
    const known = (await world.ask('/v1/actors/one', { by: 'ru-authority' })).body.merged
    expect(known).toMatchObject([
      { subject: 'actors/three' },
      { ...two, routes: [{ routeId: 'north' }, { routeId: 'secret' }] },
    ])
    const { knownAt, notAsOf } = (await world.ask('/v1/actors/one?knownAt=2024-03-20T06:00:00Z')).body
    expect([knownAt, notAsOf]).toStrictEqual([
      '2024-03-20T06:00:00Z',
      ['seizures', 'linkedFrom', 'merged', 'namesakes'],
    ])
  })
})
