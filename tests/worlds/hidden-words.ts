/** A word of its own in every free text of every event type, for one agency alone: what it must not be found by. */
import { catalog, type EventType, eventTypes } from '../../events/catalog.ts'
import { validateEvent } from '../../events/cloudevent.ts'
import { eventIdOf } from '../../events/ids.ts'
import { jsonSchemaOf } from '../../events/json-schemas.ts'
import { commitOf } from '../../functions/ledger/commit.ts'
import { example } from '../events/examples.ts'
import type { World } from '../support/world.ts'
import { settle } from './pair.ts'

type Json = Record<string, unknown>
const isObject = (node: unknown): node is Json => typeof node === 'object' && node !== null

/** Whether the schema takes any text here: no list of words, no form. */
function isFreeText(schema: unknown): boolean {
  if (!isObject(schema)) return false
  const { type, enum: words, const: word, pattern, format, anyOf } = schema
  if (Array.isArray(anyOf)) return anyOf.some(isFreeText)
  return type === 'string' && [words, word, pattern, format].every((rule) => rule === undefined)
}

/** Pointers of the free texts of a schema; `*` stands for any index or key. */
function textsOf(schema: unknown, at = ''): readonly string[] {
  if (!isObject(schema)) return []
  if (isFreeText(schema)) return [at]
  const { properties = {}, items, additionalProperties, anyOf, oneOf, allOf } = schema
  return [
    ...Object.entries(properties as Json).flatMap(([key, inner]) => textsOf(inner, `${at}/${key}`)),
    ...[items, additionalProperties].flatMap((inner) => textsOf(inner, `${at}/*`)),
    ...[anyOf, oneOf, allOf].flatMap((some) => ((some ?? []) as Json[]).flatMap((one) => textsOf(one, at))),
  ]
}

/** The same with a canary in every text that stands at one of the pointers. */
function withCanaries(
  node: unknown,
  pointers: readonly string[],
  made: (pointer: string) => string,
  at = '',
): unknown {
  if (typeof node === 'string') return pointers.includes(at) ? made(at) : node
  if (Array.isArray(node)) return node.map((one) => withCanaries(one, pointers, made, `${at}/*`))
  if (!isObject(node)) return node
  const keyOf = (key: string) => (pointers.some((p) => p.startsWith(`${at}/${key}`)) ? key : '*')
  return Object.fromEntries(
    Object.entries(node).map(([key, one]) => [key, withCanaries(one, pointers, made, `${at}/${keyOf(key)}`)]),
  )
}

/** Adds what the example lacks; `*` is its first item or its Russian name. */
function putAt(node: Json, [key = '', ...rest]: readonly string[], word: string): void {
  const own = key !== '*' ? key : Array.isArray(node) ? '0' : 'ru'
  if (rest.length === 0) node[own] = word
  else {
    if (!isObject(node[own])) node[own] = rest[0] === '*' && own !== 'names' ? [] : {}
    putAt(node[own] as Json, rest, word)
  }
}

/** All events of a kind happen to one subject; those about any, to a route. */
export function ownSubject(kind: string): string {
  if (kind === 'countries') return 'countries/kz'
  const isMade = ['seizures', 'statements', 'commitments'].includes(kind)
  return `${kind === 'any' ? 'routes' : kind}/${isMade ? eventIdOf('made', kind, 'here') : 'canary'}`
}

export type Hidden = {
  words: readonly string[]
  /** By event type, in their order. */
  subjects: readonly string[]
}

/** The data of an example, with words at these places, those that it lacks among them. */
function dataWith(type: EventType, pointers: readonly string[], word: (pointer: string) => string): Json {
  const met = new Set<string>()
  const told = withCanaries(example(type).data, pointers, (pointer) => {
    met.add(pointer)
    return word(pointer)
  }) as Json
  for (const pointer of pointers)
    if (!met.has(pointer)) putAt(told, pointer.split('/').slice(1), word(pointer))
  return told
}

/** Dates, languages and regions look like free text to a schema. */
const isTaken = (type: EventType, pointer: string): boolean =>
  validateEvent({ ...example(type), data: dataWith(type, [pointer], () => 'kanari') }).ok

type Options = {
  /** Where the words go: by default to subjects that nobody else knows of. */
  subjectOfKind?: (kind: string) => string
  /** Only what an agency could have posted. */
  isPostable?: boolean
}

export async function tellWords(
  world: World,
  { subjectOfKind = ownSubject, isPostable = false }: Options = {},
): Promise<Hidden> {
  const words: string[] = []
  const subjects: string[] = []
  for (const type of eventTypes) {
    const { id } = example(type)
    const pointers = textsOf(jsonSchemaOf(type, 1)).filter((pointer) => !isPostable || isTaken(type, pointer))
    const told = dataWith(type, pointers, () => {
      words.push(`kanari${words.length}x`)
      return words.at(-1) as string
    })
    const subject = subjectOfKind(catalog[type].kind)
    const stream = await world.ledger.load(subject)
    const source = '/agencies/kz-moi'
    const about = {
      id: String(id),
      source,
      eventId: eventIdOf(source, `${type}-${id}`, subject),
      postedBy: 'kz-moi',
    }
    const recorded = {
      recordedAt: new Date(world.clock.nowMs).toISOString(),
      labels: ['participants/kz-moi'],
      schemaVersion: 1,
    }
    const header = { type, ...about, ...recorded, receipt: { version: 1 } }
    const place = { subject, sequence: stream.length + 1, salt: new Uint8Array(16) }
    await world.ledger.append(commitOf({ ...place, header, payload: { data: told as never } }, stream.at(-1)))
    subjects.push(subject)
  }
  await settle(world, [...new Set(subjects)])
  return { words, subjects }
}

export const wordsOf = (text: string): string[] => [...text.matchAll(/kanari\d+x/g)].map(([word]) => word)
