/** The ledger on DynamoDB: one commit is one item, appended by one conditional PutItem. No index, no transaction. */
import {
  type AttributeValue,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { conditionally, orUnavailable } from '../dynamodb.ts'
import type { Commit } from './commit.ts'
import type { Ledger, LedgerScan, Redactor } from './ledger.ts'

export function dynamoLedger(client: DynamoDBClient, table: string): Ledger {
  return {
    load: (subject, after = 0) =>
      orUnavailable(async () => {
        const commits: Commit[] = []
        const pages = paginateQuery(
          { client },
          {
            TableName: table,
            KeyConditionExpression: 'subject = :subject AND #sequence > :after',
            ExpressionAttributeNames: { '#sequence': 'sequence' },
            ExpressionAttributeValues: { ':subject': { S: subject }, ':after': { N: String(after) } },
            ConsistentRead: true,
          },
        )
        for await (const page of pages) commits.push(...(page.Items ?? []).map(fromItem))
        return commits
      }),
    append: (commit) =>
      orUnavailable(async () => {
        const put = new PutItemCommand({
          TableName: table,
          Item: toItem(commit),
          ConditionExpression: 'attribute_not_exists(subject)',
        })
        return (await conditionally(() => client.send(put))) ? 'appended' : 'taken'
      }),
  }
}

export function dynamoScan(client: DynamoDBClient, table: string): LedgerScan {
  return {
    scan: (segment, from, pageMax) =>
      orUnavailable(async () => {
        const page = await client.send(
          new ScanCommand({
            TableName: table,
            Segment: segment.index,
            TotalSegments: segment.of,
            ConsistentRead: true,
            ...(pageMax !== undefined && { Limit: pageMax }),
            ...(from !== undefined && {
              ExclusiveStartKey: JSON.parse(from) as Record<string, AttributeValue>,
            }),
          }),
        )
        return {
          commits: (page.Items ?? []).map(fromItem),
          ...(page.LastEvaluatedKey && { next: JSON.stringify(page.LastEvaluatedKey) }),
        }
      }),
  }
}

/** Held by the redactor's role alone: nobody else may update the ledger. */
export function dynamoRedactor(client: DynamoDBClient, table: string): Redactor {
  return {
    redact: (subject, sequence, commitment) =>
      orUnavailable(async () => {
        const update = new UpdateItemCommand({
          TableName: table,
          Key: { subject: { S: subject }, sequence: { N: String(sequence) } },
          UpdateExpression: 'SET commitment = :commitment REMOVE payload, salt',
          ConditionExpression: 'attribute_exists(payload)',
          ExpressionAttributeValues: { ':commitment': { B: commitment } },
        })
        await conditionally(() => client.send(update))
      }),
  }
}

/** For a restore into a new store alone: in the place of the commit with this hash, if that is still there. */
export function dynamoReplace(client: DynamoDBClient, table: string) {
  return (commit: Commit, hash: Uint8Array): Promise<boolean> =>
    orUnavailable(() => {
      const put = new PutItemCommand({
        TableName: table,
        Item: toItem(commit),
        ConditionExpression: '#hash = :hash',
        ExpressionAttributeNames: { '#hash': 'hash' },
        ExpressionAttributeValues: { ':hash': { B: hash } },
      })
      return conditionally(() => client.send(put))
    })
}

function toItem({
  subject,
  sequence,
  header,
  payload,
  salt,
  commitment,
  hash,
}: Commit): Record<string, AttributeValue> {
  return {
    subject: { S: subject },
    sequence: { N: String(sequence) },
    header: { S: header },
    hash: { B: hash },
    ...(payload !== undefined && { payload: { S: payload } }),
    ...(salt && { salt: { B: salt } }),
    ...(commitment && { commitment: { B: commitment } }),
  }
}

/** Also reads the NEW_IMAGE of a stream record, once its attribute values are decoded. */
export function fromItem(item: Record<string, AttributeValue>): Commit {
  return {
    subject: item.subject?.S ?? '',
    sequence: Number(item.sequence?.N),
    header: item.header?.S ?? '',
    payload: item.payload?.S,
    salt: item.salt?.B,
    commitment: item.commitment?.B,
    hash: item.hash?.B ?? new Uint8Array(),
  }
}
