/** Words of the interface for every code that events hold: what has none would stand in English on a Russian page. */
import { describe, expect, it } from 'vitest'
import { summaryOf } from '../../../domain/views/summary.ts'
import { type EventType, eventTypes } from '../../../events/catalog.ts'
import { jsonSchemaOf } from '../../../events/json-schemas.ts'
import type { Seen } from '../../../events/recorded.ts'
import { told } from '../../../functions/console/parts/summary.ts'
import { labelOf, wordsFor } from '../../../functions/console/parts/value-names.ts'
import { addressesIn } from '../../browser/console-visitors.ts'
import { example } from '../../events/examples.ts'
import { hidingWorld, owner } from './hiding.ts'

/** Marks that are the same in every language, and what parts of pages tell with texts of their own. */
const apart = ['tlp', 'scale', 'source', 'information', 'reason', 'op']
/** No page tells of agencies and figures. */
const types = eventTypes.filter((type) => !/^(Agency|AggregateFigure)/.test(type))

type Schema = { properties?: Record<string, unknown>; [keyword: string]: unknown }

function* codesOf(node: unknown, field = ''): Generator<[string, string]> {
  if (typeof node !== 'object' || node === null) return
  const schema = node as Schema
  for (const code of [...((schema.enum as unknown[]) ?? []), schema.const])
    if (typeof code === 'string') yield [field, code]
  for (const [name, inner] of Object.entries(schema.properties ?? {})) yield* codesOf(inner, name)
  for (const word of ['items', 'additionalProperties']) yield* codesOf(schema[word], field)
  for (const word of ['anyOf', 'oneOf', 'allOf'])
    for (const inner of (schema[word] as unknown[]) ?? []) yield* codesOf(inner, field)
}

function* fieldsOf(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return
  const { properties = {}, ...keywords } = node as Schema
  yield* Object.keys(properties)
  for (const inner of [...Object.values(properties), ...Object.values(keywords).flat()])
    yield* fieldsOf(inner)
}

it('every code of claims has a Russian word', () => {
  const codes = types.flatMap((type) => [...codesOf(jsonSchemaOf(type, 1))])
  expect(codes.length).toBeGreaterThan(300)
  const missing = codes.filter(
    ([field, code]) => !apart.includes(field) && !/[а-яё]/i.test(wordsFor(field, code, 'ru')),
  )
  expect(missing).toStrictEqual([])
})

/** Told by cells and sections with texts of their own, or the same in every language. */
const unnamed = [
  ...['marking', 'tlp', 'releasableTo', 'eventId', 'claimId', 'counterClaim', 'changes', 'annotation'],
  ...['en', 'sha256', 'approximate', 'basis'],
]

it('every field that claims and corrections tell has a Russian name', () => {
  const told = types.flatMap((type) => [...fieldsOf(jsonSchemaOf(type, 1))])
  const missing = new Set(told.filter((field) => !/[а-яё]/i.test(labelOf(field, 'ru'))))
  expect(missing).toStrictEqual(new Set(unnamed))
})

it('what claims are about has a Russian name on every card', async () => {
  const { world } = await hidingWorld()
  const headings = new Set<string>()
  for (const [, address] of await addressesIn(world)) {
    const { html } = await world.visit(address, { by: owner, lang: 'ru' })
    for (const [, heading = ''] of html.matchAll(/<h3>([^<]*)<\/h3>/g)) headings.add(heading)
  }
  expect(headings.size).toBeGreaterThan(20)
  expect([...headings].filter((heading) => !/[а-яё]/i.test(heading))).toStrictEqual([])
})

describe('a line of history', () => {
  const line = (type: EventType, data: unknown) =>
    told({ type, summary: summaryOf({ type, data } as Seen) }, 'ru')

  it('holds nothing in Latin letters but the ids of what it names', () => {
    for (const type of types) {
      const { data } = example(type)
      const { legId, routeId, actorId, into } = data as Record<string, string>
      const latin = line(type, data).match(/[a-z][\w-]*/g) ?? []
      expect([type, latin]).toStrictEqual([
        type,
        [legId, routeId, actorId, into].filter((id) => id !== undefined),
      ])
    }
  })

  it('leaves an id alone that reads like a code', () => {
    const leg = { legId: 'trunk', role: 'trunk', status: 'active' }
    expect(line('RouteLegAdded', leg)).toBe('Добавлен участок: trunk, основной, действует')
    expect(line('RouteLegAdded', { legId: 'active', role: 'branch' })).toMatch(/: active, \S*[а-я]+$/)
    expect(line('RouteLegRetired', { legId: 'active' })).toBe('Участок снят: active')
    const link = { legId: 'uses', routeId: 'supplies', relation: 'uses' }
    expect(line('ActorLinkedToRoute', link)).toBe('Связь с маршрутом: uses, supplies, использует')
    expect(line('ActorLinkedToRoute', { routeId: 'uses', relation: 'controls' })).toMatch(
      /: uses, контролирует$/,
    )
  })
})
