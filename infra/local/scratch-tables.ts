import { mkdirSync, rmSync } from 'node:fs'
import { AwsError } from './aws/protocol.ts'
import { DynamoDb } from './dynamodb.ts'

type Request = Readonly<Record<string, unknown>>

/** Tables that a client makes for a while. They have no streams, nothing waits for the disk, and they end with the host. */
export class ScratchTables {
  private readonly dir: string
  private readonly names = new Set<string>()
  private db: Promise<DynamoDb> | undefined

  constructor(dir: string) {
    this.dir = dir
    // What an earlier host left behind when it was killed.
    rmSync(dir, { recursive: true, force: true })
  }

  has(name: string): boolean {
    return this.names.has(name)
  }

  async create(request: Request): Promise<object> {
    if (request.StreamSpecification !== undefined)
      throw new AwsError(
        400,
        'com.amazon.coral.validate#ValidationException',
        'No streams on a scratch table',
      )
    this.db ??= open(this.dir)
    const db = await this.db
    const answer = await db.call('CreateTable', request)
    const name = String(request.TableName)
    while ((await this.status(db, name)) !== 'ACTIVE') await new Promise(setImmediate)
    this.names.add(name)
    return answer
  }

  async delete(request: Request): Promise<object> {
    const name = String(request.TableName)
    const db = await this.opened(name)
    const answer = await db.call('DeleteTable', request)
    this.names.delete(name)
    while ((await this.status(db, name)) !== undefined) await new Promise(setImmediate)
    return answer
  }

  async call(operation: string, request: Request): Promise<object> {
    return (await this.opened(String(request.TableName))).call(operation, request)
  }

  /** In order. */
  list(): string[] {
    return [...this.names].sort()
  }

  async close(): Promise<void> {
    await (await this.db)?.close()
    rmSync(this.dir, { recursive: true, force: true })
  }

  private async opened(name: string): Promise<DynamoDb> {
    if (!this.db)
      throw new AwsError(
        400,
        'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
        `Requested resource not found: Table: ${name} not found`,
      )
    return this.db
  }

  private async status(db: DynamoDb, name: string): Promise<string | undefined> {
    try {
      const { Table } = await db.call<{ Table: { TableStatus: string } }>('DescribeTable', {
        TableName: name,
      })
      return Table.TableStatus
    } catch (error) {
      if (error instanceof AwsError && /ResourceNotFound/.test(error.body.__type)) return undefined
      throw error
    }
  }
}

async function open(dir: string): Promise<DynamoDb> {
  mkdirSync(dir, { recursive: true })
  const db = new DynamoDb(dir)
  await db.open()
  return db
}
