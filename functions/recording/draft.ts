/** The commit that an accepted event will be, but for salt and hash. */

import type { Agency } from '../../domain/agency.ts'
import { audienceOf, chainOf, ownLabel } from '../../domain/audience.ts'
import { namedBy } from '../../domain/claim.ts'
import { accept, type Candidate, type Decision, every, refuse } from '../../domain/decision.ts'
import { kilogramEquivalent } from '../../domain/kilograms.ts'
import { addsOf, catalog, refsOf } from '../../events/catalog.ts'
import type { PostedEvent } from '../../events/cloudevent.ts'
import type { Payload } from '../../events/commit.ts'
import type { Marking } from '../../events/envelope.ts'
import { eventIdOf } from '../../events/ids.ts'
import type { Label, Recorded, Warning } from '../../events/recorded.ts'
import type { Header } from '../ledger/commit.ts'
import type { Reading } from '../ledger/reading.ts'

export type Drafted = {
  subject: string
  sequence: number
  header: Header
  payload: Payload
  /** The stream as it will read with this event. */
  after: Reading
}

type Accepted = {
  event: PostedEvent
  candidate: Candidate
  reading: Reading
  poster: Agency
  labels: readonly Label[]
  warnings: readonly Warning[]
  nowMs: number
}

export function draftOf({ event, candidate, reading, poster, labels, warnings, nowMs }: Accepted): Drafted {
  const { type, source, id, data } = event
  const { subject } = candidate
  const reader = ownLabel(poster)
  const eventId = eventIdOf(source, id, subject)
  const names = namedBy(candidate, reading.seenBy(reader))?.eventId
  const refs = refsOf(type, data, subject)
  const adds = addsOf(type, data)
  const facts = {
    eventId,
    type,
    schemaVersion: catalog[type].schemaVersion,
    source,
    id,
    postedBy: poster.agencyId,
    recordedAt: recordedAtAfter(reading, nowMs),
    labels,
    ...(names !== undefined && { names }),
    ...(refs.length > 0 && { refs }),
    ...(adds.length > 0 && { adds }),
    // What it refers to may be hidden one day, and would hide from its poster what that has created.
    ...(refs.length > 0 && catalog[type].creates && { own: reader }),
  }
  const cites = citedBy(candidate)
  const sequence = reading.stream.length + 1
  const after = reading.with({ ...facts, subject, sequence, data } as Recorded)
  const derived = derivedOf(candidate)
  const receipt = {
    version: after.seenBy(reader).length,
    ...(labels.length === 0 && { audience: sharedWith(reader, after, eventId) }),
    ...(warnings.length > 0 && { warnings }),
    ...(derived !== undefined && { derived }),
  }
  return {
    subject,
    sequence,
    header: { ...facts, ...(cites.length > 0 && { cites }), receipt },
    payload: payloadFrom(event),
    after,
  }
}

/**
 * The labels to freeze: of the event's own marking, of the new marking that it gives to the event it names,
 * or none where it takes the audience of what it names.
 */
export async function audienceFor(
  candidate: Candidate,
  reading: Reading,
  poster: Agency,
  agency: (agencyId: string) => Promise<Agency | undefined>,
): Promise<{ labels: readonly Label[]; releasable: Decision }> {
  const marking = (candidate.data as { marking?: Marking }).marking
  if (!marking)
    return { labels: catalog[candidate.type].kind === 'agencies' ? ['community'] : [], releasable: accept() }
  const members = await Promise.all((marking.releasableTo ?? []).map(agency))
  const releasable = every(
    ...members.map((member, n) =>
      member ? accept() : refuse('unknown-reference', `/marking/releasableTo/${n}`, 'No such agency.'),
    ),
  )
  const known = members.filter((member) => member !== undefined)
  return { labels: audienceOf(marking, await ownerOf(candidate, reading, poster, agency), known), releasable }
}

/** A new marking still opens the event to its originator, whoever changes it. */
async function ownerOf(
  candidate: Candidate,
  reading: Reading,
  poster: Agency,
  agency: (agencyId: string) => Promise<Agency | undefined>,
): Promise<Agency> {
  if (candidate.type !== 'MarkingRaised' && candidate.type !== 'MarkingLowered') return poster
  const named = reading.stream.find(({ eventId }) => eventId === candidate.data.eventId)
  return (named && (await agency(named.postedBy))) ?? poster
}

/** Never earlier than the commit before it, whatever the clock says. */
function recordedAtAfter({ stream }: Reading, nowMs: number): string {
  const now = new Date(nowMs).toISOString()
  const previous = stream.at(-1)?.recordedAt ?? ''
  return [previous, now].sort().at(-1) as string
}

/** What is kept of the CloudEvent. `ifmatch` and `traceparent` belong to the transport. */
export function payloadFrom({ data, time, datacontenttype, dataschema }: PostedEvent): Payload {
  return {
    data,
    ...(time !== undefined && { time }),
    ...(datacontenttype !== undefined && { datacontenttype }),
    ...(dataschema !== undefined && { dataschema }),
  }
}

/** Sources by id, registered or not, and what the event itself says they derive from. */
function citedBy({ type, data }: Candidate): readonly string[] {
  if (type === 'SourceRegistered') return data.derivedFrom ?? []
  const said = type === 'SeizureCorrected' ? data.changes : data
  const sources = 'sources' in said ? (said.sources ?? []) : []
  return [
    ...new Set(
      sources.flatMap(({ id, derivedFrom = [] }) => (id === undefined ? [] : [id]).concat(derivedFrom)),
    ),
  ]
}

/**
 * Of an event that takes the audience of what it names, the receipt tells as much as the poster is part of: to whom
 * else that is released is the business of its own poster.
 */
function sharedWith(reader: Label, after: Reading, eventId: string): readonly Label[] {
  const audience = after.effects.get(eventId)?.audience ?? []
  return chainOf(reader).filter((label) => audience.includes(label))
}

/** What the receipt tells besides: how much each item of a seizure counts as, by which method. */
function derivedOf(candidate: Candidate): unknown {
  if (candidate.type !== 'SeizureReported') return undefined
  return {
    kilograms: candidate.data.items.map(
      ({ quantity, substance }) => kilogramEquivalent(quantity, substance).equivalent,
    ),
  }
}
