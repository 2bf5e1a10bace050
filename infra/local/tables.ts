import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AwsError } from './aws/protocol.ts'
import { DynamoDb } from './dynamodb.ts'
import { GroupSync } from './group-sync.ts'
import { Journal } from './journal.ts'
import type { TableSpec } from './resources.ts'
import { ScratchTables } from './scratch-tables.ts'
import { type Publish, StreamedTable, type Write } from './streamed-table.ts'

type Request = { TableName?: string; RequestItems?: Record<string, unknown> } & Write &
  Record<string, unknown>

/** The tables of the templates, kept in `<data>/dynamodb`; what DynamoDB's endpoint serves. */
export class Tables {
  private readonly db: DynamoDb
  private readonly journal: Journal
  private readonly sync: GroupSync
  private readonly streamed = new Map<string, StreamedTable>()
  private readonly declared: ReadonlySet<string>
  private readonly scratch: ScratchTables

  /** `publishOf` says where the changes of a table go; it is asked once for each table with a stream. */
  constructor(dataDir: string, tables: readonly TableSpec[], publishOf: (table: TableSpec) => Publish) {
    const dir = join(dataDir, 'dynamodb')
    mkdirSync(dir, { recursive: true })
    this.db = new DynamoDb(dir)
    this.journal = new Journal(join(dataDir, 'journal.ndjson'))
    this.sync = new GroupSync(dir, this.journal)
    this.declared = new Set(tables.map(({ name }) => name))
    this.scratch = new ScratchTables(join(dataDir, 'scratch'))
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
    const { TableName: name = '' } = request
    switch (operation) {
      case 'CreateTable':
        return this.declared.has(name) ? this.db.call(operation, request) : this.scratch.create(request)
      case 'DeleteTable':
        if (this.declared.has(name))
          throw invalid(`Resource cannot be deleted as it is currently protected against deletion: ${name}`)
        return this.scratch.delete(request)
      case 'DescribeContinuousBackups':
        return this.backups(name)
      case 'ListTables':
        return this.list(request)
      case 'BatchGetItem':
      case 'BatchWriteItem':
        return this.batch(operation, request)
      case 'PutItem':
      case 'UpdateItem':
      case 'DeleteItem': {
        if (this.scratch.has(name)) break
        const streamed = this.streamed.get(name)
        if (streamed) return streamed.write(operation, request)
        return this.written(await this.db.call(operation, request))
      }
    }
    return this.scratch.has(name) ? this.scratch.call(operation, request) : this.db.call(operation, request)
  }

  async close(): Promise<void> {
    await this.sync.end()
    this.journal.end()
    await this.db.close()
    await this.scratch.close()
  }

  private async batch(operation: 'BatchGetItem' | 'BatchWriteItem', request: Request): Promise<object> {
    const names = Object.keys(request.RequestItems ?? {})
    if (names.some((name) => this.scratch.has(name))) {
      if (!names.every((name) => this.scratch.has(name)))
        throw invalid(`${operation} is not emulated for scratch tables and others at once`)
      return this.scratch.call(operation, request)
    }
    if (operation === 'BatchGetItem') return this.db.call(operation, request)
    const streamed = names.find((name) => this.streamed.has(name))
    if (streamed !== undefined)
      throw invalid(`BatchWriteItem on ${streamed} is not emulated: the table has a stream`)
    return this.written(await this.db.call(operation, request))
  }

  private async list(request: Request): Promise<object> {
    const answer = await this.db.call<{ TableNames: string[] }>('ListTables', request)
    return { ...answer, TableNames: [...answer.TableNames, ...this.scratch.list()].sort() }
  }

  /** There are none: a copy of the data folder is the backup here. */
  private backups(name: string): object {
    if (!this.declared.has(name) && !this.scratch.has(name))
      throw new AwsError(
        400,
        'com.amazonaws.dynamodb.v20120810#TableNotFoundException',
        `Table not found: ${name}`,
      )
    const PointInTimeRecoveryDescription = { PointInTimeRecoveryStatus: 'DISABLED' }
    return {
      ContinuousBackupsDescription: { ContinuousBackupsStatus: 'DISABLED', PointInTimeRecoveryDescription },
    }
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

const invalid = (message: string): AwsError =>
  new AwsError(400, 'com.amazon.coral.validate#ValidationException', message)
