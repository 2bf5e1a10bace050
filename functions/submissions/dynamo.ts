/** Submissions on DynamoDB: one partition each, one that lists an agency's, one that lists what is pending. */
import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb'
import { bodyIn, bodyItem, conditionally, orUnavailable } from '../dynamodb.ts'
import type { Entry, Result } from '../recording/batch.ts'
import { type ListedSubmission, listKey, type Submission, type Submissions } from './submissions.ts'

type Item = Record<string, AttributeValue>

/** Results stay readable this long; the events themselves stand in the ledger for good. */
const keptSeconds = 90 * 24 * 3600
/** One that is done is soon off the list that every sweep reads. */
const doneSeconds = 3_600

export function dynamoSubmissions(
  client: DynamoDBClient,
  table: string,
  nowMs: () => number = Date.now,
): Submissions {
  const put = (
    submission: string,
    part: string,
    body: unknown,
    more: Partial<{ once: boolean; expiresAfter: number }> = {},
  ) =>
    orUnavailable(() =>
      conditionally(() =>
        client.send(
          new PutItemCommand({
            TableName: table,
            Item: {
              submission: { S: submission },
              part: { S: part },
              ...bodyItem(body),
              ...(more.expiresAfter !== undefined && {
                expires: { N: String(Math.floor(nowMs() / 1000) + more.expiresAfter) },
              }),
            },
            ...(more.once && { ConditionExpression: 'attribute_not_exists(part)' }),
          }),
        ),
      ),
    )
  const list = (submission: ListedSubmission) =>
    put(`agency#${submission.agencyId}`, listKey(submission), submission, { expiresAfter: keptSeconds })
  const query = (
    submission: string,
    options: { after?: string | undefined; descending?: boolean; limit?: number } = {},
  ) =>
    orUnavailable(async () => {
      const items: Item[] = []
      let start = options.after === undefined ? undefined : itemKey(submission, options.after)
      do {
        const page: QueryCommandOutput = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'submission = :submission',
            ExpressionAttributeValues: { ':submission': { S: submission } },
            ScanIndexForward: !options.descending,
            ConsistentRead: true,
            ...(options.limit !== undefined && { Limit: options.limit }),
            ...(start && { ExclusiveStartKey: start }),
          }),
        )
        items.push(...(page.Items ?? []))
        start = page.LastEvaluatedKey
      } while (start && (options.limit === undefined || items.length < options.limit))
      return items
    })
  return {
    store: async (submission, parts) => {
      await Promise.all(
        parts.map((entries, part) =>
          put(submission.submissionId, `part#${number(part)}`, entries, { expiresAfter: keptSeconds }),
        ),
      )
      await put(submission.submissionId, 'head', submission, { expiresAfter: keptSeconds })
      await list(submission)
      await put('pending', listKey(submission), submission)
    },
    load: async (submissionId) => {
      const items = await query(submissionId)
      const head = items.find((item) => item.part?.S === 'head')
      if (!head) return undefined
      const submission = bodyOf<Submission>(head)
      const results = new Map(items.map((item) => [item.part?.S, item]))
      return {
        ...submission,
        results: Array.from({ length: submission.parts }, (_, part) => {
          const item = results.get(`results#${number(part)}`)
          return item && bodyOf<readonly Result[]>(item)
        }),
      }
    },
    part: async (submissionId, part) => {
      const key = itemKey(submissionId, `part#${number(part)}`)
      const { Item } = await orUnavailable(() =>
        client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true })),
      )
      return Item ? bodyOf<readonly Entry[]>(Item) : []
    },
    settle: async (submissionId, part, results) => {
      await put(submissionId, `results#${number(part)}`, results, { once: true, expiresAfter: keptSeconds })
    },
    complete: async (submission, summary) => {
      await list({ ...submission, summary })
      await put('pending', listKey(submission), null, { expiresAfter: doneSeconds })
    },
    ofAgency: async (agencyId, after, limit) =>
      (await query(`agency#${agencyId}`, { after, descending: true, limit })).map((item) =>
        bodyOf<ListedSubmission>(item),
      ),
    pending: async (after) =>
      (await query('pending', { after }))
        .map((item) => bodyOf<Submission | null>(item))
        .filter((found) => found !== null),
  }
}

function itemKey(submission: string, part: string): Item {
  return { submission: { S: submission }, part: { S: part } }
}

function bodyOf<T>(item: Item): T {
  return bodyIn(item) as T
}

/** In the order of the text, as far as 9,999 parts. */
function number(part: number): string {
  return String(part).padStart(4, '0')
}
