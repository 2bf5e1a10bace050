import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { typesText } from '../../../infra/client/generate.ts'
import type { Patience } from '../../../infra/client/patience.ts'
import {
  type Event,
  ProblemFailure,
  RoutewatchFailure,
  routewatch,
} from '../../../infra/client/routewatch.ts'
import { read } from '../../support/sources.ts'

/** A server that does what each case tells it, request after request; tokens are always to be had. */
type Turn = (request: { body: string; headers: IncomingMessage['headers'] }, response: ServerResponse) => void

let server: Server
let base: string
let turns: Turn[]
let asked: { path: string; body: string; authorization?: string | undefined }[]
let tokens: number
let waits: number[]
const lifeSeconds = { now: 3600 }

beforeEach(async () => {
  ;[turns, asked, waits, tokens] = [[], [], [], 0]
  lifeSeconds.now = 3600
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    if (request.url === '/oauth2/token') {
      tokens++
      const token = { access_token: `token-${tokens}`, token_type: 'Bearer', expires_in: lifeSeconds.now }
      response.end(JSON.stringify(token))
      return
    }
    asked.push({ path: request.url ?? '', body, authorization: request.headers.authorization })
    const turn = turns.shift()
    if (!turn) throw new Error('Nobody told what to answer')
    turn({ body, headers: request.headers }, response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
})

const patience: Patience = { retriesMax: 3, timeoutMs: 300, sleep: async (ms) => void waits.push(ms) }
const kz = () => routewatch({ base, agency: 'kz-moi', secret: 'local-kz-moi' }, patience)
const answer =
  (status: number, body: unknown, headers: Record<string, string> = {}): Turn =>
  (_, response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body))
const problem = (status: number, slug: string, headers: Record<string, string> = {}) =>
  answer(status, { type: `/problems/${slug}`, title: slug, status, detail: 'Told.' }, headers)

const seizure: Event<'SeizureReported'> = {
  type: 'SeizureReported',
  id: 'case-1',
  data: {
    occurred: { from: '2024-03-14', precision: 'day' },
    place: { country: 'KZ' },
    items: [{ substance: 'heroin', quantity: { value: '12.5', unit: 'kg' } }],
    grading: { scale: 'admiralty-6x6', source: 'B', information: '2' },
    marking: { tlp: 'CLEAR' },
  },
}
const receipt = { id: 'case-1', eventId: 'e-1', version: 1 }

it('is made of the documents: `npm run openapi` after a change', () => {
  expect(read('infra/client/api.generated.ts') === typesText()).toBe(true)
})

describe('posting', () => {
  it('sends an event as its agency, with a token', async () => {
    turns.push(answer(201, receipt))
    expect(await kz().post(seizure)).toStrictEqual(receipt)
    const [{ path, body, authorization } = { path: '', body: '' }] = asked
    expect([path, authorization]).toStrictEqual(['/v1/events', 'Bearer token-1'])
    expect(JSON.parse(body)).toStrictEqual({ specversion: '1.0', source: '/agencies/kz-moi', ...seizure })
  })

  it('waits as long as a 429 asks, in seconds or by a date, and sends the same again', async () => {
    const date = new Date(Date.now() + 3_000).toUTCString()
    turns.push(problem(429, 'rate-limited', { 'retry-after': '2' }))
    turns.push(problem(429, 'rate-limited', { 'retry-after': date }), answer(201, receipt))
    expect(await kz().post(seizure)).toStrictEqual(receipt)
    expect(new Set(asked.map(({ body }) => body)).size).toBe(1)
    const [bySeconds = 0, byDate = 0] = waits
    expect([bySeconds >= 2_000, bySeconds < 2_250]).toStrictEqual([true, true])
    expect([byDate > 1_500, byDate < 3_250]).toStrictEqual([true, true])
  })

  it('tries again after a 503', async () => {
    turns.push(problem(503, 'unavailable'), answer(201, receipt))
    expect(await kz().post(seizure)).toStrictEqual(receipt)
  })

  it('gets the first receipt where the connection broke after the event was stored', async () => {
    const stored = new Map<string, object>()
    const store: Turn = ({ body }, response) => {
      const { id } = JSON.parse(body)
      const known = stored.get(id)
      stored.set(id, receipt)
      if (known) answer(200, known)({ body, headers: {} }, response)
      else response.destroy()
    }
    turns.push(store, store)
    expect(await kz().post(seizure)).toStrictEqual(receipt)
    expect([stored.size, asked.length]).toStrictEqual([1, 2])
  })

  it('gives up on a server that never answers, and tells so', async () => {
    const silent: Turn = () => {}
    turns.push(silent, silent, silent, silent)
    const failure = await kz()
      .post(seizure)
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(RoutewatchFailure)
    expect(failure).toMatchObject({ code: 'unavailable' })
    expect(asked).toHaveLength(4)
  })

  it('throws a problem as it was told, and does not repeat it', async () => {
    turns.push(problem(422, 'invalid-event'))
    const failure = await kz()
      .post(seizure)
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ProblemFailure)
    expect(failure).toMatchObject({
      code: 'refused',
      status: 422,
      slug: 'invalid-event',
      problem: { detail: 'Told.' },
    })
    expect(asked).toHaveLength(1)
  })

  it('sends a batch in one request', async () => {
    turns.push(answer(207, { accepted: 2, duplicates: 0, rejected: 0, items: [] }))
    expect(await kz().postBatch([seizure, { ...seizure, id: 'case-2' }])).toMatchObject({ accepted: 2 })
    expect(JSON.parse(asked[0]?.body ?? '').map(({ id }: { id: string }) => id)).toStrictEqual([
      'case-1',
      'case-2',
    ])
  })
})

describe('tokens', () => {
  it('are fetched once for many calls, and anew before they end', async () => {
    lifeSeconds.now = 0.5
    const client = kz()
    turns.push(answer(200, {}), answer(200, {}), answer(200, {}))
    await Promise.all([client.read('/v1/me'), client.read('/v1/me')])
    expect(tokens).toBe(1)
    await new Promise((later) => setTimeout(later, 450))
    await client.read('/v1/me')
    expect(tokens).toBe(2)
  })

  it('that were refused in the middle are replaced once, and the event goes on', async () => {
    turns.push(problem(401, 'unauthenticated'), answer(201, receipt))
    expect(await kz().post(seizure)).toStrictEqual(receipt)
    expect(asked.map(({ authorization }) => authorization)).toStrictEqual([
      'Bearer token-1',
      'Bearer token-2',
    ])
    turns.push(problem(401, 'unauthenticated'), problem(401, 'unauthenticated'))
    await expect(kz().post(seizure)).rejects.toMatchObject({ slug: 'unauthenticated' })
  })
})

it('follows a list to its end, and writes paths and queries as they are understood', async () => {
  turns.push(
    answer(200, { items: [{ subject: 'a' }], next: 'c/1' }),
    answer(200, { items: [{ subject: 'b' }] }),
  )
  const found: string[] = []
  const evidence = { path: { id: 'north ern' }, query: { country: 'KZ', limit: 1 } }
  for await (const { subject } of kz().list('/v1/routes/{id}/evidence', evidence)) found.push(subject)
  expect(found).toStrictEqual(['a', 'b'])
  const path = '/v1/routes/north%20ern/evidence?country=KZ&limit=1'
  expect(asked.map(({ path }) => path)).toStrictEqual([path, `${path}&cursor=c%2F1`])
})
