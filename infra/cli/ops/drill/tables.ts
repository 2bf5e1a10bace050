/** Scratch tables of a drill: made, filled, waited for and deleted. Their names begin in a way that nothing else's does. */
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  ResourceNotFoundException,
  RestoreTableToPointInTimeCommand,
  ScanCommand,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb'
import { CommandFailed } from '../../failure.ts'

const prefixOf = (stage: string): string => `routewatch-${stage}-drill-`

/** `routewatch-prod-drill-20261124T081500Z-ledger` */
export const scratchName = (stage: string, startedAt: Date, what: 'ledger' | 'views'): string =>
  `${prefixOf(stage)}${startedAt.toISOString().replace(/[-:]|\.\d+/g, '')}-${what}`

export async function leftovers(client: DynamoDBClient, stage: string): Promise<readonly string[]> {
  const found: string[] = []
  let start: string | undefined
  do {
    const page = await client.send(
      new ListTablesCommand({ ...(start !== undefined && { ExclusiveStartTableName: start }) }),
    )
    found.push(...(page.TableNames ?? []).filter((name) => name.startsWith(prefixOf(stage))))
    start = page.LastEvaluatedTableName
  } while (start !== undefined)
  return found
}

/** A table with the keys of another, and under its key where it has one of its own. */
export async function createLike(client: DynamoDBClient, source: string, name: string): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: source }))
  const keyArn = Table?.SSEDescription?.KMSMasterKeyArn
  const wanted: CreateTableCommandInput = {
    TableName: name,
    AttributeDefinitions: Table?.AttributeDefinitions,
    KeySchema: Table?.KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...(keyArn !== undefined && {
      SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: keyArn },
    }),
  }
  await client.send(new CreateTableCommand(wanted))
}

/**
 * What AWS keeps of the last 35 days; the latest is some five minutes old. @returns as of when.
 * @param at to the second; the latest without it.
 */
export async function restore(
  client: DynamoDBClient,
  source: string,
  name: string,
  at?: Date,
): Promise<Date> {
  const { TableDescription } = await client.send(
    new RestoreTableToPointInTimeCommand({
      SourceTableName: source,
      TargetTableName: name,
      ...(at
        ? { RestoreDateTime: new Date(Math.floor(at.getTime() / 1_000) * 1_000) }
        : { UseLatestRestorableTime: true }),
    }),
  )
  return TableDescription?.RestoreSummary?.RestoreDateTime ?? at ?? new Date()
}

type Copying = { progress: (items: number) => void; at?: Date | undefined }

/**
 * Every commit as it is now. @returns as of when: what was there when it began is all in it.
 * @param at only those that were recorded by then, and what cannot tell.
 */
export async function copy(
  client: DynamoDBClient,
  source: string,
  name: string,
  { progress, at }: Copying,
): Promise<Date> {
  const startedAt = new Date()
  let copied = 0
  let from: ScanCommandOutput['LastEvaluatedKey']
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({ TableName: source, ConsistentRead: true, Limit: 500, ExclusiveStartKey: from }),
    )
    const items = (page.Items ?? []).filter(({ header }) => !at || !isLater(header?.S, at))
    await Promise.all(items.map((Item) => client.send(new PutItemCommand({ TableName: name, Item }))))
    copied += items.length
    progress(copied)
    from = page.LastEvaluatedKey
  } while (from !== undefined)
  return at ?? startedAt
}

function isLater(header: string | undefined, at: Date): boolean {
  try {
    const { recordedAt } = JSON.parse(header ?? '') as { recordedAt?: string }
    return Date.parse(recordedAt ?? '') > at.getTime()
  } catch {
    return false
  }
}

const pollMs = 5_000

export async function untilActive(
  client: DynamoDBClient,
  name: string,
  { waitMs, nowMs, pause }: { waitMs: number; nowMs: () => number; pause: (ms: number) => Promise<void> },
): Promise<void> {
  const deadline = nowMs() + waitMs
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }))
    if (Table?.TableStatus === 'ACTIVE') return
    if (nowMs() >= deadline)
      throw new CommandFailed(
        'server',
        `${name} is still ${Table?.TableStatus} after ${Math.round(waitMs / 60_000)} min`,
      )
    await pause(pollMs)
  }
}

export async function drop(client: DynamoDBClient, name: string): Promise<void> {
  try {
    await client.send(new DeleteTableCommand({ TableName: name }))
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error
  }
}
