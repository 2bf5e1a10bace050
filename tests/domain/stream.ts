/** Streams to fold in tests: valid events, numbered, each seen by everyone unless a test says otherwise. */

import { standingMerges } from '../../domain/claim.ts'
import { card } from '../../domain/views/project.ts'
import type { Card, Viewpoint } from '../../domain/views/view.ts'
import { addsOf, catalog, type DataOf, type EventType, refsOf } from '../../events/catalog.ts'
import type { Marking } from '../../events/envelope.ts'
import type { Label, Seen } from '../../events/recorded.ts'

type Told = {
  eventId?: string
  postedBy?: string
  recordedAt?: string
  audience?: readonly Label[]
  redacted?: boolean
}
export type Draft = Told & { type: EventType; data: unknown }

export const envelope = {
  grading: { scale: 'admiralty-6x6', source: 'B', information: '2' },
  marking: { tlp: 'CLEAR' },
} as const

export const marked = { marking: { tlp: 'CLEAR' } } as const

/** A valid UUID that tells events apart: `id(3)` ends in 3. */
export function id(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
}

/** One event to be; the envelope is added where a type has one. */
export function told<T extends EventType>(type: T, data: object, about: Told = {}): Draft {
  return { type, data, ...about }
}

/** The n-th event has `id(n)` unless it brings its own, and is recorded on the n-th minute. */
export function streamOf(subject: string, ...drafts: readonly Draft[]): Seen[] {
  const stream: Seen[] = []
  for (const [index, draft] of drafts.entries()) stream.push(seenEvent(subject, draft, index + 1, stream))
  return stream
}

export const everyone: Viewpoint = { label: 'public', derivedFrom: () => [] }

/** The card that must be there. */
export function read(subject: string, events: readonly Seen[], as: Viewpoint = everyone): Card {
  const found = card(subject, events, as)
  if (!found) throw new Error(`no card of ${subject}`)
  return found
}

function seenEvent(subject: string, draft: Draft, sequence: number, earlier: readonly Seen[]): Seen {
  const { type, data: given, postedBy = 'kz-moi', audience = ['public'], redacted = false } = draft
  const parsed = catalog[type].data.parse(given) as DataOf<EventType> & { marking?: Marking }
  const named = namedBy(type, parsed, earlier)
  return {
    subject,
    sequence,
    eventId: draft.eventId ?? id(sequence),
    type,
    schemaVersion: 1,
    source: `/agencies/${postedBy}`,
    id: `report-${sequence}`,
    postedBy,
    recordedAt: draft.recordedAt ?? `2024-03-20T06:${String(sequence % 60).padStart(2, '0')}:00.000Z`,
    labels: audience,
    ...(named !== undefined && { names: named }),
    refs: refsOf(type, parsed, subject),
    adds: addsOf(type, parsed),
    data: redacted ? undefined : parsed,
    version: sequence,
    audience,
    marking: parsed.marking,
  } as Seen
}

function namedBy(type: EventType, data: object, earlier: readonly Seen[]): string | undefined {
  const { names } = catalog[type]
  if (names === undefined) return undefined
  if (names === 'creation') return earlier.find((event) => catalog[event.type].creates)?.eventId
  if (names === 'merge') return standingMerges(earlier).at(-1)?.eventId
  return (data as Record<string, string>)[names]
}
