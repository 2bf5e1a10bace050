/** Lambda entry of the bus door. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { deadLetters } from '../bus/dead-letters.ts'
import { eachMessage } from '../bus/messages.ts'
import { setting } from '../environment.ts'
import { recordNeeds } from '../recording/needs.ts'
import { ledgerRegister } from '../register/register.ts'
import { stores } from '../stores.ts'
import { dynamoSubmissions } from '../submissions/dynamo.ts'
import { withMetrics } from '../telemetry.ts'
import { activeLists } from '../views/generations.ts'
import { type RecorderNeeds, receive } from './recorder.ts'

const { client, ledger, views } = stores()
const register = ledgerRegister(ledger, activeLists(views))
const needs: RecorderNeeds = {
  submissions: dynamoSubmissions(client, setting('SUBMISSIONS_TABLE')),
  register,
  recording: recordNeeds(ledger, views, register),
  ownAccount: setting('OWN_ACCOUNT'),
}
const letters = deadLetters()

export const handler = withMetrics(
  (event: SQSEvent): Promise<SQSBatchResponse> =>
    eachMessage(event, 'Not recorded', (body) => receive(body, needs), letters),
)
