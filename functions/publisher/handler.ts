/**
 * Ledger stream → facts on the bus, and what the log should hold on its list. The first commit of which either stays
 * failed is reported, so that the stream delivers again from there; a change or a removal of a commit is never a fact:
 * the guard looks at those (ADR-0011, ADR-0012, ADR-0025). Of a commit that cannot be read its subject alone is told,
 * so that the projector fails on it where an operator sees it; delivering it again would only keep the others back.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { type Bus, busClient, eventBridge } from '../bus/bus.ts'
import { type Fact, factOf, hintOf } from '../bus/facts.ts'
import { dynamoClient } from '../dynamodb.ts'
import { pause, setting } from '../environment.ts'
import type { Commit } from '../ledger/commit.ts'
import { fromItem } from '../ledger/dynamo.ts'
import { isLegible } from '../ledger/legible.ts'
import { dynamoPendingFeed } from '../merkle-log/dynamo.ts'
import { isFirstOfCentre, pendingOf } from '../merkle-log/feed.ts'
import type { PendingFeed } from '../merkle-log/merkle-log.ts'
import { count, log, withMetrics } from '../telemetry.ts'

export async function publish(
  { Records }: DynamoDBStreamEvent,
  bus: Bus,
  feed: PendingFeed,
): Promise<DynamoDBBatchResponse> {
  const inserts = Records.filter(({ eventName }) => eventName === 'INSERT')
  const commits = inserts.map(commitIn)
  const facts = commits.map((commit) => (isLegible(commit) ? factOf(commit) : hintOf(commit.subject)))
  const [failed, unfed] = await Promise.all([bus.put(facts), list(commits, feed)])
  for (const [n, commit] of commits.entries()) {
    const { subject, sequence } = commit
    if (isLegible(commit)) tell(facts[n]?.detail as Fact, failed.includes(n))
    else log.error('Not readable: not listed for the log', { subject, sequence })
  }
  if (failed.length > 0) count('PublishFailures', failed.length)
  if (unfed.length > 0) log.error('Not listed for the log', { commits: unfed.length })
  const first = [...failed, ...unfed].sort((a, b) => a - b)[0]
  const sequenceNumber = first === undefined ? undefined : inserts[first]?.dynamodb?.SequenceNumber
  return { batchItemFailures: sequenceNumber === undefined ? [] : [{ itemIdentifier: sequenceNumber }] }
}

/** @returns the indexes of those that could not be listed. */
async function list(commits: readonly Commit[], feed: PendingFeed): Promise<readonly number[]> {
  const listed = [...commits.entries()].filter(([, commit]) => isLegible(commit) && !isFirstOfCentre(commit))
  const failed = await feed.add(listed.map(([, commit]) => pendingOf(commit)))
  return failed.flatMap((n) => listed[n]?.[0] ?? [])
}

/** A record holds bytes as base64. */
function commitIn({ dynamodb }: DynamoDBRecord): Commit {
  const { NewImage = {} } = dynamodb ?? {}
  const commit = fromItem(NewImage as Record<string, AttributeValue>)
  return { ...commit, hash: Buffer.from(NewImage.hash?.B ?? '', 'base64') }
}

function tell({ eventId, subject, sequence, type }: Fact, hasFailed: boolean): void {
  const fact = { eventId, subject, sequence, type }
  if (hasFailed) log.error('Not published', fact)
  else log.info('Published', fact)
}

const bus = eventBridge(busClient(), setting('FACTS_BUS'), pause)
const feed = dynamoPendingFeed(dynamoClient(), setting('LOG_TABLE'))

export const handler = withMetrics(
  (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => publish(event, bus, feed),
)
