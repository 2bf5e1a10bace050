import { describe, expect, it } from 'vitest'
import { type EventType, eventTypes } from '../../../events/catalog.ts'
import { ifMatchHolds, isIfMatch } from '../../../functions/recording/precondition.ts'
import { leg, lowered, raised, red, route } from '../../support/posts.ts'
import { newWorld, refusal } from '../../support/world.ts'

describe('If-Match', () => {
  it.each<[string, boolean]>([
    ['"abc"', true],
    ['*', true],
    [' * ', true],
    ['"abc.def"', true],
    ['"x", "abc"', true],
    ['"x","abc.y"', true],
    ['W/"abc"', false],
    ['W/"abc", "x"', false],
    ['"abcd"', false],
    ['"x.abc"', false],
    ['""', false],
    ['abc', false],
  ])('%s holds for abc: %s', (header, holds) => {
    expect(ifMatchHolds(header, 'abc')).toBe(holds)
    expect(ifMatchHolds(header, undefined)).toBe(false)
  })

  it.each<[string, boolean]>([
    ['"a"', true],
    ['W/"a"', true],
    ['"a" , W/"b"', true],
    ['*', true],
    ['', false],
    ['a', false],
    ['"a', false],
    ['"a" "b"', false],
    ['*, "a"', false],
    ['"a b"', false],
  ])('%s can be read: %s', (header, readable) => expect(isIfMatch(header)).toBe(readable))

  it('is honoured on every type, needed or not', async () => {
    const world = await newWorld()
    const identified = route('north')
    const { etag } = await world.recorded(identified)
    expect(refusal(await world.post(leg('north', 'a'), { ifMatch: '"stale"' }))).toBe('stale-version')
    expect(refusal(await world.post(route('north', { ifmatch: '"stale"' })))).toBe('stale-version')
    expect(refusal(await world.post(route('other', { ifmatch: '*' })))).toBe('stale-version')
    const next = await world.recorded(leg('north', 'a'), { ifMatch: `"${etag}.card"` })
    const after = await world.recorded(raised(identified, red(), { ifmatch: `W/"x", "${next.etag}"` }))
    expect(
      refusal(await world.post(lowered(identified, { tlp: 'AMBER' }, { ifmatch: `"${next.etag}"` }))),
    ).toBe('stale-version')
    expect(
      (await world.post(lowered(identified, { tlp: 'AMBER' }, { ifmatch: `"${after.etag}"` }))).outcome,
    ).toBe('recorded')
  })

  it('of the request goes before that of the event', async () => {
    const world = await newWorld()
    const { etag } = await world.recorded(route('north'))
    expect(
      (await world.post(leg('north', 'a', { ifmatch: '"stale"' }), { ifMatch: `"${etag}"` })).outcome,
    ).toBe('recorded')
  })

  it('is needed by the types that change a state', async () => {
    const { catalog } = await import('../../../events/catalog.ts')
    const guarded = eventTypes.filter((type: EventType) => catalog[type].needsIfMatch)
    expect(guarded.toSorted()).toStrictEqual([
      'ActorMergeReversed',
      'ActorsMerged',
      'AgencyReinstated',
      'AgencySuspended',
      'ClaimRetracted',
      'MarkingLowered',
      'MarkingRaised',
      'PayloadRedacted',
      'RouteDeclaredDormant',
      'RouteDisrupted',
      'RouteLegRetired',
      'RouteReactivated',
      'RouteRerouted',
      'SeizureCorrected',
      'SeizureRetracted',
      'StatementCorrected',
    ])
  })
})
