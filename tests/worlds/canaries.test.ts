import { beforeAll, expect, it } from 'vitest'
import { catalog, eventTypes } from '../../events/catalog.ts'
import { eventIdOf } from '../../events/ids.ts'
import { jsonSchemaOf } from '../../events/json-schemas.ts'
import { commitOf } from '../../functions/ledger/commit.ts'
import { example } from '../events/examples.ts'
import { newWorld, type World } from '../support/world.ts'
import { type Doors, openDoors, type Told } from './doors.ts'
import { exported } from './exported.ts'
import { settle } from './pair.ts'
import { readPaths, typesOf } from './questions.ts'

/** A word of its own in every free text of every event type, known to kz-moi alone; every answer to others is scanned. */

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
function subjectOfKind(kind: string): string {
  if (kind === 'countries') return 'countries/kz'
  const isMade = ['seizures', 'statements', 'commitments'].includes(kind)
  return `${kind === 'any' ? 'routes' : kind}/${isMade ? eventIdOf('made', kind, 'here') : 'canary'}`
}

const poster = 'participants/kz-moi'
const words: string[] = []
let world: World
const subjects: string[] = []

beforeAll(async () => {
  world = await newWorld()
  for (const type of eventTypes) {
    const { data, id } = example(type)
    const pointers = textsOf(jsonSchemaOf(type, 1))
    const met = new Set<string>()
    const word = (pointer: string) => {
      met.add(pointer)
      words.push(`kanari${words.length}x`)
      return words.at(-1) as string
    }
    const told = withCanaries(data, pointers, word) as Json
    for (const pointer of pointers)
      if (!met.has(pointer)) putAt(told, pointer.split('/').slice(1), word(pointer))
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
      labels: [poster],
      schemaVersion: 1,
    }
    const header = { type, ...about, ...recorded, receipt: { version: 1 } }
    const place = { subject, sequence: stream.length + 1, salt: new Uint8Array(16) }
    await world.ledger.append(commitOf({ ...place, header, payload: { data: told as never } }, stream.at(-1)))
    subjects.push(subject)
  }
  await settle(world, [...new Set(subjects)])
})

/** Every path for every subject, in every form. */
function* requests(): Generator<{ path: string; accept: string }> {
  for (const template of readPaths)
    for (const subject of new Set(subjects)) {
      const [kind, id = ''] = subject.split('/')
      if (/^\/v1\/(\w+)\/\{id\}/.test(template) && !template.startsWith(`/v1/${kind}/`)) continue
      const path = template
        .replace('{kind}', kind ?? '')
        .replace('{id}', id)
        .replace(/\{\w+\}/g, '1')
      const query =
        template === '/v1/graph' ? `?focus=${subject}` : template.includes('statistics') ? '?by=route' : ''
      for (const accept of typesOf(template)) yield { path: path + query, accept }
      if (path === template) break
    }
}

const wordsOf = (text: string): string[] => [...text.matchAll(/kanari\d+x/g)].map(([word]) => word)
const wordsIn = ({ headers, text }: Told): string[] => wordsOf(text + JSON.stringify([...headers]))

async function heard(doors: Doors): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const { path, accept } of requests()) {
    const told = await doors.ask({ method: 'GET', template: path, path, headers: { accept } })
    for (const word of wordsIn(told)) found.add(word)
  }
  return found
}

it.each([undefined, 'observer-one', 'ru-authority', 'centre'])('shows none of them to %s', async (agency) => {
  expect([...(await heard(await openDoors(world, agency)))]).toStrictEqual([])
})

it('shows every one of them to who posted them', async () => {
  expect(words.length).toBeGreaterThan(100)
  const found = await heard(await openDoors(world, 'kz-moi'))
  expect(words.filter((word) => !found.has(word))).toStrictEqual([])
})

it('exports them to who posted them alone', async () => {
  const views = new Set(subjects.flatMap((subject) => [subject, subject.split('/')[0] ?? '']))
  const exportedTo = async (agency: string) => wordsOf(await exported(await openDoors(world, agency), views))
  expect(new Set(await exportedTo('kz-moi')).size).toBeGreaterThan(20)
  for (const agency of ['observer-one', 'ru-authority', 'centre'])
    expect(await exportedTo(agency)).toStrictEqual([])
})

it.each(['observer-one', 'ru-authority', 'centre'])(
  'tells none of them to %s, who posts about it',
  async (by) => {
    const doors = await openDoors(world, by)
    const statuses = new Set<number>()
    for (const [n, type] of eventTypes.entries())
      for (const ifMatch of [undefined, '*', '"old"']) {
        const { data } = example(type)
        const id = `${by}-${n}-${ifMatch}`
        const subject = subjects[n]?.match(/^(seizures|statements|commitments)/)
          ? {}
          : { subject: subjects[n] }
        const event = { specversion: '1.0', type, source: `/agencies/${by}`, id, ...subject, data }
        const told = await doors.ask({
          method: 'POST',
          template: '/v1/events',
          path: '/v1/events',
          headers: {
            'content-type': 'application/cloudevents+json',
            ...(ifMatch && { 'if-match': ifMatch }),
          },
          body: JSON.stringify(event),
        })
        statuses.add(told.status)
        expect([type, wordsIn(told)]).toStrictEqual([type, []])
      }
    // It was about something: not every post fell at the first check.
    expect([...statuses]).toEqual(expect.arrayContaining([201, 409, 412, 422, 428]))
  },
)
