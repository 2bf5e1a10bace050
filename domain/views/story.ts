/** One subject as one label sees it, its claims weighed: what every card is written from. */
import { catalog, type EventType } from '../../events/catalog.ts'
import type { Seen } from '../../events/recorded.ts'
import { type Weighed, weigh } from '../claims.ts'
import { assertionOf } from './assertions.ts'
import { present, type Told, toldOf } from './told.ts'
import type { Card, Claim, Conflict, Viewpoint } from './view.ts'

export type Story = {
  subject: string
  id: string
  version: number
  /** All that the label sees, in order. */
  events: readonly Seen[]
  weighed: readonly Weighed[]
  claims: readonly Claim[]
  conflicts: readonly Conflict[]
}

/** Undefined where the subject does not exist for this label. */
export function storyOf(subject: string, events: readonly Seen[], as: Viewpoint): Story | undefined {
  if (!events.some(({ type }) => catalog[type].creates)) return undefined
  const { weighed, conflicts } = weigh(events, assertionOf, as)
  return {
    subject,
    id: subject.slice(subject.indexOf('/') + 1),
    version: events.length,
    events,
    weighed,
    claims: weighed.map(({ claim }) => claim),
    conflicts,
  }
}

/** Every creating event that the label sees has lost its payload: the subject is there and says nothing. */
export function isRedacted({ events }: Story): boolean {
  return events.every(({ type, data }) => !catalog[type].creates || data === undefined)
}

export function redactedCard({ subject, version }: Story): Card {
  return { subject, version, status: 'redacted', claims: [], conflicts: [] }
}

/** A card: `version` and the fields of its kind, then the claims. */
export function cardOf(
  { subject, version, claims, conflicts }: Story,
  fields: Record<string, unknown>,
): Card {
  return { subject, version, ...present(fields), claims, conflicts }
}

export type TypedClaim<T extends EventType> = { event: Told<T>; claim: Claim; slot: string; rank: number }

/** Claims of these types that are neither retracted nor ended, preferred ones first, all in order of policy. */
export function liveClaims<T extends EventType>(
  story: Story,
  ...types: readonly T[]
): readonly TypedClaim<T>[] {
  return claimsOf(story, ...types)
    .filter(({ claim }) => claim.status !== 'retracted')
    .sort((one, other) => standingOf(one.claim) - standingOf(other.claim) || one.rank - other.rank)
}

/** Claims of these types in order, retracted ones too. */
export function claimsOf<T extends EventType>(story: Story, ...types: readonly T[]): TypedClaim<T>[] {
  const told = new Map(toldOf(story.events, ...types).map((event) => [event.eventId, event]))
  return story.weighed.flatMap(({ claim, assertion, rank }) => {
    const event = told.get(claim.claimId)
    return event ? [{ event, claim, slot: assertion.slot, rank }] : []
  })
}

/** The claims of one slot after another, in the order in which the slots were first claimed. */
export function bySlot<T extends EventType>(
  claims: readonly TypedClaim<T>[],
): readonly (readonly TypedClaim<T>[])[] {
  const slots = [...Map.groupBy(claims, ({ slot }) => slot).values()]
  const firstOf = (slot: readonly TypedClaim<T>[]) => Math.min(...slot.map(({ event }) => event.sequence))
  return slots.sort((one, other) => firstOf(one) - firstOf(other))
}

export function claimIdsOf(claims: readonly { claim: Claim }[]): readonly string[] {
  return claims.map(({ claim }) => claim.claimId).sort()
}

/**
 * The claim that decides what the card says about the subject as a whole: the preferred one or, where all have been
 * retracted, the first that was made, since even a withdrawn subject has a name.
 */
export function leading<T extends EventType>(story: Story, type: T): TypedClaim<T> | undefined {
  return liveClaims(story, type)[0] ?? claimsOf(story, type)[0]
}

/** No claim that created the subject stands any more. */
export function isRetracted(story: Story, type: EventType): boolean {
  return liveClaims(story, type).length === 0
}

function standingOf({ status }: Claim): number {
  return ['preferred', 'live', 'variant', 'disputed', 'retracted'].indexOf(status)
}
