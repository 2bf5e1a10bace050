/** Lambda entry of the HTTP door. */
import { randomUUID } from 'node:crypto'
import { handle } from 'hono/aws-lambda'
import { busClient, eventBridge } from '../bus/bus.ts'
import { requestsSource, submissionStored } from '../bus/facts.ts'
import { pause, setting } from '../environment.ts'
import { rateLimitOf } from '../http/rate-limit.ts'
import { issuerKeys, tokenVerifier } from '../identity/token.ts'
import { recordNeeds } from '../recording/needs.ts'
import { ledgerRegister } from '../register/register.ts'
import { stores } from '../stores.ts'
import { dynamoSubmissions } from '../submissions/dynamo.ts'
import { inParts } from '../submissions/submissions.ts'
import { withMetrics } from '../telemetry.ts'
import { activeLists } from '../views/generations.ts'
import { intakeApp } from './app.ts'

const { client, ledger, views } = stores()
const submissions = dynamoSubmissions(client, setting('SUBMISSIONS_TABLE'))
const requests = eventBridge(busClient(), setting('INTAKE_BUS'), pause)
const register = ledgerRegister(ledger, activeLists(views))
const issuer = setting('TOKEN_ISSUER')

const app = intakeApp({
  verify: tokenVerifier(issuer, issuerKeys(issuer, process.env.TOKEN_JWKS_URI)),
  register,
  recording: recordNeeds(ledger, views, register),
  rateLimit: rateLimitOf(process.env.RATE_PER_MINUTE),
  submit: async ({ entries, ...submitted }) => {
    const parts = inParts(entries)
    const submissionId = randomUUID()
    const receivedAt = new Date().toISOString()
    await submissions.store(
      { ...submitted, submissionId, receivedAt, parts: parts.length, events: entries.length },
      parts,
    )
    // Durable now: if this message is lost, the sweeper sends another.
    await requests.put([{ source: requestsSource, detailType: submissionStored, detail: { submissionId } }])
    return submissionId
  },
})

export const handler = withMetrics(handle(app))
