/**
 * Streams of random markings and, beside them, who may see what by plain reasoning about one reader: nothing here
 * shares code with the audiences that it is compared with, but for the labels a marking opens.
 */
import fc from 'fast-check'
import { audienceOf, ownLabel } from '../../domain/audience.ts'
import { addsOf, catalog, refsOf } from '../../events/catalog.ts'
import type { Marking } from '../../events/envelope.ts'
import type { Label, Recorded, Seen } from '../../events/recorded.ts'
import { anyStream } from '../domain/views/any-stream.ts'
import { member } from './decider.ts'

export type World = {
  stream: readonly Recorded[]
  exists: (subject: string, part?: string) => readonly Label[]
}

/** Every label a reader may stand under, with those it holds; two agencies nobody ever names stand for all others. */
export const holds: Readonly<Record<Label, readonly Label[]>> = {
  public: ['public'],
  community: ['public', 'community'],
  participants: ['public', 'community', 'participants'],
  'community/observer-one': ['public', 'community', 'community/observer-one'],
  'community/observer-two': ['public', 'community', 'community/observer-two'],
  'participants/kz-moi': ['public', 'community', 'participants', 'participants/kz-moi'],
  'participants/ru-authority': ['public', 'community', 'participants', 'participants/ru-authority'],
  'participants/tj-authority': ['public', 'community', 'participants', 'participants/tj-authority'],
  'participants/centre': ['public', 'community', 'participants', 'participants/centre'],
}
export const readers = Object.keys(holds)

const agencies = ['kz-moi', 'ru-authority', 'observer-one', 'centre']
const anyAgency = fc.constantFrom(...agencies)
export const anyMarking: fc.Arbitrary<Marking> = fc.oneof(
  fc.constantFrom<Marking>({ tlp: 'CLEAR' }, { tlp: 'GREEN' }, { tlp: 'AMBER' }),
  fc.record({
    tlp: fc.constantFrom<Marking['tlp']>('AMBER+STRICT', 'RED'),
    releasableTo: fc.uniqueArray(anyAgency, { maxLength: 2 }),
  }),
)

export function labelsOf(marking: Marking, poster: string): readonly Label[] {
  return audienceOf(marking, member(poster), (marking.releasableTo ?? []).map(member))
}

export function isMarkingChange({ type }: Recorded): boolean {
  return type === 'MarkingRaised' || type === 'MarkingLowered'
}

const anyExistence: fc.Arbitrary<World['exists']> = fc.func(
  fc.constantFrom<Label[]>(
    ['public'],
    ['public'],
    ['participants'],
    ['participants/kz-moi', 'participants/ru-authority'],
    ['community/observer-one', 'participants/kz-moi'],
    [],
  ),
)

/** @param vary tells events of one type apart, so that readers who see different ones come to different pictures. */
export function anyWorld(
  subject: string,
  vary: (type: string, data: object, n: number) => object = (_type, data) => data,
): fc.Arbitrary<World> {
  return anyStream(subject)
    .chain((events) => {
      const each = { minLength: events.length, maxLength: events.length }
      return fc.record({
        events: fc.constant(events),
        marks: fc.array(fc.record({ marking: anyMarking, postedBy: anyAgency, n: fc.nat(5) }), each),
        exists: anyExistence,
      })
    })
    .map(({ events, marks, exists }) => {
      const posterOf = (id?: string) => marks[events.findIndex(({ eventId }) => eventId === id)]?.postedBy
      const stream = events.map((event, index): Recorded => {
        const { marking, postedBy, n } = marks[index] as (typeof marks)[number]
        const isMarked = event.data === undefined ? event.names === undefined : 'marking' in event.data
        // A new marking opens the event to its originator, whoever changes it.
        const owner = isMarkingChange(event) ? (posterOf(event.names) ?? postedBy) : postedBy
        const data = event.data && vary(event.type, isMarked ? { ...event.data, marking } : event.data, n)
        const refs = data ? refsOf(event.type, data as never, event.subject) : []
        const adds = data ? addsOf(event.type, data as never) : []
        const { version: _version, audience: _audience, marking: _marking, ...recorded } = event
        const labels = isMarked ? labelsOf(marking, owner) : event.names === undefined ? ['community'] : []
        return {
          ...recorded,
          postedBy,
          labels,
          data,
          ...(refs.length > 0 && { refs }),
          ...(adds.length > 0 && { adds }),
          ...(catalog[event.type].creates && { own: ownLabel(member(postedBy)) }),
        } as Recorded
      })
      return { stream, exists }
    })
}

/** What the reader may see, event by event: its marking, what it names and all that it refers to must allow. */
export function plainlySeen({ stream, exists }: World, reader: Label): readonly Recorded[] {
  const reads = (labels: readonly Label[]) => labels.some((label) => holds[reader]?.includes(label))
  const visible = (event: Recorded): boolean => {
    const named = stream.find(({ eventId }) => eventId === event.names)
    const change = stream.findLast((other) => isMarkingChange(other) && other.names === event.eventId)
    const labels = (change ?? event).labels
    const takesOnly = event.names !== undefined && (isMarkingChange(event) || labels.length === 0)
    if (event.own !== undefined && reads([event.own])) return true
    return (
      (takesOnly || reads(labels)) &&
      (event.names === undefined ||
        (named !== undefined && named.sequence < event.sequence && visible(named))) &&
      (event.refs ?? []).every(({ subject, part }) =>
        subject === event.subject
          ? stream.some((e) => e.sequence < event.sequence && e.adds?.includes(part ?? '') && visible(e))
          : reads(exists(subject, part)),
      )
    )
  }
  return stream.filter(visible)
}

export function idsOf(events: readonly (Recorded | Seen)[]): readonly string[] {
  return events.map(({ eventId }) => eventId)
}
