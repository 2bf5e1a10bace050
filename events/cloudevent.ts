/** A CloudEvent as a partner posts it (API "Recording"), checked whole before anything else looks at it. */
import * as z from 'zod'
import { catalog, type DataOf, type EventType, eventTypes, isEventType } from './catalog.ts'
import { instant } from './dates.ts'
import {
  agencyOfSource,
  type MadeKind,
  madeKinds,
  madeSubjectOf,
  parseSubject,
  type SubjectKind,
  subjectRefusal,
} from './ids.ts'
import { errorsUnder, type FieldError, inOrder } from './issues.ts'
import { contactData } from './lint.ts'
import { once } from './once.ts'
import { refusal, strict } from './strict.ts'

/** A posted event that its schema accepts. `subject` is always there; `agency` is the one `source` names. */
export type PostedEvent<T extends EventType = EventType> = {
  [K in T]: {
    type: K
    schemaVersion: number
    source: string
    agency: string
    id: string
    subject: string
    time?: string
    datacontenttype?: string
    dataschema?: string
    traceparent?: string
    ifmatch?: string
    data: DataOf<K>
  }
}[T]

export type Validated = { ok: true; event: PostedEvent } | { ok: false; errors: FieldError[] }

const printable = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[ -~]*$/, { error: 'must be printable ASCII' })

/** The value of `If-Match` (RFC 9110 §13.1.1). */
export const entityTags = /^\s*(\*|(W\/)?"[\x21\x23-\x7e]*"(\s*,\s*(W\/)?"[\x21\x23-\x7e]*")*)\s*$/

/** `/v1/schemas/<type>/<version>`, relative or with any host before it. */
const dataschema = printable(300).regex(/^(?:https?:\/\/[^/\s]+)?\/v1\/schemas\/[A-Za-z]+\/\d{1,4}$/, {
  error: 'must be /v1/schemas/<type>/<version>',
})

const attributes = once(() =>
  strict({
    specversion: z.literal('1.0'),
    type: z.enum(eventTypes as [EventType, ...EventType[]]),
    source: z
      .string()
      .refine(
        (text) => agencyOfSource(text) !== undefined,
        refusal({ code: 'pattern', detail: 'must be /agencies/<agencyId>' }),
      ),
    id: printable(128).refine((text) => contactData(text) === undefined, {
      error: 'must not hold personal data',
      params: { code: 'personal-data' },
    }),
    subject: z.string().optional(),
    time: instant.optional(),
    datacontenttype: z.literal('application/json').optional(),
    dataschema: dataschema.optional(),
    traceparent: z
      .string()
      .regex(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/, { error: 'must be a W3C traceparent' })
      .optional(),
    ifmatch: printable(256)
      .refine(
        (text) => text === '' || entityTags.test(text),
        refusal({ code: 'pattern', detail: 'must be entity tags as in If-Match, quotes included, or *' }),
      )
      .optional(),
    data: z.record(z.string(), z.unknown()),
  }),
)

/** The attributes alone, `data` left open. */
export const attributesSchema: () => z.ZodType = attributes

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every error at once, in order of pointer; on success the event exactly as sent, with its subject. */
export function validateEvent(value: unknown): Validated {
  const errors = errorsUnder(attributes(), value, [])
  if (!isObject(value)) return { ok: false, errors: inOrder(errors) }
  const { type, data } = value
  if (typeof type === 'string' && isEventType(type)) {
    errors.push(...subjectErrors(type, value), ...schemaErrors(type, value.dataschema))
    if (isObject(data)) errors.push(...errorsUnder(catalog[type].data, data, ['data']), ...selfErrors(value))
  }
  if (errors.length > 0) return { ok: false, errors: inOrder(errors) }
  const event = value as Omit<PostedEvent, 'subject' | 'agency' | 'schemaVersion'> & { subject?: string }
  const { specversion: _, ...sent } = event as typeof event & { specversion: string }
  const posted = {
    ...sent,
    agency: agencyOfSource(event.source),
    subject: event.subject ?? madeSubject(event.type, event),
    schemaVersion: catalog[event.type].schemaVersion,
  }
  return { ok: true, event: posted as PostedEvent }
}

const makesSubject = (type: EventType): MadeKind | undefined =>
  catalog[type].creates ? madeKinds.find((kind) => kind === catalog[type].kind) : undefined

function madeSubject(type: EventType, { source, id }: { source: string; id: string }): string | undefined {
  const kind = makesSubject(type)
  return kind && madeSubjectOf(kind, source, id)
}

function subjectErrors(type: EventType, value: Record<string, unknown>): FieldError[] {
  const { subject, source, id } = value
  const pointer = '/subject'
  const made = makesSubject(type)
  if (subject === undefined) {
    return made ? [] : [{ pointer, detail: 'is required', code: 'required' }]
  }
  if (typeof subject !== 'string') return []
  const wrong = subjectRefusal(subject)
  if (wrong) return [{ pointer, ...wrong }]
  const kind: SubjectKind | 'any' = catalog[type].kind
  if (kind !== 'any' && parseSubject(subject)?.kind !== kind) {
    return [
      { pointer, detail: 'is of a kind that this type does not speak of', code: 'subject-kind', hint: kind },
    ]
  }
  const own = made && typeof source === 'string' && typeof id === 'string' && madeSubjectOf(made, source, id)
  if (own && own !== subject) {
    return [{ pointer, detail: 'is made by the server', code: 'server-owned', hint: 'leave it out' }]
  }
  return []
}

/** A `dataschema` must name this type in the version that is accepted now. */
function schemaErrors(type: EventType, dataschema: unknown): FieldError[] {
  const [, named, version] = /\/v1\/schemas\/(\w+)\/(\d+)$/.exec(String(dataschema ?? '')) ?? []
  if (named === undefined) return []
  const current = catalog[type].schemaVersion
  return named === type && Number(version) === current
    ? []
    : [
        {
          pointer: '/dataschema',
          detail: 'is not the schema of this event',
          code: 'schema-version',
          hint: `/v1/schemas/${type}/${current}`,
        },
      ]
}

/** An actor is never linked to, merged into or suspected of being itself; no source derives from itself. */
function selfErrors({ type, subject, data }: Record<string, unknown>): FieldError[] {
  if (type === 'SourceRegistered') {
    const roots = isObject(data) && Array.isArray(data.derivedFrom) ? data.derivedFrom : []
    return roots.some((root) => typeof root === 'string' && subject === `sources/${root}`)
      ? [{ pointer: '/data/derivedFrom', detail: 'names the source itself', code: 'self-reference' }]
      : []
  }
  const field = type === 'ActorsMerged' ? 'into' : 'actorId'
  const other = isObject(data) ? data[field] : undefined
  return typeof other === 'string' && subject === `actors/${other}`
    ? [{ pointer: `/data/${field}`, detail: 'names the subject itself', code: 'self-reference' }]
    : []
}
