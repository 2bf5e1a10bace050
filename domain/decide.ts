/** One entry to all deciders: whether the poster has a say, and whether the subject's state and the rules allow it. */
import { catalog, refsOf } from '../events/catalog.ts'
import type { Label } from '../events/recorded.ts'
import { decideActor } from './actor.ts'
import { decideAgency } from './agency.ts'
import { narrower, within } from './audience.ts'
import { decideClaim, decideEnding, namedBy, standing } from './claim.ts'
import { decideCommitment } from './commitment.ts'
import { accept, type Candidate, type Context, type Decision, every, refuse } from './decision.ts'
import { decideFigure } from './figure.ts'
import { toAdmiralty } from './grading.ts'
import { derivationsOf, rootsOf } from './roots.ts'
import { decideRoute } from './route.ts'
import { decideSeizure } from './seizure.ts'
import { decideSession } from './session.ts'
import { decideStatement } from './statement.ts'
import { markedAudience } from './visibility.ts'

/**
 * @param audience the labels that the candidate's own marking (or the new marking that it gives) opens to.
 * References to other subjects are checked first: what the poster does not see is unknown to it.
 */
export function decide(candidate: Candidate, context: Context, audience: readonly Label[]): Decision {
  const decided = every(
    decideAgencyAudience(candidate, audience),
    decideReferences(candidate, context),
    decideByType(candidate, context, audience),
    gradingWarnings(candidate, context),
  )
  return decided.outcome === 'accepted' ? every(decided, decideRetracted(candidate, context)) : decided
}

function decideByType(candidate: Candidate, context: Context, audience: readonly Label[]): Decision {
  switch (candidate.type) {
    case 'AgencyRegistered':
    case 'AgencySuspended':
    case 'AgencyReinstated':
      return decideAgency(candidate, context)
    case 'SeizureReported':
    case 'SeizureCorrected':
    case 'SeizureRetracted':
    case 'SeizureLabConfirmed':
    case 'SeizureAttributedToRoute':
    case 'SeizureAttributedToActor':
      return decideSeizure(candidate, context)
    case 'RouteIdentified':
    case 'RouteLegAdded':
    case 'RouteLegRetired':
    case 'RouteRerouted':
    case 'RouteSubstancesChanged':
    case 'RouteValueEstimated':
    case 'RouteVolumeEstimated':
    case 'RouteDeclaredDormant':
    case 'RouteReactivated':
    case 'RouteDisrupted':
      return decideRoute(candidate, context)
    case 'ActorReported':
    case 'ActorAliasReported':
    case 'ActorRoleReported':
    case 'ActorPresenceReported':
    case 'ActorLinkedToRoute':
    case 'ActorLinkedToActor':
    case 'ActorDuplicateSuspected':
    case 'ActorsMerged':
    case 'ActorMergeReversed':
    case 'ActorDeclaredDormant':
    case 'ActorReactivated':
    case 'ActorDismantlementClaimed':
      return decideActor(candidate, context)
    case 'SessionScheduled':
    case 'SessionOpened':
    case 'SessionClosed':
    case 'DelegationParticipated':
    case 'AttendanceReported':
      return decideSession(candidate, context)
    case 'StatementDelivered':
    case 'StatementCorrected':
    case 'StatementAssertionExtracted':
      return decideStatement(candidate, context)
    case 'CommitmentMade':
    case 'CommitmentProgressReported':
    case 'CommitmentFulfilled':
    case 'CommitmentLapsed':
    case 'CommitmentWithdrawn':
      return decideCommitment(candidate, context)
    case 'AggregateFigureReported':
      return decideFigure(candidate, context)
    case 'AttributionWithdrawn':
    case 'ActorAliasRejected':
    case 'ActorRoleEnded':
    case 'LinkWithdrawn':
    case 'CountryRoleEnded':
      return decideEnding(candidate, context)
    case 'ClaimEndorsed':
    case 'ClaimDisputed':
    case 'ClaimRegraded':
    case 'ClaimRetracted':
    case 'PayloadRedacted':
      return decideClaim(candidate, context)
    case 'MarkingRaised':
    case 'MarkingLowered':
      return every(decideClaim(candidate, context), decideMarkingChange(candidate, context, audience))
    // A source and a country's role stand beside others; nothing they meet can refuse them.
    case 'SourceRegistered':
    case 'CountryRoleReported':
      return accept()
  }
}

