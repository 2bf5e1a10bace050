/** Every event type: its subject's kind, its schema, and how it stands to other events and subjects. */
import type * as z from 'zod'
import * as actor from './actor.ts'
import * as agency from './agency.ts'
import * as claim from './claim.ts'
import * as commitment from './commitment.ts'
import * as country from './country.ts'
import * as figure from './figure.ts'
import { type SubjectKind, subjectOf } from './ids.ts'
import type { Reference } from './recorded.ts'
import * as route from './route.ts'
import * as seizure from './seizure.ts'
import * as session from './session.ts'
import { sourceRegistered } from './source.ts'
import * as statement from './statement.ts'

type Naming = 'eventId' | 'claimId' | 'creation' | 'merge'

type Entry<K extends SubjectKind | 'any', D extends z.ZodType> = {
  kind: K
  schemaVersion: number
  /** Made when it is first asked for: most requests need one of them, many none. */
  readonly data: D
  /** Makes the subject exist for whoever sees the event. */
  creates: boolean
  needsIfMatch: boolean
  /**
   * The event it names, whose audience it takes: by a field of `data`, the one that created the subject, or the merge
   * that stands as the poster sees it.
   */
  names: Naming | undefined
  refs: (data: z.output<D>, subject: string) => Reference[]
  /** Parts that it adds to its subject. */
  adds: (data: z.output<D>) => string[]
}

const entry = <K extends SubjectKind | 'any', D extends z.ZodType>(
  kind: K,
  schema: () => D,
  rest: Partial<Omit<Entry<K, D>, 'kind' | 'data'>> = {},
): Entry<K, D> => ({
  kind,
  schemaVersion: 1,
  get data() {
    return schema()
  },
  creates: false,
  needsIfMatch: false,
  names: undefined,
  refs: () => [],
  adds: () => [],
  ...rest,
})

const toRoute = ({ routeId, legId }: { routeId: string; legId?: string | undefined }): Reference[] => [
  legId === undefined
    ? { subject: subjectOf('routes', routeId) }
    : { subject: subjectOf('routes', routeId), part: legId },
]
const toActor = ({ actorId }: { actorId: string }): Reference[] => [{ subject: subjectOf('actors', actorId) }]

const creates = { creates: true }
const guarded = { needsIfMatch: true }
const namesClaim = { names: 'claimId' } as const
const correctsCreation = { names: 'creation', needsIfMatch: true } as const
const changesEvent = { names: 'eventId', needsIfMatch: true } as const

