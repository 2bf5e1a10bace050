import { describe, expect, it } from 'vitest'
import { routeOf } from '../../domain/route.ts'
import type { Seen } from '../../events/recorded.ts'
import { specOf } from '../support/decider.ts'
import { type Draft, envelope, id, streamOf, told } from './stream.ts'
import { country, leg } from './views/northern.ts'

const northern = 'routes/northern'
const stateOf = (seen: readonly Seen[]) => {
  const { status, legs } = routeOf(seen)
  return { status, legs: Object.fromEntries(legs) }
}
const route = specOf(northern, stateOf)
const identified = (status: 'suspected' | 'active') =>
  told('RouteIdentified', { names: { en: 'Northern route' }, substances: ['heroin'], status, ...envelope })
const active = identified('active')
const added = (legId: string) => leg(legId, country('TJ'), country('KG'), 'trunk')
const retired = (legId: string) => told('RouteLegRetired', { legId, reason: 'No traffic.', ...envelope })
const rerouted = (from: string[], to: string[]) =>
  told('RouteRerouted', {
    from,
    to: to.map((legId) => ({ legId, from: country('TJ'), to: country('UZ'), role: 'trunk' })),
    cause: 'enforcement',
    ...envelope,
  })
const dormant = told('RouteDeclaredDormant', { reviewedFrom: '2021', reason: 'No traffic.', ...envelope })
const reactivated = told('RouteReactivated', envelope)
const disrupted = told('RouteDisrupted', { operationRef: 'Operation One', ...envelope })
const retracted = (n: number) => told('ClaimRetracted', { claimId: id(n), reason: 'Misread.' })

const estimate = { min: '1', max: '2', referencePeriod: '2014', ...envelope }
const legs = {}

describe('a route', () => {
  it.each(['suspected', 'active'] as const)('is identified as %s', (status) =>
    route.given().when(identified(status)).thenLeadsTo({ status, legs }),
  )
  it('becomes active by one more sighting, which never demotes it', () => {
    route.given(identified('suspected')).when(active).thenLeadsTo({ status: 'active', legs })
    route.given(active).when(identified('suspected')).thenLeadsTo({ status: 'active', legs })
    route.given(active, dormant).when(active).thenLeadsTo({ status: 'dormant', legs })
    route.given(active, disrupted).when(active).thenLeadsTo({ status: 'disrupted', legs })
  })

  /** Every state and what may follow; where nothing stands, the event is refused. */
  const past: Readonly<Record<string, readonly Draft[]>> = {
    suspected: [identified('suspected')],
    active: [active],
    dormant: [active, dormant],
    disrupted: [active, disrupted],
    again: [active, dormant, reactivated],
    unknown: [active, retracted(1)],
  }
  it.each<[string, Draft, string | undefined]>([
    ['suspected', dormant, undefined],
    ['suspected', disrupted, undefined],
    ['suspected', reactivated, undefined],
    ['active', dormant, 'dormant'],
    ['active', disrupted, 'disrupted'],
    ['active', reactivated, undefined],
    ['dormant', dormant, undefined],
    ['dormant', disrupted, undefined],
    ['dormant', reactivated, 'active'],
    ['disrupted', dormant, undefined],
    ['disrupted', disrupted, undefined],
    ['disrupted', reactivated, 'active'],
    ['again', dormant, 'dormant'],
    ['again', disrupted, 'disrupted'],
    ['again', reactivated, undefined],
    ['unknown', dormant, undefined],
    ['unknown', disrupted, undefined],
    ['unknown', reactivated, undefined],
  ])('that is %s meets $1.type and is then %s', (before, event, after) => {
    const given = route.given(...(past[before] ?? [])).when(event)
    if (after === undefined) given.thenRefused('state-conflict', '/data')
    else given.thenLeadsTo({ status: after as 'active', legs })
  })

  it('falls back to what it was when a change of state is retracted', () =>
    route.given(active, dormant).when(retracted(2)).thenLeadsTo({ status: 'active', legs }))

  it.each([
    told('RouteSubstancesChanged', { substances: ['opium'], ...envelope }),
    told('RouteValueEstimated', { metric: 'street-value', currency: 'USD', ...estimate }),
    told('RouteVolumeEstimated', { substance: 'heroin', unit: 't', ...estimate }),
  ])('takes $type in any state but retraction, beside other claims', (claim) => {
    for (const [state, given] of Object.entries(past)) {
      if (state === 'unknown') {
        route
          .given(...given)
          .when(claim)
          .thenRefused('state-conflict', '/data')
        continue
      }
      const before = stateOf(streamOf(northern, ...given))
      route
        .given(...given)
        .when(claim)
        .thenLeadsTo(before)
    }
  })
})

