/**
 * Ledger stream → facts on the bus. The first entry that stays failed is reported, so that the stream delivers again
 * from there; a change or a removal of a commit is never a fact: the guard looks at those (ADR-0011, ADR-0012).
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { type Bus, busClient, eventBridge } from '../bus/bus.ts'
import { type Fact, factOf } from '../bus/facts.ts'
import { pause, setting } from '../environment.ts'
import { fromItem } from '../ledger/dynamo.ts'
import { count, log, withMetrics } from '../telemetry.ts'

export async function publish({ Records }: DynamoDBStreamEvent, bus: Bus): Promise<DynamoDBBatchResponse> {
  const inserts = Records.filter(({ eventName }) => eventName === 'INSERT')
  const facts = inserts.map(({ dynamodb }) =>
    factOf(fromItem((dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>)),
  )
  const failed = await bus.put(facts)
  for (const [n, { detail }] of facts.entries()) tell(detail as Fact, failed.includes(n))
  if (failed.length > 0) count('PublishFailures', failed.length)
  const [first] = failed
  const sequenceNumber = first === undefined ? undefined : inserts[first]?.dynamodb?.SequenceNumber
  return { batchItemFailures: sequenceNumber === undefined ? [] : [{ itemIdentifier: sequenceNumber }] }
}

function tell({ eventId, subject, sequence, type }: Fact, hasFailed: boolean): void {
  const fact = { eventId, subject, sequence, type }
  if (hasFailed) log.error('Not published', fact)
  else log.info('Published', fact)
}

const bus = eventBridge(busClient(), setting('FACTS_BUS'), pause)

export const handler = withMetrics(
  (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => publish(event, bus),
)
