/** Turns a schema's issues into errors for partners: complete, in order, without an echo of what was sent. */
import { closest, distance } from 'fastest-levenshtein'
import type * as z from 'zod'

export type FieldError = { pointer: string; detail: string; code: string; hint?: string }

type Issue = z.core.$ZodIssue

/** Unknown fields told of one object: beyond that it is not a slip, and every hint costs a search. */
const unknownMax = 50

/** Fields that the server sets. Some also are fields of some types; there the schema knows them. */
const serverOwned = new Set([
  'recordedAt',
  'postedBy',
  'eventId',
  'type',
  'subject',
  'sequence',
  'seq',
  'version',
  'streamVersion',
  'expectedVersion',
  'hash',
  'previous',
  'salt',
  'labels',
  'audience',
  'receipt',
  // As an event that was read from here carries them.
  'recordedat',
  'postedby',
  'eventid',
  'schemaversion',
])

/** What partners used to other marking schemes send, and what it is called here. */
const renamed: Record<string, string> = {
  WHITE: 'CLEAR',
  'TLP:WHITE': 'CLEAR',
  'AMBER-STRICT': 'AMBER+STRICT',
}

/** The listed word that was probably meant, or undefined. Only ever a word of our own. */
export function nearest(sent: string, known: readonly string[]): string | undefined {
  if (sent.length > 100 || known.length === 0) return undefined
  const upper = sent.trim().toUpperCase()
  const alias = renamed[upper]
  if (alias !== undefined && known.includes(alias)) return alias
  const bare = upper.replace(/^TLP:/, '')
  const same = known.find((word) => word.toUpperCase() === bare)
  if (same !== undefined) return same
  const guess = closest(sent, [...known])
  return distance(sent, guess) <= guess.length / 3 ? guess : undefined
}

const escaped = (part: PropertyKey) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')
const pointerOf = (path: readonly PropertyKey[]) => path.map((part) => `/${escaped(part)}`).join('')

/** A pointer repeats the keys of the document; one that is no plausible name stays out of it. */
const plausible = (key: PropertyKey) => typeof key === 'number' || /^[\w.$-]{1,64}$/.test(String(key))

const errorAt = (path: readonly PropertyKey[], code: string, detail: string, hint?: string): FieldError => {
  const end = path.findIndex((key) => !plausible(key))
  const pointer = pointerOf(end < 0 ? path : path.slice(0, end))
  return hint === undefined ? { pointer, detail, code } : { pointer, detail, code, hint }
}

/** Two letters off, or swapped, may be a slip; in a short name one is. What is further off was no slip. */
function nearField(key: string, known: readonly string[]): string | undefined {
  const near = nearest(key, known)
  if (near !== undefined || key.length > 64 || known.length === 0) return near
  const guess = closest(key, [...known])
  return distance(key, guess) <= Math.min(2, guess.length / 2, key.length / 2) ? guess : undefined
}

export function unknownField(
  path: readonly PropertyKey[],
  key: string,
  known: readonly string[],
): FieldError {
  const at = [...path, key]
  if (key === 'schemaVersion') {
    return errorAt(at, 'schema-version', 'is set by the server', 'leave it out')
  }
  if (serverOwned.has(key)) return errorAt(at, 'server-owned', 'is set by the server', 'leave it out')
  return errorAt(at, 'unknown-field', 'is not a field here', nearField(key, known))
}

const required = (path: readonly PropertyKey[]) => errorAt(path, 'required', 'is required')

const articles: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'an array',
}

const sizeCodes: Record<string, [big: string, small: string, what: string]> = {
  string: ['too-long', 'too-short', 'characters'],
  array: ['too-many', 'too-few', 'members'],
}

function sizeError(
  issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall,
  path: PropertyKey[],
): FieldError {
  const [big, small, what] = sizeCodes[issue.origin] ?? ['too-big', 'too-small', '']
  const [code, bound] =
    issue.code === 'too_big' ? [big, `at most ${issue.maximum}`] : [small, `at least ${issue.minimum}`]
  return errorAt(path, code, what ? `must have ${bound} ${what}` : `must be ${bound}`)
}

