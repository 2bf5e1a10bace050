/** Lambda entry of the bus door. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { dynamoClient } from '../dynamodb.ts'
import { setting } from '../environment.ts'
import { dynamoLedger } from '../ledger/dynamo.ts'
import { recordNeeds } from '../recording/needs.ts'
import { ledgerRegister } from '../register/register.ts'
import { dynamoSubmissions } from '../submissions/dynamo.ts'
import { dynamoBookkeeping } from '../views/bookkeeping.ts'
import { dynamoViews } from '../views/dynamo.ts'
import { type RecorderNeeds, receive } from './recorder.ts'

const client = dynamoClient()
const ledger = dynamoLedger(client, setting('LEDGER_TABLE'))
const viewsTable = setting('VIEWS_TABLE')
const views = { ...dynamoViews(client, viewsTable), ...dynamoBookkeeping(client, viewsTable) }
const register = ledgerRegister(ledger, views)
const needs: RecorderNeeds = {
  submissions: dynamoSubmissions(client, setting('SUBMISSIONS_TABLE')),
  register,
  recording: recordNeeds(ledger, views, register),
  ownAccount: setting('OWN_ACCOUNT'),
}

export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const failures: { itemIdentifier: string }[] = []
  for (const { messageId, body } of Records) {
    try {
      await receive(body, needs)
    } catch (error) {
      console.error(
        JSON.stringify({ level: 'error', message: 'Not recorded', messageId, error: String(error) }),
      )
      failures.push({ itemIdentifier: messageId })
    }
  }
  return { batchItemFailures: failures }
}
