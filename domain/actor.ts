/** Decides what may happen to one actor. A merge is a claim that can be reversed; a namesake is a suspicion, never a merge. */
import type { Seen, Warning } from '../events/recorded.ts'
import { standing, standingMerges } from './claim.ts'
import { accept, type Candidate, type Context, type Decision, refuse } from './decision.ts'
import { normaliseName } from './names.ts'

export type ActorEventType =
  | 'ActorReported'
  | 'ActorAliasReported'
  | 'ActorRoleReported'
  | 'ActorPresenceReported'
  | 'ActorLinkedToRoute'
  | 'ActorLinkedToActor'
  | 'ActorDuplicateSuspected'
  | 'ActorsMerged'
  | 'ActorMergeReversed'
  | 'ActorDeclaredDormant'
  | 'ActorReactivated'
  | 'ActorDismantlementClaimed'

export type ActorState = { status: 'unknown' | 'active' | 'dormant'; mergedInto: string | undefined }

/** A reversal ends the merge that its poster saw, and no other. */
export function actorOf(seen: readonly Seen[]): ActorState {
  const status = standing(seen).reduce<ActorState['status']>(statusAfter, 'unknown')
  const merges = standingMerges(seen).flatMap(({ data }) => (data ? [data.into] : []))
  return { status, mergedInto: merges.at(-1) }
}

function statusAfter(status: ActorState['status'], { type }: Seen): ActorState['status'] {
  switch (type) {
    case 'ActorReported':
      return status === 'unknown' ? 'active' : status
    case 'ActorDeclaredDormant':
      return 'dormant'
    case 'ActorReactivated':
      return 'active'
    default:
      return status
  }
}

export function decideActor(candidate: Candidate<ActorEventType>, context: Context): Decision {
  const { seen, subject } = { seen: context.seen, subject: candidate.subject }
  const actor = actorOf(seen)
  switch (candidate.type) {
    case 'ActorReported':
      return accept(...namesakeWarnings(context, subject))
    case 'ActorAliasReported':
      return accept(...rejectionWarnings(candidate.data.alias, seen), ...namesakeWarnings(context, subject))
    case 'ActorRoleReported':
    case 'ActorPresenceReported':
    case 'ActorLinkedToRoute':
    case 'ActorDismantlementClaimed':
      return accept()
    case 'ActorLinkedToActor':
    case 'ActorDuplicateSuspected':
      return isItself(candidate.data.actorId, subject)
        ? refuse('rule-violated', '/actorId', 'An actor is not linked to itself.')
        : accept()
    case 'ActorsMerged':
      return decideMerge(candidate.data.into, subject, actor, context)
    case 'ActorMergeReversed':
      return actor.mergedInto === undefined
        ? refuse('state-conflict', '', 'This actor is not merged into another.')
        : accept()
    case 'ActorDeclaredDormant':
      return actor.status === 'active'
        ? accept()
        : refuse('state-conflict', '', 'Only an active actor can be declared dormant.')
    case 'ActorReactivated':
      return actor.status === 'dormant'
        ? accept()
        : refuse('state-conflict', '', 'Only a dormant actor can be reactivated.')
  }
}

/** Following the merges from `into` must not lead back here, as far as the poster sees. */
function decideMerge(into: string, subject: string, actor: ActorState, { other }: Context): Decision {
  if (isItself(into, subject))
    return refuse('rule-violated', '/into', 'An actor cannot be merged into itself.')
  if (actor.mergedInto !== undefined)
    return refuse('state-conflict', '', 'This actor is merged already; reverse that first.')
  const visited = new Set<string>()
  for (
    let next: string | undefined = into;
    next !== undefined && !visited.has(next);
    next = actorOf(other(`actors/${next}`)).mergedInto
  ) {
    if (isItself(next, subject))
      return refuse('rule-violated', '/into', 'This would close a circle of merges.')
    visited.add(next)
  }
  return accept()
}

/** Remembered however it is spelled this time. */
function rejectionWarnings(alias: string, seen: readonly Seen[]): readonly Warning[] {
  const rejected = new Set(seen.flatMap((e) => (e.type === 'ActorAliasRejected' ? [e.names] : [])))
  const isKnown = seen.some(
    (e) =>
      e.type === 'ActorAliasReported' &&
      rejected.has(e.eventId) &&
      e.data !== undefined &&
      normaliseName(e.data.alias) === normaliseName(alias),
  )
  const hint = 'This alias was reported and rejected before.'
  return isKnown ? [{ rule: 'alias-rejected-before', pointer: '/data/alias', hint }] : []
}

function namesakeWarnings({ namesakes }: Context, subject: string): readonly Warning[] {
  return namesakes
    .filter((namesake) => namesake !== subject)
    .map((namesake) => ({
      rule: 'possible-duplicate',
      pointer: '/data',
      hint: `The same name stands at ${namesake}.`,
    }))
}

function isItself(actorId: string, subject: string): boolean {
  return `actors/${actorId}` === subject
}
