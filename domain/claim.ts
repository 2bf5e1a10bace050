/** Rules about claims and markings on any subject: who may endorse, dispute, regrade, retract, raise, lower, redact. */

import type { EventType } from '../events/catalog.ts'
import { catalog } from '../events/catalog.ts'
import type { Seen } from '../events/recorded.ts'
import { accept, type Candidate, type Context, type Decision, refuse } from './decision.ts'

export type ClaimEventType =
  | 'ClaimEndorsed'
  | 'ClaimDisputed'
  | 'ClaimRegraded'
  | 'ClaimRetracted'
  | 'MarkingRaised'
  | 'MarkingLowered'
  | 'PayloadRedacted'

/** Which endings end which claims; each has the form of a retraction. */
export const endings = {
  AttributionWithdrawn: ['SeizureAttributedToRoute', 'SeizureAttributedToActor'],
  ActorAliasRejected: ['ActorAliasReported'],
  ActorRoleEnded: ['ActorRoleReported'],
  LinkWithdrawn: ['ActorLinkedToRoute', 'ActorLinkedToActor'],
  CountryRoleEnded: ['CountryRoleReported'],
} as const satisfies Partial<Record<EventType, readonly EventType[]>>

export type EndingType = keyof typeof endings

/** The events that still hold: neither retracted nor ended. A redacted one holds, and says no more than its type. */
export function standing(seen: readonly Seen[]): readonly Seen[] {
  const gone = new Set(seen.flatMap((e) => (retracts(e.type) && e.names !== undefined ? [e.names] : [])))
  return seen.filter((event) => !gone.has(event.eventId))
}

/** 403 before anything else is weighed: the poster sees the claim but has no say over it. */
export function mayActOnClaim(
  candidate: Candidate,
  { poster, seen }: Pick<Context, 'poster' | 'seen'>,
): boolean {
  const named = namedBy(candidate, seen)
  if (!named) return true
  const isOriginator = named.postedBy === poster.agencyId
  const isCentre = poster.kind === 'centre'
  switch (candidate.type) {
    case 'PayloadRedacted':
      return isCentre
    case 'MarkingLowered':
    case 'SeizureCorrected':
      return isOriginator
    case 'MarkingRaised':
    case 'ClaimRegraded':
    case 'ClaimRetracted':
    case 'SeizureRetracted':
    case 'StatementCorrected':
    case 'AttributionWithdrawn':
    case 'ActorAliasRejected':
    case 'ActorRoleEnded':
    case 'LinkWithdrawn':
    case 'CountryRoleEnded':
      return isOriginator || isCentre
    default:
      return true
  }
}

export function decideClaim(candidate: Candidate<ClaimEventType>, context: Context): Decision {
  const { seen, poster } = context
  const named = namedBy(candidate, seen)
  if (!named) return refuse('unknown-reference', pointerOf(candidate), 'No such event on this subject.')
  switch (candidate.type) {
    case 'ClaimEndorsed':
      if (!isClaim(named)) return notAClaim
      if (named.postedBy === poster.agencyId)
        return refuse('rule-violated', '/claimId', 'An agency cannot endorse its own claim.')
      return ifStanding(named, seen)
    case 'ClaimDisputed': {
      if (!isClaim(named)) return notAClaim
      const { counterClaim } = candidate.data
      if (counterClaim !== undefined && !seen.some((event) => event.eventId === counterClaim)) {
        return refuse('unknown-reference', '/counterClaim', 'No such event on this subject.')
      }
      return ifStanding(named, seen)
    }
    case 'ClaimRegraded':
    case 'ClaimRetracted':
      return isClaim(named) ? ifStanding(named, seen) : notAClaim
    case 'MarkingRaised':
    case 'MarkingLowered':
      // Its labels tell, not its payload: what is redacted keeps its audience, and may be raised like the rest.
      return named.labels.length > 0 && !isMarkingChange(named)
        ? accept()
        : refuse('rule-violated', '/eventId', 'This event carries no marking of its own.')
    case 'PayloadRedacted':
      if (isMarkingChange(named))
        return refuse('rule-violated', '/eventId', 'A marking change holds nothing to redact.')
      return named.data === undefined ? refuse('state-conflict', '/eventId', 'Already redacted.') : accept()
  }
}

export function decideEnding(candidate: Candidate<EndingType>, { seen }: Context): Decision {
  const named = namedBy(candidate, seen)
  const endable: readonly EventType[] = endings[candidate.type]
  if (!named || !endable.includes(named.type)) {
    return refuse(
      'unknown-reference',
      '/claimId',
      `No such claim: ${candidate.type} ends ${endable.join(' or ')}.`,
    )
  }
  return ifStanding(named, seen)
}

/** The event that a candidate names: by id, the one that created the subject, or the merge that stands. */
export function namedBy(candidate: Candidate, seen: readonly Seen[]): Seen | undefined {
  const { names } = catalog[candidate.type]
  if (names === undefined) return undefined
  if (names === 'creation') return seen.find((event) => catalog[event.type].creates)
  if (names === 'merge') return standingMerges(seen).at(-1)
  const id = (candidate.data as Record<string, unknown>)[names]
  return seen.find((event) => event.eventId === id)
}

function ifStanding(named: Seen, seen: readonly Seen[]): Decision {
  return standing(seen).includes(named)
    ? accept()
    : refuse('state-conflict', '/claimId', 'This claim has been retracted or has ended.')
}

/** A factual event is a claim; what is said about claims and markings is not. */
function isClaim(event: Seen): boolean {
  const { names } = catalog[event.type]
  return names === undefined || names === 'merge'
}

/** Merges that were neither retracted nor reversed. */
export function standingMerges(seen: readonly Seen[]): readonly Seen<'ActorsMerged'>[] {
  const held = standing(seen)
  const reversed = new Set(held.flatMap((e) => (e.type === 'ActorMergeReversed' ? [e.names] : [])))
  return held.filter((e): e is Seen<'ActorsMerged'> => e.type === 'ActorsMerged' && !reversed.has(e.eventId))
}

function isMarkingChange(event: Seen): boolean {
  return event.type === 'MarkingRaised' || event.type === 'MarkingLowered'
}

function retracts(type: EventType): boolean {
  return type === 'ClaimRetracted' || type in endings
}

function pointerOf(candidate: Candidate): string {
  return `/${catalog[candidate.type].names ?? ''}`
}

const notAClaim = refuse('unknown-reference', '/claimId', 'The event named is not a claim.')
