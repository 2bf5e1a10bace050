import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Enough of the HTTP contract for the command line: tokens, events with idempotency, a few readable paths; also under `/behind/a-path`. */
export type FakeRoutewatch = {
  base: string
  /** Events by source and id, in the order of their recording. */
  stored: Map<string, FakeEvent>
  calls: { method: string; path: string; authorization?: string; ifMatch?: string; type?: string }[]
  /** Answers prepared for the next requests to /v1/events or a path; each is used once, then the fake goes on as ever. */
  next: { status: number; headers?: Record<string, string>; drop?: boolean }[]
  /** Decides on single events: a problem with its status, or nothing. */
  judge: (event: FakeEvent) => { status: number; errors?: object[] } | undefined
  /** Paths of subjects that can be read. */
  subjects: Set<string>
  tokensIssued: number
  tokenLifeSeconds: number
  stop: () => Promise<void>
}
export type FakeEvent = { id: string; source: string; type: string; data: Record<string, unknown> }

const me = {
  agencyId: 'kz-moi',
  kind: 'participating-state',
  postingScopes: ['seizures', 'statements'],
  scopes: ['routewatch/events.write'],
  label: 'participants/kz-moi',
}
const seizureSchema = { type: 'SeizureReported', version: 1, path: '/v1/schemas/SeizureReported/1' }

export async function startFakeRoutewatch(): Promise<FakeRoutewatch> {
  const server = createServer((request, response) => void answer(fake, request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const fake: FakeRoutewatch = {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stored: new Map(),
    calls: [],
    next: [],
    judge: () => undefined,
    subjects: new Set(),
    tokensIssued: 0,
    tokenLifeSeconds: 3600,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped())
        server.closeAllConnections()
      }),
  }
  return fake
}

async function answer(
  fake: FakeRoutewatch,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await textOf(request)
  const path = (request.url ?? '').replace(/^\/behind\/a-path/, '')
  const { authorization, 'content-type': type, 'if-match': ifMatch } = request.headers
  fake.calls.push({ method: request.method ?? '', path, authorization, ifMatch, type })
  const send = (status: number, content: unknown, headers: Record<string, string> = {}): void => {
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(content))
  }
  if (path === '/oauth2/token') return issueToken(fake, new URLSearchParams(body), send)
  const prepared = fake.next.shift()
  if (prepared?.drop) return void response.destroy()
  if (prepared)
    return void send(prepared.status, { title: 'prepared', status: prepared.status }, prepared.headers)
  if (path === '/v1/me') return authorization ? void send(200, me) : void send(401, { title: 'Unauthorized' })
  if (path === '/v1/schemas') return void send(200, { items: [seizureSchema] })
  if (path === seizureSchema.path) return void send(200, { type: 'object' })
  if (fake.subjects.has(path.split('?')[0] ?? '')) return void send(200, { version: 1 })
  if (!path.startsWith('/v1/events'))
    return void send(404, { title: 'Not found', status: 404, detail: 'no such thing' })
  if (!authorization) return void send(401, { title: 'Unauthorized', status: 401 })
  if (type === 'application/cloudevents+json') {
    const { status, receipt, problem } = record(fake, JSON.parse(body))
    return void send(status, receipt ?? problem)
  }
  const events =
    type === 'application/x-ndjson'
      ? body
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : JSON.parse(body)
  send(207, {
    items: events.map((event: FakeEvent, index: number) => ({ index, id: event.id, ...record(fake, event) })),
  })
}

function issueToken(
  fake: FakeRoutewatch,
  form: URLSearchParams,
  send: (status: number, content: unknown) => void,
): void {
  if (form.get('client_secret') !== `local-${form.get('client_id')}`)
    return void send(401, { error: 'invalid_client' })
  fake.tokensIssued++
  send(200, {
    access_token: `token-${fake.tokensIssued}`,
    token_type: 'Bearer',
    expires_in: fake.tokenLifeSeconds,
  })
}

function record(
  fake: FakeRoutewatch,
  event: FakeEvent,
): { status: number; receipt?: object; problem?: object } {
  const refusal = fake.judge(event)
  if (refusal) return { status: refusal.status, problem: { title: 'Refused', ...refusal } }
  const key = `${event.source} ${event.id}`
  const known = fake.stored.get(key)
  if (known && JSON.stringify(known) !== JSON.stringify(event)) {
    return { status: 409, problem: { title: 'Event id reused', status: 409 } }
  }
  fake.stored.set(key, event)
  return { status: known ? 200 : 201, receipt: { id: event.id, warnings: [] } }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
