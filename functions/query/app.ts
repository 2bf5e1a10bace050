/** The reading side: routes by the table of endpoints; whatever else is asked for is 404 or 405. */
import type { Hono } from 'hono'
import { getPath } from 'hono/utils/url'
import { type Ctx, type Env, httpApp, problem, requestIdOf } from '../http/app.ts'
import { type Caller, callerOf, readScope } from '../http/caller.ts'
import { Refused, scopeChallenge } from '../http/problems.ts'
import { callerWithin, noRateLimit, type RateLimit } from '../http/rate-limit.ts'
import { unauthenticated } from '../identity/token.ts'
import { pinned, type ReadViews } from '../views/generations.ts'
import { audited } from './audited.ts'
import type { Answer, Asked, Endpoint, MediaType, QueryNeeds } from './endpoint.ts'
import { endpoints, postedTo } from './endpoints.ts'
import { formatOf } from './formats/format.ts'
import { addressing, negotiated } from './negotiation.ts'
import { parametersOf } from './parameters.ts'

export type AppNeeds = Omit<QueryNeeds, 'views'> & {
  views: { active(): Promise<ReadViews> }
  /** Absent: none. What says the same to everyone has none either. */
  rateLimit?: RateLimit
}

const urlCharactersMax = 2_048
const addressIn = addressing(endpoints)

export function queryApp(needs: AppNeeds): Hono<Env> {
  const app = httpApp((request) => addressIn(getPath(request)).path)
  const { verify, register, rateLimit = noRateLimit } = needs
  const callerIn = (c: Ctx) => callerWithin({ verify, register, rateLimit }, c)
  const callerOfOpen = (c: Ctx) => callerOf(c.req.raw, verify, register)
  app.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    if (pathname.length + search.length > urlCharactersMax)
      throw new Refused('url-too-long', 'The URL is too long.')
    await next()
    c.header('vary', 'accept, authorization')
  })
  const refuseOthers = (path: string, allow: string) =>
    app.all(path, async (c) => {
      await callerIn(c)
      return problem(c, { slug: 'method-not-allowed', detail: `This path knows ${allow}.` }, { allow })
    })
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1')
    const known = endpoint.access === 'open' ? callerOfOpen : callerIn
    app.get(path, async (c) => respond(c, await answer(c, endpoint, await known(c), needs)))
    refuseOthers(path, 'GET, HEAD')
  }
  for (const path of postedTo) refuseOthers(path, 'POST')
  app.notFound(async (c) => {
    await callerIn(c)
    return problem(c, { slug: 'not-found', detail: 'There is nothing here, as far as you can see.' })
  })
  return app
}

type Answered = Answer & { accepted: MediaType }

async function answer(c: Ctx, endpoint: Endpoint, caller: Caller, needs: AppNeeds): Promise<Answered> {
  if (endpoint.access !== 'open') admit(caller, endpoint.access)
  const { path, extension } = addressIn(getPath(c.req.raw))
  const accepted = negotiated({ extension, accept: c.req.header('accept') }, endpoint.produces)
  const query = parametersOf(c.req.url, endpoint.query)
  const { cursor: _, ...bound } = query
  const asked: Asked = {
    caller,
    url: new URL(c.req.url),
    path: c.req.param(),
    query,
    accepted,
    exportedAs: formatOf(accepted),
    ifNoneMatch: c.req.header('if-none-match'),
    // One list has one cursor, whichever form its pages are read in.
    boundTo: JSON.stringify([caller.label, path, Object.entries(bound).sort()]),
  }
  const circumstances = { requestId: requestIdOf(c), purpose: c.req.header('purpose') }
  const found = await audited(endpoint, asked, { ...needs, views: pinned(needs.views) }, circumstances)
  return { ...found, headers: { ...(extension && saved(asked.url)), ...found.headers }, accepted }
}

function admit({ agency, scopes }: Caller, access: Exclude<Endpoint['access'], 'open'>): void {
  if (agency?.suspended) throw new Refused('forbidden', 'Your agency is suspended.')
  if (agency && !scopes.includes(readScope))
    throw new Refused('forbidden', `Your token lacks the scope ${readScope}.`, scopeChallenge(readScope))
  if (access !== 'public' && !agency) throw unauthenticated('This needs a token.')
  if (access === 'centre' && agency?.kind !== 'centre')
    throw new Refused('forbidden', 'This is for the centre.')
}

/** What is fetched by its extension becomes a file of that name. */
function saved({ pathname }: URL): Record<string, string> {
  const name = pathname.replace(/^\/v1\//, '').replaceAll('/', '-')
  return { 'content-disposition': `attachment; filename="${name}"` }
}

function respond(c: Ctx, { status = 200, body, headers = {}, accepted }: Answered): Response {
  if (status === 304) return c.body(null, 304, headers)
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const charset = accepted.startsWith('text/') ? '; charset=utf-8' : ''
  return new Response(text, { status, headers: { 'content-type': `${accepted}${charset}`, ...headers } })
}
