/** Acts on what stands: attributions, opinions, corrections, retractions, markings, redactions, the register. */
import type { EventType } from '../../events/catalog.ts'
import { grading, idOf, type Post, subjectOf } from '../support/posts.ts'
import { agencyOf, type Draw } from './story.ts'
import { circumstances } from './story-records.ts'

/** `isBasic`: without it a seed would have nothing to do. */
export type Acts = readonly {
  weight: number
  isBasic?: true
  post: (draw: Draw) => Post | undefined
}[]

const claims: readonly EventType[] = [
  'SeizureReported',
  'RouteIdentified',
  'RouteLegAdded',
  'ActorReported',
  'ActorAliasReported',
  'ActorLinkedToRoute',
  'ActorLinkedToActor',
  'ActorsMerged',
  'SeizureAttributedToRoute',
  'SeizureAttributedToActor',
  'StatementDelivered',
  'CommitmentMade',
  'CountryRoleReported',
]

const referredTo: readonly EventType[] = [
  'RouteIdentified',
  'RouteLegAdded',
  'ActorReported',
  'SessionScheduled',
]

export const claimActs: Acts = [
  { weight: 5, isBasic: true, post: toRoute },
  {
    weight: 3,
    post: (draw) => onSeizure(draw, 'SeizureAttributedToActor', { actorId: draw.actorId() }),
  },
  { weight: 5, isBasic: true, post: (draw) => marks(draw, 'MarkingRaised') },
  { weight: 3, post: (draw) => marks(draw, 'MarkingLowered') },
  {
    weight: 2,
    post: (draw) => about(draw, 'PayloadRedacted', draw.of(), (of) => ({ eventId: idOf(of) }), 'centre'),
  },
  { weight: 2, post: retract },
  {
    weight: 1,
    post: (draw) => {
      const named = draw.of('SeizureAttributedToRoute', 'SeizureAttributedToActor')
      return about(draw, 'AttributionWithdrawn', named, (of) => ({ claimId: idOf(of) }))
    },
  },
  {
    weight: 1,
    post: (draw) => {
      const named = draw.of('ActorLinkedToRoute', 'ActorLinkedToActor')
      return about(draw, 'LinkWithdrawn', named, (of) => ({ claimId: idOf(of) }))
    },
  },
  {
    weight: 2,
    post: (draw) =>
      about(draw, 'SeizureCorrected', draw.of('SeizureReported'), () => ({
        changes: draw.random.chance(0.5)
          ? { items: circumstances(draw).items }
          : { place: { country: 'UZ' }, detection: draw.text('Rather') },
      })),
  },
  {
    weight: 1,
    post: (draw) =>
      about(draw, 'SeizureRetracted', draw.of('SeizureReported'), () => ({}), undefined, 'error'),
  },
  { weight: 1, post: (draw) => opinion(draw, 'ClaimEndorsed') },
  { weight: 1, post: (draw) => opinion(draw, 'ClaimDisputed') },
  {
    weight: 1,
    post: (draw) =>
      about(draw, 'ClaimRegraded', draw.of(...claims), (of) => ({
        claimId: idOf(of),
        grading: { ...grading, information: '4' },
      })),
  },
  { weight: 1, post: (draw) => register(draw, 'AgencySuspended') },
  { weight: 1, post: (draw) => register(draw, 'AgencyReinstated') },
]

function onSeizure(draw: Draw, type: 'SeizureAttributedToRoute' | 'SeizureAttributedToActor', data: object) {
  const report = draw.of('SeizureReported')
  return report && draw.claim(type, data, { subject: subjectOf(report) })
}

function toRoute(draw: Draw) {
  const leg = draw.of('RouteLegAdded')
  const withLeg = leg && draw.random.chance(0.4)
  const routeId = withLeg ? subjectOf(leg).slice('routes/'.length) : draw.routeId()
  return onSeizure(draw, 'SeizureAttributedToRoute', { routeId, ...(withLeg && { legId: leg.data.legId }) })
}

/** By its originator, or sometimes by whoever comes along; the centre in `by` does what only the centre may. */
function about(
  draw: Draw,
  type: EventType,
  named: Post | undefined,
  data: (of: Post) => object,
  by?: string,
  reason?: string,
): Post | undefined {
  if (!named) return undefined
  const as = by ?? (draw.random.chance(0.85) ? agencyOf(named) : draw.by)
  const body = { ...data(named), reason: reason ?? draw.text('Because') }
  return { ...draw.make(type, body, { by: as, subject: subjectOf(named) }), ifmatch: '*' }
}

function marks(draw: Draw, type: 'MarkingRaised' | 'MarkingLowered') {
  const by = type === 'MarkingRaised' && draw.random.chance(0.2) ? 'centre' : undefined
  // Who sees what others refer to changes more than what is told of itself.
  const named = (draw.random.chance(0.4) && draw.of(...referredTo)) || draw.of()
  return about(draw, type, named, (of) => ({ eventId: idOf(of), marking: draw.marking() }), by)
}

function retract(draw: Draw) {
  const by = draw.random.chance(0.2) ? 'centre' : undefined
  return about(draw, 'ClaimRetracted', draw.of(...claims), (of) => ({ claimId: idOf(of) }), by)
}

function opinion(draw: Draw, type: 'ClaimEndorsed' | 'ClaimDisputed') {
  const claim = draw.of(...claims)
  if (!claim) return undefined
  const other = type === 'ClaimDisputed' && draw.random.chance(0.5) ? draw.of(claim.type) : undefined
  const counter = other && subjectOf(other) === subjectOf(claim) ? { counterClaim: idOf(other) } : {}
  const data = { claimId: idOf(claim), marking: draw.marking(), reason: draw.text('We think'), ...counter }
  return draw.make(type, data, { subject: subjectOf(claim) })
}

function register(draw: Draw, type: 'AgencySuspended' | 'AgencyReinstated') {
  // Rare: an agency that may not post makes a dull story.
  if (draw.random.chance(0.7)) return undefined
  const data = { reason: draw.text('Credentials') }
  return {
    ...draw.make(type, data, {
      by: 'centre',
      subject: `agencies/${draw.random.pick(['observer-one', 'ru-authority'])}`,
    }),
    ifmatch: '*',
  }
}
