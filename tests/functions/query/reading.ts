/** A world as readers see it: the app over its stores, with tokens, every answer held against the document. */
import { generateKeyPair, SignJWT } from 'jose'
import { expect } from 'vitest'
import { memoryAudit } from '../../../functions/audit/memory.ts'
import { tokenVerifier } from '../../../functions/identity/token.ts'
import { headsIn } from '../../../functions/ledger/ledger.ts'
import { memoryLogTable } from '../../../functions/merkle-log/memory.ts'
import { projectOrThrow } from '../../../functions/projector/project.ts'
import { type AppNeeds, queryApp } from '../../../functions/query/app.ts'
import { type Cursors, cursors } from '../../../functions/query/cursor.ts'
import type { QueryNeeds } from '../../../functions/query/endpoint.ts'
import { endpoints } from '../../../functions/query/endpoints.ts'
import { answerShapes } from '../../../functions/query/openapi/answer-shapes.ts'
import { problem } from '../../../functions/query/openapi/problem-shapes.ts'
import { memorySubmissions } from '../../../functions/submissions/memory.ts'
import { newWorld, type World } from '../../support/world.ts'

const issuer = 'https://issuer.example/pool'
const keys = await generateKeyPair('RS256')

export type Ask = { by?: string; scopes?: string; method?: string; headers?: Record<string, string> }

export type Told = { status: number; text: string; headers: Headers; body: Body }
/** Tests look into answers of every shape. */
export type Body = Record<string, never> & { items: Body[]; next?: string }

export type Reading = World & {
  querying: AppNeeds
  /** Every subject, as the queue would have it projected in the end. */
  project(): Promise<void>
  ask(path: string, ask?: Ask): Promise<Told>
}

export async function reading(world?: World, { views, ...more }: Partial<QueryNeeds> = {}): Promise<Reading> {
  const on = world ?? (await newWorld())
  const querying: AppNeeds = {
    ledger: on.ledger,
    views: { active: async () => views ?? on.views },
    submissions: memorySubmissions(),
    log: memoryLogTable(),
    audit: memoryAudit(),
    register: on.register,
    verify: tokenVerifier(issuer, async () => keys.publicKey),
    cursors: cursors('a secret of the test'),
    nowMs: () => on.clock.nowMs,
    pause: async (ms) => {
      on.clock.nowMs += ms
    },
    ...more,
  }
  const app = queryApp(querying)
  return {
    ...on,
    querying,
    project: async () => {
      const { commits } = await on.ledger.scan({ index: 0, of: 1 })
      for (const subject of headsIn(commits).keys()) await projectOrThrow([subject], on)
    },
    ask: async (path, { by, scopes, method = 'GET', headers = {} } = {}) => {
      const authorization = by === undefined ? {} : { authorization: `Bearer ${await tokenOf(by, scopes)}` }
      const response = await app.request(`https://rw.example${path}`, {
        method,
        headers: { ...authorization, ...headers },
      })
      const text = await response.text()
      const type = response.headers.get('content-type') ?? ''
      const body = (/[/+]json/.test(type) && text !== '' ? JSON.parse(text) : {}) as Body
      holdAgainstDocument(path, response.status, type, body, method)
      return { status: response.status, text, headers: response.headers, body }
    },
  }
}

/** All pages, one after the other. */
export async function followed(world: Reading, path: string, limit: number, by: string | undefined) {
  const pages: (readonly Body[])[] = []
  for (let cursor = ''; ; ) {
    const address = `${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor}`
    const { status, body } = await world.ask(address, by === undefined ? {} : { by })
    expect(status).toBe(200)
    pages.push(body.items)
    if (body.next === undefined) return pages
    expect(body.items).toHaveLength(limit)
    cursor = `&cursor=${body.next}`
  }
}

export async function tokenOf(clientId: string, scope = 'routewatch/views.read'): Promise<string> {
  const claims = { client_id: clientId, scope, token_use: 'access' }
  const token = new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(issuer)
    .setSubject(clientId)
  return token.setIssuedAt().setExpirationTime('30m').sign(keys.privateKey)
}

/** Two worlds can be compared with these: a position is in plain sight. */
export const plainCursors: Cursors = {
  seal: (position, boundTo) => Buffer.from(JSON.stringify([position, boundTo])).toString('base64url'),
  open: (cursor) => JSON.parse(Buffer.from(cursor, 'base64url').toString())[0],
}

function holdAgainstDocument(path: string, status: number, type: string, body: Body, method: string): void {
  if (method === 'HEAD') return
  const pathname = new URL(path, 'https://rw.example').pathname.replace(/(?<=^\/v1\/.+)\.json$/, '')
  if (status >= 400) {
    expect(type).toBe('application/problem+json')
    expect(problem.safeParse(body).error).toBeUndefined()
    expect(body.status).toBe(status)
  } else if (status === 200 && type === 'application/json') {
    const found = endpoints.find(({ path: template }) =>
      new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
    )
    const shape = answerShapes[found?.operationId ?? '']
    expect(shape, path).toBeDefined()
    expect(shape?.safeParse(body).error?.issues, `${path} as documented`).toBeUndefined()
  }
}
