/**
 * What every reader should see, worked out from DOMAIN.md §4 alone: one reader and one event at a time, with sets of
 * readers in place of labels. Slow, and independent of how audiences are kept.
 */
import { project } from '../../domain/views/project.ts'
import type { Projection } from '../../domain/views/view.ts'
import { catalog } from '../../events/catalog.ts'
import type { Marking } from '../../events/envelope.ts'
import type { Recorded, Seen } from '../../events/recorded.ts'
import { recordedOf } from '../../functions/ledger/commit.ts'
import type { Ledger } from '../../functions/ledger/ledger.ts'
import { agencyOfLabel } from './readers.ts'

/** Markings as posted, by event id: they outlive a redaction. */
export type Markings = ReadonlyMap<string, Marking>

export type Naive = {
  mayRead(reader: string, event: Recorded): boolean
  exists(reader: string, subject: string): boolean
  seenBy(reader: string, subject: string): readonly Seen[]
  projection(reader: string, subject: string): Projection
  events: readonly Recorded[]
}

export async function naiveViews(
  ledger: Ledger,
  subjects: readonly string[],
  markings: Markings,
): Promise<Naive> {
  const streams = new Map<string, readonly Recorded[]>()
  for (const subject of subjects) streams.set(subject, (await ledger.load(subject)).map(recordedOf))
  const streamOf = (subject: string) => streams.get(subject) ?? []

  const changesOf = (event: Recorded) =>
    streamOf(event.subject).filter(
      (e) => (e.type === 'MarkingRaised' || e.type === 'MarkingLowered') && e.names === event.eventId,
    )
  // The community knows its members, where nothing else is said.
  const unmarked = ({ subject }: Recorded): Marking | undefined =>
    subject.startsWith('agencies/') ? { tlp: 'GREEN' } : undefined
  const markingOf = (event: Recorded): Marking | undefined =>
    markings.get(changesOf(event).at(-1)?.eventId ?? event.eventId)
  const isMarkingChange = ({ type }: Recorded) => type === 'MarkingRaised' || type === 'MarkingLowered'

  const known = new Map<string, boolean>()
  const mayRead = (reader: string, event: Recorded): boolean => {
    const key = `${reader} ${event.eventId}`
    const found = known.get(key)
    if (found !== undefined) return found
    const marking = isMarkingChange(event) ? undefined : (markingOf(event) ?? unmarked(event))
    const named = event.names && streamOf(event.subject).find(({ eventId }) => eventId === event.names)
    const isPosters = catalog[event.type].creates && agencyOfLabel(reader) === event.postedBy
    const may =
      isPosters ||
      ((marking === undefined || opensTo(marking, event.postedBy, reader)) &&
        (!named || mayRead(reader, named)) &&
        (event.refs ?? []).every(({ subject, part }) =>
          subject === event.subject
            ? streamOf(subject).some(
                (e) => e.sequence < event.sequence && e.adds?.includes(part ?? '') && mayRead(reader, e),
              )
            : exists(reader, subject, part),
        ))
    known.set(key, may)
    return may
  }
  const exists = (reader: string, subject: string, part?: string): boolean => {
    if (subject.startsWith('countries/')) return true
    const seen = (matches: (event: Recorded) => boolean) =>
      streamOf(subject).some((event) => matches(event) && mayRead(reader, event))
    const addsPart = ({ adds = [] }: Recorded) => part !== undefined && adds.includes(part)
    return seen(({ type }) => catalog[type].creates) && (part === undefined || seen(addsPart))
  }
  const seenBy = (reader: string, subject: string): readonly Seen[] => {
    const stream = streamOf(subject)
    const redacted = new Set(stream.flatMap((e) => (e.type === 'PayloadRedacted' ? [e.names] : [])))
    return stream
      .filter((event) => mayRead(reader, event))
      .map((event, index) => {
        const shown = redacted.has(event.eventId) ? { data: undefined } : {}
        return { ...event, ...shown, version: index + 1, audience: [], marking: markingOf(event) } as Seen
      })
  }
  const derivedFrom = (reader: string) => (sourceId: string) =>
    seenBy(reader, `sources/${sourceId}`).flatMap((event) =>
      event.type === 'SourceRegistered' ? (event.data?.derivedFrom ?? []) : [],
    )
  return {
    mayRead,
    exists,
    seenBy,
    events: [...streams.values()].flat(),
    projection: (reader, subject) =>
      project(subject, seenBy(reader, subject), { label: reader, derivedFrom: derivedFrom(reader) }),
  }
}

/** The table of DOMAIN.md §4, line by line. */
export function opensTo({ tlp, releasableTo = [] }: Marking, poster: string, reader: string): boolean {
  const agency = agencyOfLabel(reader)
  const isParticipant = reader.startsWith('participants')
  const isNamed = agency !== undefined && (agency === poster || releasableTo.includes(agency))
  switch (tlp) {
    case 'CLEAR':
      return true
    case 'GREEN':
      return reader !== 'public'
    case 'AMBER':
      return isParticipant || isNamed
    case 'AMBER+STRICT':
      return isNamed || agency === 'centre'
    case 'RED':
      return isNamed
  }
}