/** How far a branch of a union is from the shape that was sent: a wrong type first, then wrong fields. */
const farness = (issues: readonly Issue[]) =>
  issues.reduce((sum, issue) => {
    if (issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) {
      return sum + 1_000
    }
    if (issue.code === 'unrecognized_keys') return sum + 10 * issue.keys.length
    return sum + (issue.input === undefined ? 10 : 1)
  }, 0)

function unionErrors(issue: z.core.$ZodIssueInvalidUnion, path: PropertyKey[]): FieldError[] {
  if (issue.discriminator !== undefined) {
    const sent = (issue.input as Record<string, unknown> | undefined)?.[issue.discriminator]
    const known = (issue as { options?: unknown[] }).options?.map(String) ?? []
    return [sent === undefined ? required(path) : notListed(path, sent, known)]
  }
  const branches = issue.errors.toSorted((a, b) => farness(a) - farness(b))
  const best = branches[0]
  if (best === undefined) return [errorAt(path, 'type', 'has the wrong shape')]
  if (farness(best) < 1_000) return best.flatMap((inner) => errorsOf(inner, path))
  const lists = branches.flatMap((branch) =>
    branch.flatMap((inner) => (inner.code === 'invalid_value' ? inner.values.map(String) : [])),
  )
  return typeof issue.input === 'string' && lists.length > 0
    ? [notListed(path, issue.input, lists)]
    : [errorAt(path, 'type', 'has the wrong type')]
}

function notListed(path: readonly PropertyKey[], sent: unknown, known: readonly string[]): FieldError {
  if (typeof sent !== 'string') return errorAt(path, 'type', 'must be a string')
  const short = known.length <= 20 ? `one of ${known.join(', ')}` : undefined
  return errorAt(path, 'not-in-list', 'is not one of the known values', nearest(sent, known) ?? short)
}

/** The errors of one issue, seen from `root`. The schema must have been run with `reportInput`. */
export function errorsOf(issue: Issue, root: readonly PropertyKey[] = []): FieldError[] {
  const path = [...root, ...issue.path]
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) {
    return [required(path)]
  }
  switch (issue.code) {
    case 'invalid_type':
      return [errorAt(path, 'type', `must be ${articles[issue.expected] ?? issue.expected}`)]
    case 'invalid_value':
      return [notListed(path, issue.input, issue.values.map(String))]
    case 'unrecognized_keys':
      return issue.keys.slice(0, unknownMax).map((key) => unknownField(path, key, issue.message.split(',')))
    case 'invalid_union':
      return issue.input === undefined && issue.discriminator === undefined
        ? [required(path)]
        : unionErrors(issue, path)
    case 'too_big':
    case 'too_small':
      return [sizeError(issue, path)]
    case 'invalid_format':
      return [errorAt(path, 'pattern', issue.message)]
    case 'custom': {
      const { code, hint } = (issue.params ?? {}) as { code?: string; hint?: string }
      return [errorAt(path, code ?? 'invalid', issue.message, hint)]
    }
    default:
      return [errorAt(path, 'invalid', 'is not valid')]
  }
}

const byPointer = (a: FieldError, b: FieldError) =>
  a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : a.code < b.code ? -1 : a.code > b.code ? 1 : 0

/** Sorted by pointer, each error once. */
export function inOrder(errors: readonly FieldError[]): FieldError[] {
  const once = new Map(errors.map((error) => [`${error.pointer} ${error.code}`, error]))
  return [...once.values()].sort(byPointer)
}

/** Runs a schema and answers its errors under `root`; empty when the value fits. */
export function errorsUnder(schema: z.ZodType, value: unknown, root: readonly PropertyKey[]): FieldError[] {
  const result = schema.safeParse(value, { reportInput: true })
  return result.success ? [] : result.error.issues.flatMap((issue) => errorsOf(issue, root))
}
