/** Acts that record: seizures, routes and legs, actors, sources, roles of countries. */
import { subjectOf } from '../support/posts.ts'
import type { Draw } from './story.ts'
import type { Acts } from './story-claims.ts'

const legIds = ['lx-a', 'lx-b']
const sourceIds = ['sx-press', 'sx-brief']

export const recordActs: Acts = [
  { weight: 6, isBasic: true, post: seizure },
  {
    weight: 4,
    isBasic: true,
    post: (draw) =>
      draw.claim(
        'RouteIdentified',
        { names: { en: draw.text('Route') }, substances: ['heroin'], status: 'active' },
        { subject: `routes/${draw.routeId()}` },
      ),
  },
  { weight: 4, post: (draw) => onRoute(draw, 'RouteLegAdded', legOf(draw)) },
  { weight: 1, post: reroute },
  {
    weight: 1,
    post: (draw) =>
      onRoute(draw, 'RouteLegRetired', {
        legId: draw.random.pick(legIds),
        reason: draw.text('Seen no more'),
      }),
  },
  {
    weight: 1,
    post: (draw) =>
      onRoute(draw, 'RouteDeclaredDormant', { reviewedFrom: '2021-01', reason: draw.text('Quiet') }),
  },
  {
    weight: 3,
    post: (draw) =>
      draw.claim(
        'ActorReported',
        { names: { en: draw.text('Network') }, kind: 'criminal-network', specificity: 'named' },
        { subject: `actors/${draw.actorId()}` },
      ),
  },
  { weight: 1, post: (draw) => onActor(draw, 'ActorAliasReported', { alias: draw.text('Alias') }) },
  { weight: 1, post: (draw) => onActor(draw, 'ActorPresenceReported', { places: ['KZ'] }) },
  {
    weight: 2,
    post: (draw) =>
      onActor(draw, 'ActorLinkedToRoute', {
        routeId: draw.routeId(),
        relation: 'uses',
        ...(draw.random.chance(0.5) && { legId: draw.random.pick(legIds) }),
      }),
  },
  { weight: 2, post: (draw) => betweenActors(draw, 'ActorLinkedToActor', { relation: 'supplies' }) },
  { weight: 1, post: (draw) => betweenActors(draw, 'ActorDuplicateSuspected', {}) },
  { weight: 2, post: (draw) => betweenActors(draw, 'ActorsMerged', { reason: draw.text('Same') }) },
  { weight: 1, post: reverse },
  { weight: 1, post: source },
  {
    weight: 1,
    post: (draw) =>
      draw.claim('CountryRoleReported', { role: 'transit', group: 'opioid' }, { subject: 'countries/kz' }),
  },
]

/** The places, dates and amounts of a report, or of its correction. */
export function circumstances({ random, few }: Draw) {
  return {
    place: { country: few(['KZ', 'KG']) },
    occurred: few([
      { from: '2024-03-14', precision: 'day' },
      { from: '2024-03', precision: 'month' },
      { from: '2023', precision: 'year' },
    ]),
    items: [
      {
        substance: few(['heroin', 'opium']),
        quantity: { value: String(1 + random.below(9)), unit: 'kg' },
      },
      ...(random.chance(0.2) ? [{ substance: 'mdma', quantity: { value: '30', unit: 'package' } }] : []),
    ],
  }
}

function seizure(draw: Draw) {
  const id = draw.random.pick(sourceIds)
  const cited = { id, kind: 'open-source-media', wording: draw.text('It said') }
  return draw.claim('SeizureReported', {
    ...circumstances(draw),
    detection: draw.text('Found'),
    ...(draw.random.chance(0.2) && { sources: [cited] }),
    ...(draw.random.chance(0.3) && { reportRef: 'R/2024/17' }),
  })
}

function legOf({ random }: Draw) {
  return { legId: random.pick(legIds), from: { country: 'TJ' }, to: { country: 'KG' }, role: 'trunk' }
}

type RouteType = 'RouteLegAdded' | 'RouteLegRetired' | 'RouteRerouted' | 'RouteDeclaredDormant'

function onRoute(draw: Draw, type: RouteType, data: object) {
  const route = draw.of('RouteIdentified')
  const event = route && draw.claim(type, data, { subject: subjectOf(route) })
  return event && (type === 'RouteLegAdded' ? event : { ...event, ifmatch: '*' })
}

function reroute(draw: Draw) {
  const to = [{ ...legOf(draw), legId: `lx-new-${draw.random.below(3)}` }]
  return onRoute(draw, 'RouteRerouted', { from: [draw.random.pick(legIds)], to, cause: 'enforcement' })
}

type ActorType = 'ActorAliasReported' | 'ActorPresenceReported' | 'ActorLinkedToRoute'
type BetweenActors = 'ActorLinkedToActor' | 'ActorDuplicateSuspected' | 'ActorsMerged'

function onActor(
  draw: Draw,
  type: ActorType | BetweenActors,
  data: object,
  actor = draw.of('ActorReported'),
) {
  const event = actor && draw.claim(type, data, { subject: subjectOf(actor) })
  return event && { ...event, ifmatch: '*' }
}

function betweenActors(draw: Draw, type: BetweenActors, data: object) {
  const [one, other] = [draw.of('ActorReported'), draw.of('ActorReported')]
  if (!one || !other || subjectOf(one) === subjectOf(other)) return undefined
  const actorId = subjectOf(other).slice('actors/'.length)
  return onActor(draw, type, { ...data, [type === 'ActorsMerged' ? 'into' : 'actorId']: actorId }, one)
}

function reverse(draw: Draw) {
  const merged = draw.of('ActorsMerged')
  const data = { reason: draw.text('Two') }
  const event = merged && draw.claim('ActorMergeReversed', data, { subject: subjectOf(merged) })
  return event && { ...event, ifmatch: '*' }
}

function source(draw: Draw) {
  const [id = '', other = ''] = draw.random.chance(0.5) ? sourceIds : sourceIds.toReversed()
  const derived = draw.random.chance(0.4) ? { derivedFrom: [other] } : {}
  const data = { kind: 'open-source-media', title: draw.text('Title'), ...derived }
  return draw.claim('SourceRegistered', data, { subject: `sources/${id}` })
}
