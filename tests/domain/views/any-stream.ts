/** Streams of any shape, made from the golden samples: every type of a kind, in any order, some of it redacted. */
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { catalog, type EventType, isEventType } from '../../../events/catalog.ts'
import type { SubjectKind } from '../../../events/ids.ts'
import type { Seen } from '../../../events/recorded.ts'
import { type Draft, id, streamOf } from '../stream.ts'

type Sample = { type: EventType; data: Record<string, unknown> }

const folder = new URL('../../golden/', import.meta.url)
const samples: readonly Sample[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
  .filter(({ type }) => isEventType(type))

export const subjects: Readonly<Record<SubjectKind, string>> = {
  agencies: 'agencies/kz-moi',
  sources: 'sources/gi-toc',
  seizures: 'seizures/2f8a7c64-9b1d-5a3e-8c42-7e6f5d4c3b2a',
  routes: 'routes/northern',
  actors: 'actors/khimprom',
  sessions: 'sessions/cnd-67',
  statements: 'statements/91d3b7a5-6c2e-5f40-b8d1-4a3c2e1f0d9b',
  commitments: 'commitments/91d3b7a5-6c2e-5f40-b8d1-4a3c2e1f0d9b',
  countries: 'countries/kz',
  figures: 'figures/us-cbp-laredo-heroin',
}

export const anySubject = fc.constantFrom(...Object.values(subjects))

/** Ids of events look like `id(n)` and like nothing else in a stream. */
export const eventIdPattern = /00000000-0000-4000-8000-\d{12}/g

/** The first event creates the subject; what names an event names one of the stream, earlier or later. */
export function anyStream(subject: string): fc.Arbitrary<readonly Seen[]> {
  const kind = subject.slice(0, subject.indexOf('/'))
  const own = samples.filter(({ type }) => catalog[type].kind === kind || catalog[type].kind === 'any')
  const creating = own.filter(({ type }) => catalog[type].creates)
  const anyDraft = (from: readonly Sample[]) =>
    fc.record({
      sample: fc.constantFrom(...from),
      names: fc.integer({ min: 1, max: 6 }),
      postedBy: fc.constantFrom('kz-moi', 'ru-authority'),
      redacted: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    })
  return fc
    .tuple(anyDraft(creating), fc.array(anyDraft(own), { maxLength: 8 }))
    .map(([first, rest]) =>
      [first, ...rest].map(({ sample, names, postedBy, redacted }): Draft => {
        return { type: sample.type, data: naming(sample.data, names), postedBy, redacted }
      }),
    )
    .map((drafts) => streamOf(subject, ...drafts))
}

/** Some of a stream, as one of its readers may see it. */
export function anySubset(subject: string): fc.Arbitrary<{ all: readonly Seen[]; some: readonly Seen[] }> {
  return anyStream(subject).chain((all) => fc.record({ all: fc.constant(all), some: fc.subarray([...all]) }))
}

function naming(data: Sample['data'], n: number): Sample['data'] {
  const named = ['claimId', 'eventId', 'counterClaim', 'restates'].filter((field) => field in data)
  return { ...data, ...Object.fromEntries(named.map((field) => [field, id(n)])) }
}
