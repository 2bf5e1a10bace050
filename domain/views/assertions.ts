/** Which claim an event makes: under which field, beside which others, and what it says in comparable form. */
import type { Seen } from '../../events/recorded.ts'
import type { Assertion } from '../claims.ts'
import { actorAssertion } from './actor-claims.ts'
import { countryAssertion, figureAssertion, sourceAssertion } from './register-claims.ts'
import { routeAssertion } from './route-claims.ts'
import { seizureAssertion } from './seizure-claims.ts'
import { commitmentAssertion, sessionAssertion, statementAssertion } from './session-claims.ts'
import type { Told } from './told.ts'

/** Undefined for what is no claim (corrections, endings, opinions, markings, the register) and for what is redacted. */
export function assertionOf(event: Seen): Assertion | undefined {
  return event.data === undefined ? undefined : assertionOfTold(event as Told)
}

function assertionOfTold(event: Told): Assertion | undefined {
  switch (event.type) {
    case 'SourceRegistered':
      return sourceAssertion(event)
    case 'SeizureReported':
    case 'SeizureLabConfirmed':
    case 'SeizureAttributedToRoute':
    case 'SeizureAttributedToActor':
      return seizureAssertion(event)
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
      return routeAssertion(event)
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
      return actorAssertion(event)
    case 'SessionScheduled':
    case 'SessionOpened':
    case 'SessionClosed':
    case 'DelegationParticipated':
    case 'AttendanceReported':
      return sessionAssertion(event)
    case 'StatementDelivered':
    case 'StatementAssertionExtracted':
      return statementAssertion(event)
    case 'CommitmentMade':
    case 'CommitmentProgressReported':
    case 'CommitmentFulfilled':
    case 'CommitmentLapsed':
    case 'CommitmentWithdrawn':
      return commitmentAssertion(event)
    case 'CountryRoleReported':
      return countryAssertion(event)
    case 'AggregateFigureReported':
      return figureAssertion(event)
    case 'AgencyRegistered':
    case 'AgencySuspended':
    case 'AgencyReinstated':
    case 'SeizureCorrected':
    case 'SeizureRetracted':
    case 'StatementCorrected':
    case 'AttributionWithdrawn':
    case 'ActorAliasRejected':
    case 'ActorRoleEnded':
    case 'LinkWithdrawn':
    case 'CountryRoleEnded':
    case 'ClaimEndorsed':
    case 'ClaimDisputed':
    case 'ClaimRegraded':
    case 'ClaimRetracted':
    case 'MarkingRaised':
    case 'MarkingLowered':
    case 'PayloadRedacted':
      return undefined
  }
}
