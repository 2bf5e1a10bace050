/** CloudEvents as agencies post them, valid unless a test spoils them. */
import type { EventType } from '../../events/catalog.ts'
import type { Marking } from '../../events/envelope.ts'
import { eventIdOf, madeSubjectOf } from '../../events/ids.ts'

export type Post = {
  specversion: string
  type: EventType
  source: string
  id: string
  subject?: string
  ifmatch?: string
  data: Record<string, unknown>
}

export type About = { by?: string; id?: string; subject?: string; ifmatch?: string }

export const clear: Marking = { tlp: 'CLEAR' }
export const green: Marking = { tlp: 'GREEN' }
export const amber: Marking = { tlp: 'AMBER' }
export const strict = (...releasableTo: string[]): Marking => ({ tlp: 'AMBER+STRICT', releasableTo })
export const red = (...releasableTo: string[]): Marking => ({ tlp: 'RED', releasableTo })

export const grading = { scale: 'admiralty-6x6', source: 'B', information: '2' }

let posted = 0

export function post(type: EventType, data: object, { by = 'kz-moi', id, ...about }: About = {}): Post {
  posted += 1
  return {
    specversion: '1.0',
    type,
    source: `/agencies/${by}`,
    id: id ?? `${type}-${posted}`,
    ...about,
    data: { ...data },
  }
}

type Marked = About & { marking?: Marking }

const claim = { grading }

export function seizure(
  data: object = {},
  { marking = clear, ...about }: Marked & { id?: string } = {},
): Post & { subject?: never } {
  const report = {
    ...claim,
    marking,
    occurred: { from: '2024-03-14', precision: 'day' },
    place: { country: 'KZ' },
    items: [{ substance: 'heroin', quantity: { value: '12.5', unit: 'kg' } }],
  }
  return post('SeizureReported', { ...report, ...data }, about) as Post & { subject?: never }
}

export function route(slug: string, { marking = clear, ...about }: Marked = {}, data: object = {}): Post {
  const identified = { names: { en: `Route ${slug}` }, substances: ['heroin'], status: 'active' }
  return post(
    'RouteIdentified',
    { ...claim, marking, ...identified, ...data },
    { subject: `routes/${slug}`, ...about },
  )
}

export function leg(slug: string, legId: string, { marking = clear, ...about }: Marked = {}): Post {
  const added = { legId, from: { country: 'TJ' }, to: { country: 'KG' }, role: 'trunk' }
  return post('RouteLegAdded', { ...claim, marking, ...added }, { subject: `routes/${slug}`, ...about })
}

export function actor(slug: string, { marking = clear, ...about }: Marked = {}, data: object = {}): Post {
  const reported = { names: { en: `Network ${slug}` }, kind: 'criminal-network', specificity: 'named' }
  return post(
    'ActorReported',
    { ...claim, marking, ...reported, ...data },
    { subject: `actors/${slug}`, ...about },
  )
}

/** Any claim on a subject that exists: only what its type adds to the envelope is given. */
export function claimed(type: EventType, data: object, { marking = clear, ...about }: Marked = {}): Post {
  return post(type, { ...claim, marking, ...data }, about)
}

export function raised(of: Post, marking: Marking, about: About = {}): Post {
  return post(
    'MarkingRaised',
    { eventId: idOf(of), marking, reason: 'under way' },
    { subject: subjectOf(of), ...about },
  )
}

export function lowered(of: Post, marking: Marking, about: About = {}): Post {
  return post(
    'MarkingLowered',
    { eventId: idOf(of), marking, reason: 'over now' },
    { subject: subjectOf(of), ...about },
  )
}

export function redacted(of: Post, about: About = {}): Post {
  return post(
    'PayloadRedacted',
    { eventId: idOf(of), reason: 'a court order' },
    { by: 'centre', subject: subjectOf(of), ...about },
  )
}

export function subjectOf({ type, source, id, subject }: Post): string {
  if (subject !== undefined) return subject
  const kind = type === 'SeizureReported' ? 'seizures' : 'statements'
  return madeSubjectOf(type === 'CommitmentMade' ? 'commitments' : kind, source, id)
}

export function idOf(of: Post): string {
  return eventIdOf(of.source, of.id, subjectOf(of))
}
