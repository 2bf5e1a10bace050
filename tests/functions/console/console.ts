/** The console over a world in this process. Who is signed in is said by the test: sessions have tests of their own. */
import { Hono } from 'hono'
import { ownLabel } from '../../../domain/audience.ts'
import { consoleApp } from '../../../functions/console/app.tsx'
import type { Reader } from '../../../functions/console/page.ts'
import { disclosing } from '../../../functions/console/reading.ts'
import { readScope } from '../../../functions/http/caller.ts'
import { queryApp } from '../../../functions/query/app.ts'
import type { QueryNeeds } from '../../../functions/query/endpoint.ts'
import type { World } from '../../support/world.ts'
import { type Reading, reading } from '../query/reading.ts'
import { sampleEvents, tell } from '../query/sample.ts'

export type Visit = {
  by?: string
  lang?: 'en' | 'ru'
  headers?: Record<string, string>
  method?: string
  body?: string
}
export type Visited = { status: number; html: string; headers: Headers }
export type ConsoleWorld = Reading & { visit(path: string, visit?: Visit): Promise<Visited> }

export async function consoleOver(world?: World, needs: Partial<QueryNeeds> = {}): Promise<ConsoleWorld> {
  const on = await reading(world, needs)
  const { audit, during } = disclosing(on.querying.audit)
  const query = queryApp({
    ...on.querying,
    audit,
    // In place of a token: the agency's id.
    verify: async (authorization) => {
      const clientId = authorization?.slice('Bearer '.length)
      return clientId === undefined ? undefined : { clientId, scopes: [readScope] }
    },
  })
  const readerOf = async (request: Request): Promise<Reader | undefined> => {
    const agencyId = request.headers.get('x-agency')
    const agency = agencyId === null ? undefined : await on.querying.register.agency(agencyId)
    return agency && { agency, user: `user-of-${ownLabel(agency)}`, accessToken: agency.agencyId }
  }
  const app = consoleApp({
    fetch: async (request) => query.fetch(request),
    during,
    readerOf,
    session: new Hono(),
    consoleUrl: 'https://rw.example',
    nowMs: on.querying.nowMs,
  })
  return {
    ...on,
    visit: async (path, { by, lang = 'en', headers = {}, ...sent } = {}) => {
      const response = await app.request(`https://rw.example${path}`, {
        ...sent,
        headers: { 'accept-language': lang, ...(by !== undefined && { 'x-agency': by }), ...headers },
      })
      return { status: response.status, html: await response.text(), headers: response.headers }
    },
  }
}

/** The worked example, as its readers see it. */
export async function sampleConsole(): Promise<ConsoleWorld> {
  const world = await consoleOver()
  await tell(world, sampleEvents)
  await world.project()
  return world
}
