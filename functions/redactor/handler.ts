/** Lambda entry of the redactor, whose role alone may update a commit. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { busClient, eventBridge } from '../bus/bus.ts'
import { deadLetters } from '../bus/dead-letters.ts'
import { busEventIn, type Fact } from '../bus/facts.ts'
import { eachMessage } from '../bus/messages.ts'
import { pause, setting } from '../environment.ts'
import { dynamoRedactor } from '../ledger/dynamo.ts'
import { stores, viewsOn } from '../stores.ts'
import { redactFrom } from './redact.ts'

const { client, ledger } = stores()
const redactor = dynamoRedactor(client, setting('LEDGER_TABLE'))
const facts = eventBridge(busClient(), setting('FACTS_BUS'), pause)
const letters = deadLetters()

export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  eachMessage(
    event,
    'Not redacted',
    (body) =>
      redactFrom(busEventIn<Fact>(body).detail.subject, {
        ...{ ledger, redactor, facts },
        views: viewsOn(client, setting('VIEWS_TABLE')),
      }),
    letters,
  )