/** Nothing more happens to a subject whose every creating claim has been retracted. */
function decideRetracted({ type }: Candidate, { seen }: Context): Decision {
  const { creates, kind, names } = catalog[type]
  const created = seen.filter((e) => catalog[e.type].creates)
  const holds = created.length === 0 || standing(seen).some((e) => created.includes(e))
  if (creates || kind === 'any' || names !== undefined || holds) return accept()
  return refuse('state-conflict', '', 'Everything that says this exists has been retracted.')
}

/** The community knows who belongs to it: a hidden agency could be told from a missing one by naming it. */
function decideAgencyAudience({ type, subject }: Candidate, audience: readonly Label[]): Decision {
  const opens = type === 'AgencyRegistered' || type === 'MarkingRaised' || type === 'MarkingLowered'
  if (!subject.startsWith('agencies/') || !opens || within(['community'], audience)) return accept()
  return refuse(
    'rule-violated',
    '/marking',
    'An agency of the register is known to the community: CLEAR or GREEN.',
  )
}

/**
 * Raised means strictly fewer readers, lowered strictly more: of the marking itself, not of what the event names or
 * refers to. Who reads that may change tomorrow, and is not for the poster to learn.
 */
function decideMarkingChange(
  candidate: Candidate<'MarkingRaised' | 'MarkingLowered'>,
  { seen }: Context,
  audience: readonly Label[],
): Decision {
  const named = namedBy(candidate, seen)
  const now = named ? markedAudience(named, seen) : []
  const raised = candidate.type === 'MarkingRaised'
  if (raised ? narrower(audience, now) : narrower(now, audience)) return accept()
  return refuse(
    'rule-violated',
    '/marking',
    `The new marking must open the event to strictly ${raised ? 'fewer' : 'more'} readers.`,
  )
}

function decideReferences({ type, data, subject: own }: Candidate, { exists }: Context): Decision {
  return every(
    ...refsOf(type, data, own).map(({ subject, part }, index) =>
      // Of its own parts the subject's decider knows more than whether they exist.
      subject === own || exists(subject, part)
        ? accept()
        : refuse(
            'unknown-reference',
            part !== undefined && exists(subject) ? '/legId' : pointerOf(data, index),
            'This does not exist, as far as you can see.',
          ),
    ),
  )
}

const referenceFields = ['routeId', 'actorId', 'into', 'sessionId', 'statementId']

/** Where in `data` the subject of a reference stands: at its place in `about`, or in the one field that names it. */
function pointerOf(data: object, index: number): string {
  if ('about' in data) return `/about/${index}`
  return `/${referenceFields.find((field) => field in data) ?? ''}`
}

/** "Confirmed by other sources" takes two independent roots; with fewer it counts as 2 (DOMAIN.md §3). */
function gradingWarnings(candidate: Candidate, { poster, seen }: Context): Decision {
  const { data } = candidate
  if (!('grading' in data) || !data.grading || toAdmiralty(data.grading).information !== '1') return accept()
  const claim = candidate.type === 'ClaimRegraded' ? namedBy(candidate, seen)?.data : data
  const sources = (claim && 'sources' in claim && claim.sources) || []
  const derivations = derivationsOf(sources, () => [])
  if (rootsOf({ claimId: '', postedBy: poster.agencyId, sources }, derivations).size >= 2) return accept()
  const hint = 'Credibility 1 needs two independent roots; until another agrees it counts as 2.'
  return accept({ rule: 'credibility-capped', pointer: '/data/grading/information', hint })
}
