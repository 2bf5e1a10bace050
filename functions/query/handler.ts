/** Lambda entry of the reading side; also answers whatever no other route of the gateway takes. */
import { handle, type LambdaContext } from 'hono/aws-lambda'
import { dynamoAudit } from '../audit/dynamo.ts'
import { pause, setting } from '../environment.ts'
import { rateLimitOf } from '../http/rate-limit.ts'
import { issuerKeys, tokenVerifier } from '../identity/token.ts'
import { dynamoLogTable } from '../merkle-log/dynamo.ts'
import { ledgerRegister } from '../register/register.ts'
import { stores } from '../stores.ts'
import { dynamoSubmissions } from '../submissions/dynamo.ts'
import { activeLists } from '../views/generations.ts'
import { queryApp } from './app.ts'
import { cursors } from './cursor.ts'
import { type GatewayEvent, readable } from './lambda-event.ts'

const { client, ledger, views } = stores()
const issuer = setting('TOKEN_ISSUER')

const app = queryApp({
  ledger,
  views,
  submissions: dynamoSubmissions(client, setting('SUBMISSIONS_TABLE')),
  log: dynamoLogTable(client, setting('LOG_TABLE')),
  audit: dynamoAudit(client, setting('AUDIT_TABLE')),
  register: ledgerRegister(ledger, activeLists(views)),
  verify: tokenVerifier(issuer, issuerKeys(issuer, process.env.TOKEN_JWKS_URI)),
  cursors: cursors(setting('CURSOR_KEY')),
  rateLimit: rateLimitOf(process.env.RATE_PER_MINUTE),
  nowMs: Date.now,
  pause,
})

// Every form is text: as Base64 a page would outgrow what a function may answer with.
const answer = handle(app, { isContentTypeBinary: () => false })

export const handler = (event: GatewayEvent, context: LambdaContext) => answer(readable(event), context)
