/**
 * A generation's rows as they lie in the table, for who checks them: every one of them, tombstones and bookkeeping
 * (label `internal`) too, and what no reader could read.
 */
import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { batchGet, orUnavailable } from '../dynamodb.ts'
import type { Segment } from '../ledger/ledger.ts'
import { markIn } from './bookkeeping.ts'
import { fromItem, keyItem } from './dynamo.ts'
import type { Key, StoredRow, Watermark } from './views.ts'

/**
 * `isUnreadable`: what stands in it is no row; of its fields only the key is true. `isExpiring`: it will go by itself,
 * as only tombstones may. `mark`: of a watermark's row.
 */
export type LyingRow = StoredRow & { isUnreadable?: true; isExpiring?: true; mark?: Watermark }

export type RowScan = {
  /** One page of a part of the table, in no order. @param from what the page before gave as `next`. */
  scan(segment: Segment, from?: string): Promise<{ rows: readonly LyingRow[]; next?: string }>
  /** Strongly consistent; missing keys are left out. */
  look(keys: readonly Key[]): Promise<readonly LyingRow[]>
}

type Item = Record<string, AttributeValue>

export function dynamoRowScan(client: DynamoDBClient, table: string, generation: number): RowScan {
  return {
    scan: ({ index, of }, from) =>
      orUnavailable(async () => {
        const page = await client.send(
          new ScanCommand({
            TableName: table,
            Segment: index,
            TotalSegments: of,
            ConsistentRead: true,
            FilterExpression: 'begins_with(#partition, :generation)',
            ExpressionAttributeNames: { '#partition': 'partition' },
            ExpressionAttributeValues: { ':generation': { S: `v${generation}|` } },
            ...(from !== undefined && { ExclusiveStartKey: JSON.parse(from) as Item }),
          }),
        )
        return {
          rows: (page.Items ?? []).map(lying),
          ...(page.LastEvaluatedKey && { next: JSON.stringify(page.LastEvaluatedKey) }),
        }
      }),
    look: (keys) =>
      orUnavailable(async () => {
        const wanted = keys.map((key) => keyItem(generation, key))
        return (await batchGet(client, table, wanted)).map(lying)
      }),
  }
}

/** All of a part, however many pages it has. */
export async function* scanRows(
  rows: Pick<RowScan, 'scan'>,
  segment: Segment,
): AsyncGenerator<readonly LyingRow[]> {
  let from: string | undefined
  do {
    const page: Awaited<ReturnType<RowScan['scan']>> = await rows.scan(segment, from)
    yield page.rows
    from = page.next
  } while (from !== undefined)
}

function lying(item: Item): LyingRow {
  try {
    const row = fromItem(item)
    return {
      ...row,
      ...(item.expires && item.state?.S !== 'gone' && { isExpiring: true as const }),
      ...(row.partition.startsWith('watermark/') && { mark: markIn(item) }),
    }
  } catch {
    const { partition, sort } = item
    const key = { ...(partition && { partition }), ...(sort && { sort }) }
    return { ...fromItem(key), state: 'row', isUnreadable: true }
  }
}
