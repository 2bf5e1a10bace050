/**
 * Who sees which event of a stream, now. Frozen labels are where it starts; marking changes, the audience of what
 * an event names, and the existence of the subjects it refers to decide the rest (DOMAIN.md §4, ADR-0003).
 */
import { catalog } from '../events/catalog.ts'
import type { Marking } from '../events/envelope.ts'
import type { Label, Recorded, Reference, Seen } from '../events/recorded.ts'
import { join, meet, sees } from './audience.ts'

/** The audience for which a subject (or a part of it, such as a leg) exists; `[]` where it does not. */
export type Existence = (subject: string, part?: string) => readonly Label[]

export type Effective = { audience: readonly Label[]; marking: Marking | undefined; redacted: boolean }

/** The present audience, marking and redaction of every event of one stream, by event id. */
export function effective(stream: readonly Recorded[], exists: Existence): ReadonlyMap<string, Effective> {
  const changes = new Map<string, Recorded<'MarkingRaised' | 'MarkingLowered'>>()
  const redacted = new Set<string>()
  for (const event of stream) {
    if (event.names === undefined) continue
    if (changesMarking(event)) changes.set(event.names, event)
    if (event.type === 'PayloadRedacted') redacted.add(event.names)
  }
  const result = new Map<string, Effective>()
  for (const event of stream) {
    const change = changes.get(event.eventId)
    const own = change?.labels ?? event.labels
    const existing = ({ subject, part }: Reference) =>
      subject === event.subject && part !== undefined
        ? whereAdded(stream, result, part)
        : exists(subject, part)
    const met = (event.refs ?? []).reduce<readonly Label[]>(
      (audience, ref) => meet(audience, existing(ref)),
      audienceBesideNamed(event, own, result),
    )
    const sent = event.data && 'marking' in event.data ? event.data.marking : undefined
    result.set(event.eventId, {
      // A poster always sees its own.
      audience: event.own === undefined ? met : join(met, [event.own]),
      marking: change?.data?.marking ?? sent,
      redacted: redacted.has(event.eventId) || event.data === undefined,
    })
  }
  return result
}

/** The audience that an event's own marking gives it now, before what it names or refers to narrows it. */
export function markedAudience(event: Recorded, stream: readonly Recorded[]): readonly Label[] {
  return stream.findLast((e) => changesMarking(e) && e.names === event.eventId)?.labels ?? event.labels
}

/** What one reader sees of a stream, in order, numbered for that reader. */
export function seenBy(
  reader: Label,
  stream: readonly Recorded[],
  effects: ReadonlyMap<string, Effective>,
): readonly Seen[] {
  const seen: Seen[] = []
  for (const event of stream) {
    const effect = effects.get(event.eventId)
    if (!effect || !sees(reader, effect.audience)) continue
    const { audience, marking, redacted } = effect
    seen.push({
      ...event,
      version: seen.length + 1,
      audience,
      marking,
      ...(redacted && { data: undefined }),
    } as Seen)
  }
  return seen
}

/** A subject exists for whoever sees an event that creates it; a leg, for whoever also sees the event that adds it. */
export function existenceOf(
  stream: readonly Recorded[],
  effects: ReadonlyMap<string, Effective>,
  part?: string,
): readonly Label[] {
  const subject = joined(
    stream.filter((event) => catalog[event.type].creates),
    effects,
  )
  return part === undefined ? subject : meet(subject, whereAdded(stream, effects, part))
}

/** The subject exists for this reader. */
export function existsAmong(seen: readonly Seen[]): boolean {
  return seen.some((event) => catalog[event.type].creates)
}

/**
 * An event that names another takes its audience; where it carries a marking of its own, both must allow.
 * No labels of its own (`[]`) means that it only takes. What it names stands before it in the stream.
 */
function audienceBesideNamed(
  event: Recorded,
  own: readonly Label[],
  earlier: ReadonlyMap<string, Effective>,
): readonly Label[] {
  if (event.names === undefined) return own
  const named = earlier.get(event.names)?.audience ?? []
  return changesMarking(event) || own.length === 0 ? named : meet(own, named)
}

function changesMarking(event: Recorded): event is Recorded<'MarkingRaised' | 'MarkingLowered'> {
  return event.type === 'MarkingRaised' || event.type === 'MarkingLowered'
}

/** Who sees any event that adds this part, among those whose audience is worked out already. */
function whereAdded(
  stream: readonly Recorded[],
  effects: ReadonlyMap<string, Effective>,
  part: string,
): readonly Label[] {
  return joined(
    stream.filter(({ adds }) => adds?.includes(part)),
    effects,
  )
}

function joined(events: readonly Recorded[], effects: ReadonlyMap<string, Effective>): readonly Label[] {
  return events.reduce<readonly Label[]>(
    (all, { eventId }) => join(all, effects.get(eventId)?.audience ?? []),
    [],
  )
}
