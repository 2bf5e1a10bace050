import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AwsError } from './aws/protocol.ts'
import { DynamoDb } from './dynamodb.ts'
import { GroupSync } from './group-sync.ts'
import { Journal } from './journal.ts'
import type { TableSpec } from './resources.ts'
import { type Publish, StreamedTable, type Write } from './streamed-table.ts'

type Request = { TableName?: string; RequestItems?: Record<string, unknown> } & Write &
  Record<string, unknown>

/** The tables of the templates, kept in `<data>/dynamodb`; what DynamoDB's endpoint serves. */
export class Tables {
  private readonly db: DynamoDb
  private readonly journal: Journal
  private readonly sync: GroupSync
  private readonly streamed = new Map<string, StreamedTable>()

  /** `publishOf` says where the changes of a table go; it is asked once for each table with a stream. */
  constructor(dataDir: string, tables: readonly TableSpec[], publishOf: (table: TableSpec) => Publish) {
    const dir = join(dataDir, 'dynamodb')
    mkdirSync(dir, { recursive: true })
    this.db = new DynamoDb(dir)
    this.journal = new Journal(join(dataDir, 'journal.ndjson'))
    this.sync = new GroupSync(dir, this.journal)
    for (const table of tables)
      if (table.streamArn !== undefined)
        this.streamed.set(
          table.name,
          new StreamedTable(table, this.db, this.journal, this.sync, publishOf(table)),
        )
  }

  /** Writes whose changes are not acknowledged. */
  get unacknowledged(): number {
    return this.journal.size
  }

  async create(tables: readonly TableSpec[]): Promise<void> {
    await this.db.open()
    for (const table of tables) await this.createOne(table)
  }

  /** Publishes what a crash left behind; answers how many changes. */
  async redeliver(): Promise<number> {
    let redelivered = 0
    for (const table of this.streamed.values()) redelivered += await table.redeliver()
    return redelivered
  }

  /** One request of DynamoDB's protocol. Throws an AwsError for what DynamoDB refuses. */
  async call(operation: string, request: Request): Promise<object> {
    switch (operation) {
      case 'PutItem':
      case 'UpdateItem':
      case 'DeleteItem': {
        const streamed = this.streamed.get(request.TableName ?? '')
        if (streamed) return streamed.write(operation, request)
        return this.written(await this.db.call(operation, request))
      }
      case 'BatchWriteItem':
        for (const name of Object.keys(request.RequestItems ?? {}))
          if (this.streamed.has(name))
            throw new AwsError(
              400,
              'com.amazon.coral.validate#ValidationException',
              `BatchWriteItem on ${name} is not emulated: the table has a stream`,
            )
        return this.written(await this.db.call(operation, request))
      default:
        return this.db.call(operation, request)
    }
  }

  async close(): Promise<void> {
    await this.sync.end()
    this.journal.end()
    await this.db.close()
  }

  private async written(answer: object): Promise<object> {
    await this.sync.flush()
    return answer
  }

  private async createOne({ name, hash, range }: TableSpec): Promise<void> {
    const keys = range ? [hash, range] : [hash]
    const wanted = {
      TableName: name,
      AttributeDefinitions: keys.map((key) => ({ AttributeName: key.name, AttributeType: key.type })),
      KeySchema: keys.map((key) => ({
        AttributeName: key.name,
        KeyType: key === hash ? 'HASH' : 'RANGE',
      })),
      BillingMode: 'PAY_PER_REQUEST',
    }
    const { TableNames } = await this.db.call<{ TableNames: string[] }>('ListTables', {})
    if (TableNames.includes(name)) {
      if (JSON.stringify(await this.schemaOf(name)) !== JSON.stringify(wanted.KeySchema))
        throw new Error(`The data folder holds a table ${name} with other keys: start with an empty folder`)
      return
    }
    await this.db.call('CreateTable', wanted)
    while ((await this.describe(name)).TableStatus !== 'ACTIVE') await new Promise(setImmediate)
  }

  private async schemaOf(name: string): Promise<unknown> {
    return (await this.describe(name)).KeySchema
  }

  private async describe(name: string): Promise<{ TableStatus?: string; KeySchema?: unknown }> {
    const { Table } = await this.db.call<{ Table: object }>('DescribeTable', { TableName: name })
    return Table
  }
}