describe('a leg', () => {
  const status = 'active'

  it('is added, and by others once more', () => {
    route
      .given(active)
      .when(added('one'))
      .thenLeadsTo({ status, legs: { one: 'live' } })
    route
      .given(active, added('one'))
      .when(added('one'))
      .thenLeadsTo({ status, legs: { one: 'live' } })
  })
  it('retires once', () => {
    const given = [active, added('one')]
    route
      .given(...given)
      .when(retired('one'))
      .thenLeadsTo({ status, legs: { one: 'retired' } })
    route
      .given(...given, retired('one'))
      .when(retired('one'))
      .thenRefused('state-conflict', '/data/legId')
    route
      .given(...given)
      .when(retired('two'))
      .thenRefused('unknown-reference', '/data/legId')
  })
  it('does not return under its id, unless its retirement is retracted', () => {
    const given = [active, added('one'), retired('one')]
    route
      .given(...given)
      .when(added('one'))
      .thenRefused('state-conflict', '/data/legId')
    route
      .given(...given)
      .when(retracted(3))
      .thenLeadsTo({ status, legs: { one: 'live' } })
  })
  it('is gone when the claim that added it is retracted, and may be added again', () => {
    route.given(active, added('one')).when(retracted(2)).thenLeadsTo({ status, legs: {} })
    route
      .given(active, added('one'), retracted(2))
      .when(retired('one'))
      .thenRefused('unknown-reference', '/data/legId')
    route
      .given(active, added('one'), retracted(2))
      .when(added('one'))
      .thenLeadsTo({ status, legs: { one: 'live' } })
  })

  const both = [active, added('one'), added('two')]
  it('gives way to others when the route is rerouted', () =>
    route
      .given(...both)
      .when(rerouted(['one'], ['three', 'four']))
      .thenLeadsTo({ status, legs: { one: 'retired', two: 'live', three: 'live', four: 'live' } }))
  it('comes back when the rerouting is retracted', () =>
    route
      .given(...both, rerouted(['one'], ['three']))
      .when(retracted(4))
      .thenLeadsTo({ status, legs: { one: 'live', two: 'live' } }))
  it('cannot give way unless it is live; all that cannot are told', () => {
    route
      .given(...both)
      .when(rerouted(['five', 'one', 'six'], ['three']))
      .thenRefused('unknown-reference', '/data/from/0', '/data/from/2')
    route
      .given(...both, retired('two'))
      .when(rerouted(['one', 'two'], ['three']))
      .thenRefused('state-conflict', '/data/from/1')
  })
  it('takes a new id when it opens; all that are taken are told', () =>
    route
      .given(...both, retired('two'))
      .when(rerouted(['one'], ['two', 'three', 'one']))
      .thenRefused('state-conflict', '/data/to/0/legId', '/data/to/2/legId'))
  it('conflicts with the state before it is unknown', () =>
    route
      .given(...both)
      .when(rerouted(['five'], ['two']))
      .thenRefused('state-conflict', '/data/to/0/legId'))
})

it('a leg stays retired, whatever is said by who did not see that', () => {
  const past = [active, added('one'), retired('one'), added('one')]
  expect(stateOf(streamOf(northern, ...past)).legs).toStrictEqual({ one: 'retired' })
})

it('a redacted event still says what its type says', () => {
  const past = [active, { ...dormant, redacted: true }]
  expect(stateOf(streamOf(northern, ...past))).toStrictEqual({ status: 'dormant', legs })
})
