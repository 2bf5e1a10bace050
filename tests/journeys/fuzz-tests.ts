import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Body } from './api.ts'
import { actor, claim, event, leg, route, seizure, session, statement, volume } from './events.ts'
import type { Journey } from './journey.ts'
import { raw, request } from './raw.ts'
import { sharedJourney } from './shared-journey.ts'

/** Whatever is sent, the fault is the sender's: no answer is a 5xx, and a refusal stores nothing. */

describe('anything at all', () => {
  let journey: Journey
  beforeAll(async () => {
    journey = await sharedJourney()
    await journey.record(route('kz-moi', 'open'))
    await journey.record(session('kz-moi', 'open'))
  })

  const runs = { numRuns: 120 }
  const seeds = [
    seizure('kz-moi'),
    route('kz-moi', 'another'),
    leg('kz-moi', 'open', ['KZ', 'RU']),
    volume('kz-moi', 'open', '2'),
    actor('kz-moi', 'another'),
    statement('kz-moi', 'open'),
    claim('kz-moi', 'CountryRoleReported', 'countries/kz', { role: 'transit', substance: 'heroin' }),
    event('kz-moi', 'MarkingRaised', 'routes/open', { eventId: 'x', marking: { tlp: 'RED' }, reason: 'x' }),
  ]

  const oddValue = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(null, [], {}, '', -0, 1e308, '__proto__', 'constructor', '\ud800', 'x'.repeat(3_000)),
  )

  /** Paths to everything inside, so that any part can be replaced. */
  function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
    if (typeof value !== 'object' || value === null) return [path]
    return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))]
  }

  function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
    if (key === undefined) return by
    const copy = (Array.isArray(value) ? [...value] : { ...(value as Body) }) as Body
    copy[key] = replaced(copy[key], rest, by)
    return copy
  }

  const mutated = fc
    .constantFrom(...seeds)
    .chain((seed) =>
      fc
        .tuple(
          fc.constantFrom(...pathsIn(seed)),
          oddValue,
          fc.dictionary(fc.string(), oddValue, { maxKeys: 2 }),
        )
        .map(([path, value, more]) => replaced({ ...seed, ...more }, path, value)),
    )

  it('events with one part replaced', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (value) => {
        const before = await journey.recorded()
        const { status } = await journey.post(JSON.stringify(value) ?? '', { as: 'kz-moi' })
        expect(status).toBeLessThan(500)
        if (status >= 400) expect(await journey.recorded()).toBe(before)
      }),
      runs,
    )
  })

  it('bodies of any bytes and media type', async () => {
    const types = [
      'application/json',
      'application/cloudevents-batch+json',
      'application/x-ndjson',
      'text/plain',
      'a/b;c',
    ]
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...types), async (bytes, type) => {
        const before = await journey.recorded()
        const { status } = await journey.post(bytes, { as: 'kz-moi', type })
        expect([207, 400, 413, 415, 422]).toContain(status)
        expect(await journey.recorded()).toBe(before)
      }),
      runs,
    )
  })

  it('queries and cursors', async () => {
    const names = [
      'limit',
      'cursor',
      'q',
      'country',
      'from',
      'to',
      'by',
      'route',
      'knownAt',
      'atLeast',
      'focus',
      'depth',
      'minKg',
    ]
    const paths = [
      '/v1/routes',
      '/v1/actors',
      '/v1/seizures',
      '/v1/statistics/seizures',
      '/v1/graph',
      '/v1/subjects/routes/open/events',
      '/v1/routes/open',
      '/v1/countries/kz',
    ]
    const pair = fc.tuple(
      fc.constantFrom(...names),
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('1', 'KZ', '2024-13', '9999999999', 'country', 'routes/open'),
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.array(pair, { maxLength: 3 }), async (path, pairs) => {
        const query = new URLSearchParams(
          pairs.map(([name, value]): [string, string] => [name, value.toWellFormed()]),
        )
        const { status } = await journey.get(`${path}?${query}`, 'kz-moi')
        expect(status === 503 ? query.has('atLeast') : status < 500).toBe(true)
      }),
      runs,
    )
  })

  it('headers', async () => {
    const names = [
      'accept',
      'if-match',
      'if-none-match',
      'prefer',
      'content-type',
      'authorization',
      'content-encoding',
      'range',
      'cookie',
      'expect',
    ]
    const value = fc.oneof(
      fc.string({ unit: 'grapheme-ascii', maxLength: 60 }),
      fc.constantFrom('*', '""', '*/*;q=x', 'Bearer a.b.c', ',,,', '"a","b"', 'q=1;q=2'),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET /v1/routes', 'GET /v1/routes/open', 'POST /v1/events'),
        fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 4 }),
        async (line, headers) => {
          const lines = headers.map(([name, text]) => `${name}: ${text}`)
          const { status } = await raw(
            journey.url,
            request(`${line} HTTP/1.1`, ['host: x', 'content-length: 2', ...lines], '{}'),
          )
          expect(status).toBeGreaterThan(0)
          expect(status).toBeLessThan(500)
        },
      ),
      runs,
    )
  })

  it('paths', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 4 }),
        async (parts) => {
          const path = ['', 'v1', ...parts.map((part) => encodeURIComponent(part.toWellFormed()))].join('/')
          const { status } = await raw(journey.url, request(`GET ${path} HTTP/1.1`, ['host: x']))
          expect([200, 400, 401, 404, 405, 414]).toContain(status)
        },
      ),
      runs,
    )
  })
})
