/** Lambda entry of the console: pages that read through the query app, in this process, as whoever has signed in. */
import { handle, type LambdaContext } from 'hono/aws-lambda'
import { dynamoAudit } from '../audit/dynamo.ts'
import { pause, setting } from '../environment.ts'
import { rateLimitOf } from '../http/rate-limit.ts'
import { claimsVerifier, issuerKeys } from '../identity/token.ts'
import { dynamoLogTable } from '../merkle-log/dynamo.ts'
import { queryApp } from '../query/app.ts'
import { cursors } from '../query/cursor.ts'
import { type GatewayEvent, readable } from '../query/lambda-event.ts'
import { ledgerRegister } from '../register/register.ts'
import { stores } from '../stores.ts'
import { dynamoSubmissions } from '../submissions/dynamo.ts'
import { activeLists } from '../views/generations.ts'
import { consoleApp } from './app.tsx'
import { disclosing } from './reading.ts'
import { issuerAt } from './session/issuer.ts'
import { sessionRoutes } from './session/routes.ts'
import { sessions } from './session/session.ts'
import { consoleCallers } from './session/user.ts'

const { client, ledger, views } = stores()
const nowMs = Date.now
const issuer = setting('TOKEN_ISSUER')
const signInUrl = process.env.TOKEN_SIGN_IN_URL ?? setting('SIGN_IN_URL')
const consoleUrl = setting('CONSOLE_URL')
const clientId = setting('CONSOLE_CLIENT_ID')
const secret = setting('CONSOLE_KEY')
const keys = issuerKeys(issuer, process.env.TOKEN_JWKS_URI)
const users = {
  claimsOf: claimsVerifier(issuer, keys),
  register: ledgerRegister(ledger, activeLists(views)),
  clientId,
}

const { audit, during } = disclosing(dynamoAudit(client, setting('AUDIT_TABLE')))
const query = queryApp({
  ...consoleCallers(users),
  ledger,
  views,
  submissions: dynamoSubmissions(client, setting('SUBMISSIONS_TABLE')),
  log: dynamoLogTable(client, setting('LOG_TABLE')),
  audit,
  cursors: cursors(secret),
  nowMs,
  pause,
})

const rateLimit = rateLimitOf(process.env.RATE_PER_MINUTE)
const known = sessions({ ...users, secret, nowMs })
const app = consoleApp({
  fetch: async (request) => query.fetch(request),
  during,
  readerOf: known.readerOf,
  session: sessionRoutes({
    issuer: issuerAt({ signInUrl, consoleUrl, clientId, issuer, keys, fetch, nowMs }),
    sessions: known,
    secret,
    consoleUrl,
    rateLimit,
    nowMs,
  }),
  consoleUrl,
  formTargets: [signInUrl],
  rateLimit,
  nowMs,
})

const answer = handle(app, { isContentTypeBinary: () => false })

/** Forms are posted: theirs is the one body that is read. */
export const handler = (event: GatewayEvent, context: LambdaContext) => {
  const isPosted = event.requestContext.http.method === 'POST'
  return answer({ ...readable(event), ...(isPosted && { body: event.body }) }, context)
}