export const catalog = {
  AgencyRegistered: entry('agencies', agency.agencyRegistered, creates),
  AgencySuspended: entry('agencies', agency.agencySuspended, guarded),
  AgencyReinstated: entry('agencies', agency.agencyReinstated, guarded),

  SourceRegistered: entry('sources', sourceRegistered, creates),

  SeizureReported: entry('seizures', seizure.seizureReported, creates),
  SeizureCorrected: entry('seizures', seizure.seizureCorrected, correctsCreation),
  SeizureRetracted: entry('seizures', seizure.seizureRetracted, correctsCreation),
  SeizureLabConfirmed: entry('seizures', seizure.seizureLabConfirmed),
  SeizureAttributedToRoute: entry('seizures', seizure.seizureAttributedToRoute, { refs: toRoute }),
  SeizureAttributedToActor: entry('seizures', seizure.seizureAttributedToActor, { refs: toActor }),
  AttributionWithdrawn: entry('seizures', seizure.attributionWithdrawn, namesClaim),

  RouteIdentified: entry('routes', route.routeIdentified, creates),
  RouteLegAdded: entry('routes', route.routeLegAdded, { adds: ({ legId }) => [legId] }),
  RouteLegRetired: entry('routes', route.routeLegRetired, {
    needsIfMatch: true,
    refs: ({ legId }, subject) => [{ subject, part: legId }],
  }),
  RouteRerouted: entry('routes', route.routeRerouted, {
    needsIfMatch: true,
    refs: ({ from }, subject) => from.map((part) => ({ subject, part })),
    adds: ({ to }) => to.map(({ legId }) => legId),
  }),
  RouteSubstancesChanged: entry('routes', route.routeSubstancesChanged),
  RouteValueEstimated: entry('routes', route.routeValueEstimated),
  RouteVolumeEstimated: entry('routes', route.routeVolumeEstimated),
  RouteDeclaredDormant: entry('routes', route.routeDeclaredDormant, guarded),
  RouteReactivated: entry('routes', route.routeReactivated, guarded),
  RouteDisrupted: entry('routes', route.routeDisrupted, guarded),

  ActorReported: entry('actors', actor.actorReported, creates),
  ActorAliasReported: entry('actors', actor.actorAliasReported),
  ActorAliasRejected: entry('actors', actor.actorAliasRejected, namesClaim),
  ActorRoleReported: entry('actors', actor.actorRoleReported),
  ActorRoleEnded: entry('actors', actor.actorRoleEnded, namesClaim),
  ActorPresenceReported: entry('actors', actor.actorPresenceReported),
  ActorLinkedToRoute: entry('actors', actor.actorLinkedToRoute, { refs: toRoute }),
  ActorLinkedToActor: entry('actors', actor.actorLinkedToActor, { refs: toActor }),
  LinkWithdrawn: entry('actors', actor.linkWithdrawn, namesClaim),
  ActorDuplicateSuspected: entry('actors', actor.actorDuplicateSuspected, { refs: toActor }),
  ActorsMerged: entry('actors', actor.actorsMerged, {
    needsIfMatch: true,
    refs: ({ into }) => [{ subject: subjectOf('actors', into) }],
  }),
  ActorMergeReversed: entry('actors', actor.actorMergeReversed, { names: 'merge', needsIfMatch: true }),
  ActorDeclaredDormant: entry('actors', actor.actorDeclaredDormant),
  ActorReactivated: entry('actors', actor.actorReactivated),
  ActorDismantlementClaimed: entry('actors', actor.actorDismantlementClaimed),

  SessionScheduled: entry('sessions', session.sessionScheduled, creates),
  SessionOpened: entry('sessions', session.sessionOpened),
  SessionClosed: entry('sessions', session.sessionClosed),
  DelegationParticipated: entry('sessions', session.delegationParticipated),
  AttendanceReported: entry('sessions', session.attendanceReported),

  StatementDelivered: entry('statements', statement.statementDelivered, {
    creates: true,
    refs: ({ sessionId }) => [{ subject: subjectOf('sessions', sessionId) }],
  }),
  StatementCorrected: entry('statements', statement.statementCorrected, correctsCreation),
  StatementAssertionExtracted: entry('statements', statement.statementAssertionExtracted, {
    refs: ({ about }) => about.map((subject) => ({ subject })),
  }),

  CommitmentMade: entry('commitments', commitment.commitmentMade, {
    creates: true,
    refs: ({ statementId }) =>
      statementId === undefined ? [] : [{ subject: subjectOf('statements', statementId) }],
  }),
  CommitmentProgressReported: entry('commitments', commitment.commitmentProgressReported),
  CommitmentFulfilled: entry('commitments', commitment.commitmentFulfilled),
  CommitmentLapsed: entry('commitments', commitment.commitmentLapsed),
  CommitmentWithdrawn: entry('commitments', commitment.commitmentWithdrawn),

  CountryRoleReported: entry('countries', country.countryRoleReported, creates),
  CountryRoleEnded: entry('countries', country.countryRoleEnded, namesClaim),

  AggregateFigureReported: entry('figures', figure.aggregateFigureReported, creates),

  ClaimEndorsed: entry('any', claim.claimEndorsed, namesClaim),
  ClaimDisputed: entry('any', claim.claimDisputed, namesClaim),
  ClaimRegraded: entry('any', claim.claimRegraded, namesClaim),
  ClaimRetracted: entry('any', claim.claimRetracted, { names: 'claimId', needsIfMatch: true }),
  MarkingRaised: entry('any', claim.markingRaised, changesEvent),
  MarkingLowered: entry('any', claim.markingLowered, changesEvent),
  PayloadRedacted: entry('any', claim.payloadRedacted, changesEvent),
}

export type EventType = keyof typeof catalog
export type DataOf<T extends EventType> = z.output<(typeof catalog)[T]['data']>

export const eventTypes = Object.keys(catalog) as EventType[]
export const isEventType = (type: string): type is EventType => Object.hasOwn(catalog, type)

/** The subjects that an event refers to beside its own, and the parts of its own. */
export function refsOf<T extends EventType>(type: T, data: DataOf<T>, subject: string): Reference[] {
  // One entry's `refs` takes that entry's data; the index type cannot say so for a union of entries.
  return (catalog[type].refs as (data: DataOf<T>, subject: string) => Reference[])(data, subject)
}

export function addsOf<T extends EventType>(type: T, data: DataOf<T>): string[] {
  return (catalog[type].adds as (data: DataOf<T>) => string[])(data)
}
