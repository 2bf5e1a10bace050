/** Ids: slugs chosen by the poster, and ids that derive from what was posted, so that a repeat meets itself. */
import { v5 } from 'uuid'
import * as z from 'zod'
import { countryCodes } from './codes/countries.ts'
import type { Refusal } from './strict.ts'

export const subjectKinds = [
  'agencies',
  'sources',
  'seizures',
  'routes',
  'actors',
  'sessions',
  'statements',
  'commitments',
  'countries',
  'figures',
] as const
export type SubjectKind = (typeof subjectKinds)[number]
export const subjectKind = z.enum(subjectKinds)

const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export const slug = z
  .string()
  .max(64)
  .regex(slugPattern, { error: 'must be lower-case letters and digits in groups joined by "-"' })

/** Id of a recorded event, and so of the claim that it is. */
export const eventId = z.string().regex(uuidPattern, { error: 'must be a UUID in lower case' })

// Fixed for ever: every stored id derives from one of these.
const eventNamespace = '5f9d3c1e-7a44-4c53-9b0e-2f1d8e6a7c10'
const subjectNamespace = 'b8c0a6d2-3f17-4e0b-8d55-91c4e2f7a6b3'

/** UUIDv5 of (source, id, subject). JSON keeps the three apart whatever they contain. */
export const eventIdOf = (source: string, id: string, subject: string): string =>
  v5(JSON.stringify([source, id, subject]), eventNamespace)

export const madeKinds = ['seizures', 'statements', 'commitments'] as const satisfies readonly SubjectKind[]
export type MadeKind = (typeof madeKinds)[number]
const isMade = (kind: SubjectKind): kind is MadeKind => (madeKinds as readonly string[]).includes(kind)

/** The subject that a creating event of (source, id) makes: `seizures/<UUIDv5>`. */
export const madeSubjectOf = (kind: MadeKind, source: string, id: string): string =>
  `${kind}/${v5(JSON.stringify([source, id]), subjectNamespace)}`

export const subjectOf = (kind: SubjectKind, id: string): string => `${kind}/${id}`

/** Parts of `<kind>/<id>`, or undefined when it names no possible subject. */
export function parseSubject(subject: string): { kind: SubjectKind; id: string } | undefined {
  const [kind, id, ...more] = subject.split('/')
  const known = subjectKinds.find((one) => one === kind)
  if (!known || id === undefined || more.length > 0) return undefined
  return isSubjectId(known, id) ? { kind: known, id } : undefined
}

function isSubjectId(kind: SubjectKind, id: string): boolean {
  if (kind === 'countries') return /^[a-z]{2}$/.test(id) && countryCodes.has(id.toUpperCase())
  if (isMade(kind)) return uuidPattern.test(id)
  return id.length <= 64 && slugPattern.test(id)
}

/** Which rule a subject breaks, or undefined. The hint is the subject in lower case, where that is one. */
export function subjectRefusal(subject: string): Refusal | undefined {
  if (parseSubject(subject)) return undefined
  const lower = subject.toLowerCase()
  const [kind, id, ...more] = lower.split('/')
  const known = subjectKinds.find((one) => one === kind)
  const detail =
    !known || id === undefined || more.length > 0
      ? 'must be <kind>/<id> of a known kind'
      : known === 'countries'
        ? 'must name a country by its ISO 3166-1 alpha-2 code in lower case'
        : isMade(known)
          ? 'must have the id that the server made, a UUID in lower case'
          : 'must have a slug of at most 64 characters as its id: lower-case letters and digits in groups joined by "-"'
  return { code: 'pattern', detail, ...(parseSubject(lower) && { hint: lower }) }
}

/** `routes/northern`, `countries/kz`, `seizures/<uuid>`. */
export const subject = z
  .string()
  .max(100)
  .check(({ value, issues }) => {
    const why = subjectRefusal(value)
    if (why) {
      const params = { code: why.code, hint: why.hint }
      issues.push({ code: 'custom', input: value, message: why.detail, params })
    }
  })

const sourcePrefix = '/agencies/'

/** The agency that a CloudEvent `source` names, or undefined when it names none. */
export function agencyOfSource(source: string): string | undefined {
  const id = source.startsWith(sourcePrefix) ? source.slice(sourcePrefix.length) : ''
  return id.length <= 64 && slugPattern.test(id) ? id : undefined
}

export const sourceOfAgency = (agencyId: string): string => sourcePrefix + agencyId
