/** Takes payload and salt from the commits that a `PayloadRedacted` names. Its role alone may update a commit. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { deadLetters } from '../bus/dead-letters.ts'
import { busEventIn, type Fact } from '../bus/facts.ts'
import { eachMessage } from '../bus/messages.ts'
import { dynamoClient } from '../dynamodb.ts'
import { setting } from '../environment.ts'
import { headerOf } from '../ledger/commit.ts'
import { dynamoLedger, dynamoRedactor } from '../ledger/dynamo.ts'
import type { Ledger, Redactor } from '../ledger/ledger.ts'
import { unredacted } from '../ledger/redaction.ts'
import { log } from '../telemetry.ts'

export async function redactFrom(subject: string, ledger: Ledger, redactor: Redactor): Promise<void> {
  const commits = await ledger.load(subject)
  for (const { sequence, commitment } of unredacted(commits)) {
    await redactor.redact(subject, sequence, commitment)
    const commit = commits.find((one) => one.sequence === sequence)
    log.info('Redacted', { eventId: commit && headerOf(commit).eventId, subject, sequence })
  }
}

const client = dynamoClient()
const ledger = dynamoLedger(client, setting('LEDGER_TABLE'))
const redactor = dynamoRedactor(client, setting('LEDGER_TABLE'))
const letters = deadLetters()

export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  eachMessage(
    event,
    'Not redacted',
    (body) => redactFrom(busEventIn<Fact>(body).detail.subject, ledger, redactor),
    letters,
  )
