/**
 * Ledger stream → alarm. Nobody changes a commit but the redactor, and that only as a recorded `PayloadRedacted` says;
 * anything else is told by key, counted, and an alarm (ADR-0011). Permissions forbid it: this is for when they fail.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { dynamoClient } from '../dynamodb.ts'
import { setting } from '../environment.ts'
import { dynamoLedger, fromItem } from '../ledger/dynamo.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { count, faultOf, log, withMetrics } from '../telemetry.ts'
import { type Offence, offenceOf } from './explained.ts'

/** What cannot be looked into now comes again: the stream waits behind it. */
export async function guard(
  { Records }: DynamoDBStreamEvent,
  ledger: Pick<Ledger, 'load'>,
): Promise<DynamoDBBatchResponse> {
  for (const record of Records.filter(({ eventName }) => eventName !== 'INSERT')) {
    const subject = record.dynamodb?.Keys?.subject?.S ?? ''
    const sequence = Number(record.dynamodb?.Keys?.sequence?.N)
    const about = { subject, sequence, eventName: record.eventName, recordId: record.eventID }
    try {
      const offence = await offenceIn(record, subject, ledger)
      if (offence === undefined) {
        log.info('Redaction seen', about)
        continue
      }
      log.critical('The ledger was changed', { ...about, offence })
      count('LedgerChanged')
    } catch (error) {
      log.error('Not guarded', { ...about, ...faultOf(error) })
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] }
    }
  }
  return { batchItemFailures: [] }
}

async function offenceIn(
  { eventName, dynamodb }: DynamoDBRecord,
  subject: string,
  ledger: Pick<Ledger, 'load'>,
): Promise<Offence | undefined> {
  if (eventName === 'REMOVE') return 'removed'
  const image = decoded(dynamodb?.NewImage ?? {})
  const stream = await ledger.load(subject)
  try {
    return offenceOf({ commit: fromItem(image), attributes: Object.keys(image) }, stream)
  } catch {
    return 'unreadable' // Of a neighbour the header is no JSON any more.
  }
}

/** Lambda hands over a record's bytes in base64. */
function decoded(image: NonNullable<DynamoDBRecord['dynamodb']>['NewImage'] & object) {
  return Object.fromEntries(
    Object.entries(image).map(([name, value]) => [
      name,
      (value.B === undefined ? value : { B: Buffer.from(String(value.B), 'base64') }) as AttributeValue,
    ]),
  )
}

const ledger = dynamoLedger(dynamoClient(), setting('LEDGER_TABLE'))

export const handler = withMetrics(
  (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => guard(event, ledger),
)
