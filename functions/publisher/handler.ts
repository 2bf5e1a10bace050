/**
 * Ledger stream → facts on the bus. The first entry that stays failed is reported, so that the stream delivers again
 * from there; a change or a removal of a commit is an alarm and never a fact (ADR-0011, ADR-0012).
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { type Bus, busClient, eventBridge } from '../bus/bus.ts'
import { factOf } from '../bus/facts.ts'
import { pause, setting } from '../environment.ts'
import { fromItem } from '../ledger/dynamo.ts'

export async function publish({ Records }: DynamoDBStreamEvent, bus: Bus): Promise<DynamoDBBatchResponse> {
  const inserts = Records.filter(({ eventName }) => eventName === 'INSERT')
  for (const { eventName, eventID } of Records.filter((record) => !inserts.includes(record))) {
    console.error(
      JSON.stringify({ level: 'critical', message: 'The ledger was changed', eventName, eventID }),
    )
  }
  const facts = inserts.map(({ dynamodb }) =>
    factOf(fromItem((dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>)),
  )
  const [first] = await bus.put(facts)
  const sequenceNumber = first === undefined ? undefined : inserts[first]?.dynamodb?.SequenceNumber
  return { batchItemFailures: sequenceNumber === undefined ? [] : [{ itemIdentifier: sequenceNumber }] }
}

const bus = eventBridge(busClient(), setting('FACTS_BUS'), pause)

export const handler = (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => publish(event, bus)
