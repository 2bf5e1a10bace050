/** What every HTTP function shares: problem documents, headers that browsers need, one log line per fault. */
import { type Context, Hono } from 'hono'
import type { LambdaContext, LambdaEvent } from 'hono/aws-lambda'
import { Unavailable } from '../ledger/ledger.ts'
import { faultOf, log } from '../telemetry.ts'
import { type Problem, problemDocument, problemKinds, Refused, scopeChallenge } from './problems.ts'

export type Env = { Bindings: { event?: LambdaEvent; lambdaContext?: LambdaContext } }
export type Ctx = Context<Env>

/** @param getPath where the path to route by is not the one in the URL. */
export function httpApp(getPath?: (request: Request) => string): Hono<Env> {
  const app = new Hono<Env>({ strict: true, ...(getPath && { getPath }) })
  app.use(async (c, next) => {
    await next()
    c.header('x-content-type-options', 'nosniff')
    if (!c.res.headers.has('referrer-policy')) c.header('referrer-policy', 'no-referrer')
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'private, no-store')
  })
  app.onError((error, c) => {
    if (error instanceof Refused) {
      log.info('Refused', { requestId: requestIdOf(c), route: c.req.routePath, slug: error.problem.slug })
      return problem(c, error.problem, error.headers)
    }
    if (error instanceof Unavailable) {
      tell(c, 'Unavailable', error)
      return problem(c, unavailable, { 'retry-after': '1' })
    }
    tell(c, 'Fault', error)
    return problem(c, { slug: 'internal-error', detail: 'The fault is ours and has been logged.' })
  })
  return app
}

export function problem(c: Ctx, found: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  const document = problemDocument(found, new URL(c.req.url).pathname, requestIdOf(c))
  return new Response(JSON.stringify(document), {
    status: problemKinds[found.slug].status,
    headers: {
      'content-type': 'application/problem+json',
      ...(found.scope !== undefined && scopeChallenge(found.scope)),
      ...headers,
    },
  })
}

/** The gateway's id of this request, so that a report of a fault can be found in every log. */
export function requestIdOf(c: Ctx): string {
  const context = c.env?.event?.requestContext
  return context && 'requestId' in context ? context.requestId : 'local'
}

export const unavailable: Problem = {
  slug: 'unavailable',
  detail:
    'A part that this request needs did not answer in time. The same event may be sent again under the same id.',
}

/** Names and codes only: an event's content never enters a log. */
function tell(c: Ctx, what: string, error: Error): void {
  log.error(what, { requestId: requestIdOf(c), route: c.req.routePath, ...faultOf(error) })
}
