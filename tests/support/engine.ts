import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import dynalite from 'dynalite'

/** One request that a client made, and what it consumed. */
export type Asked = { operation: string; units: number }

export type Engine = {
  client: DynamoDBClient
  endpoint: string
  /** Everything asked for since the list was last emptied. */
  asked: Asked[]
  /** Waited for before a request leaves. */
  before?: ((operation: string) => Promise<void>) | undefined
  table(keys: { hash: string; range: string; numbered?: boolean }): Promise<string>
  stop(): Promise<void>
}

/**
 * DynamoDB's protocol, in process; every request is written down with what it cost.
 * @param path a folder to keep its tables in; otherwise they are kept in memory.
 */
export async function startEngine(path?: string): Promise<Engine> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, ...(path !== undefined && { path }) })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = new DynamoDBClient({ endpoint, ...nobody })
  const asked: Asked[] = []
  const isActive = async (TableName: string) => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }))
    asked.pop()
    return Table?.TableStatus === 'ACTIVE'
  }
  let tables = 0
  const engine: Engine = {
    client,
    endpoint,
    asked,
    table: async ({ hash, range, numbered = false }) => {
      const TableName = `table-${++tables}`
      await client.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [
            { AttributeName: hash, AttributeType: 'S' },
            { AttributeName: range, AttributeType: numbered ? 'N' : 'S' },
          ],
          KeySchema: [
            { AttributeName: hash, KeyType: 'HASH' },
            { AttributeName: range, KeyType: 'RANGE' },
          ],
        }),
      )
      // It answers before the table can be used.
      while (!(await isActive(TableName))) await new Promise(setImmediate)
      return TableName
    },
    stop: async () => {
      client.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  writeDown(client, engine)
  return engine
}

/** Who asks an engine of tests. */
export const nobody = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
}

/** Writes down what a client asks for from now on, and what it cost. */
export function writeDown(client: DynamoDBClient, engine: Engine): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const input = args.input as Record<string, unknown>
      const counted = /TableCommand$/.test(context.commandName ?? '')
        ? {}
        : { ReturnConsumedCapacity: 'TOTAL' }
      const operation = String(context.commandName).replace(/Command$/, '')
      const entry = { operation, units: 0 }
      engine.asked.push(entry)
      await engine.before?.(operation)
      const answer = await next({ ...args, input: { ...input, ...counted } as typeof args.input })
      const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: { CapacityUnits?: number } }
      entry.units = ConsumedCapacity?.CapacityUnits ?? 0
      return answer
    },
    { step: 'initialize' },
  )
}

export const ledgerKeys = { hash: 'subject', range: 'sequence', numbered: true }
export const viewKeys = { hash: 'partition', range: 'sort' }
export const submissionKeys = { hash: 'submission', range: 'part' }
