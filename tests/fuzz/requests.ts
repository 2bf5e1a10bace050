import { type EventType, eventTypes } from '../../events/catalog.ts'
import { type Random, randomOf } from '../simulation/random.ts'
import { oddHeaders } from './headers.ts'
import { validEvent } from './material.ts'
import { reading } from './readings.ts'
import { spoilBytes, spoilDocument, spoilJson, textOf } from './spoil-json.ts'

/** The nth request of a seed: the same one, whenever it is asked for. */
export type FuzzRequest =
  | { as: string | undefined; method: string; path: string; headers: Record<string, string>; body?: Buffer }
  | { bytes: string }

const agencies = ['kz-moi', 'kz-moi', 'kz-moi', 'kz-moi', 'tj-authority', 'observer-one', 'centre', undefined]
const centreOnly = new Set<EventType>([
  'AgencyRegistered',
  'AgencySuspended',
  'AgencyReinstated',
  'PayloadRedacted',
])

/** So many requests share their subjects. */
export const roundSize = 1_000

/** @param cursors some that lists have given out. */
export function requestOf(seed: number, n: number, cursors: readonly string[]): FuzzRequest {
  const random = randomOf(seed, `request ${n}`)
  const round = Math.floor(n / roundSize)
  const dice = random.below(100)
  if (dice < 1) return { bytes: rawBytes(random) }
  if (dice < 30) {
    const method = random.chance(0.9)
      ? 'GET'
      : random.pick(['HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'POST'])
    const path = reading(round, random, cursors)
    return { as: random.pick(agencies), method, path, headers: oddHeaders(random) }
  }
  if (dice < 32) return tokenRequest(random)
  return posting(seed, n, round, dice, random)
}

function posting(seed: number, n: number, round: number, dice: number, random: Random): FuzzRequest {
  const count = dice < 88 ? 1 : 1 + random.below(5)
  const spoiling = random.chance(0.85) ? random.below(count) : -1
  const drafts = Array.from({ length: count }, (_, nth) => draft(`${seed}-${n}-${nth}`, round, random))
  const events = drafts.map(({ event }, nth) => (nth === spoiling ? spoiledEvent(event, random) : event))
  const [text, type] =
    dice < 88
      ? [textOf(events[0]), 'application/cloudevents+json']
      : dice < 94
        ? [textOf(events), 'application/cloudevents-batch+json']
        : [
            events.map(textOf).join(random.pick(['\n', '\r\n', '\n\n', '\r', '\n\ufeff'])),
            'application/x-ndjson',
          ]
  const spoiledText = random.chance(0.08) ? spoilDocument(text, random) : text
  const bytes = Buffer.from(spoiledText)
  const query = random.chance(0.1)
    ? random.pick([
        '?validateOnly=true',
        '?validateOnly=1',
        '?x=1',
        '?validateOnly=true&validateOnly=true',
        '?%',
      ])
    : ''
  return {
    as: drafts[0]?.as,
    method: 'POST',
    path: `/v1/events${query}`,
    headers: { 'content-type': type, ...oddHeaders(random) },
    body: random.chance(0.04) ? spoilBytes(bytes, random) : bytes,
  }
}

function draft(id: string, round: number, random: Random) {
  const type = random.pick(eventTypes)
  const as = centreOnly.has(type) ? 'centre' : random.pick(agencies)
  const event = validEvent(type, round, id, random.chance(0.5) ? '*' : undefined)
  return {
    as,
    event: as === undefined || random.chance(0.2) ? event : { ...event, source: `/agencies/${as}` },
  }
}

const spoiledEvent = (event: unknown, random: Random): unknown => {
  const once = spoilJson(event, random)
  return random.chance(0.3) ? spoilJson(once, random) : once
}

function tokenRequest(random: Random): FuzzRequest {
  const form = new URLSearchParams({
    grant_type: random.pick(['client_credentials', 'password', '']),
    client_id: random.pick(['kz-moi', 'nobody', '', '__proto__', 'x'.repeat(300)]),
    client_secret: random.pick(['local-kz-moi', 'local-nobody', '', 'x']),
    ...(random.chance(0.5) && {
      scope: random.pick(['routewatch/centre.admin', 'x', '', 'routewatch/views.read']),
    }),
  })
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...oddHeaders(random) }
  const method = random.pick(['POST', 'POST', 'POST', 'GET'])
  return { as: undefined, method, path: '/oauth2/token', headers, body: Buffer.from(form.toString()) }
}

/** What is no request, or barely one. */
function rawBytes(random: Random): string {
  const line = random.pick([
    'GET /v1/health HTTP/1.1',
    'POST /v1/events HTTP/1.1',
    'GET  HTTP/1.1',
    'FOO /v1/routes HTTP/1.1',
    'GET /v1/routes/\\..\\ HTTP/1.1',
    'GET http://x/v1/health HTTP/1.1',
    'CONNECT x:1 HTTP/1.1',
    'TRACE /v1/events HTTP/1.1',
    '\x16\x03\x01\x02',
    'GET /v1/ro\0utes HTTP/1.1',
    'PRI * HTTP/2.0',
  ])
  const headers = [
    'host: x',
    'content-length: 5',
    'content-length: -1',
    'transfer-encoding: chunked',
    'transfer-encoding: gzip, chunked',
    'x-a : b',
    'nonsense',
    `x-long: ${'x'.repeat(20_000)}`,
    'expect: 100-continue',
  ].filter(() => random.chance(0.25))
  const body = random.pick(['', '{}', '5\r\nhello\r\n0\r\n\r\n', 'zz\r\n', '\0\0'])
  return [line, 'connection: close', ...headers, '', body].join('\r\n')
}
