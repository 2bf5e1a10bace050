/** A client of DynamoDB with a meter: requests, units and new commits, table by table. */
import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'

type Item = Record<string, AttributeValue>
type Consumed = { TableName?: string; CapacityUnits?: number }

export type Reading = { requests: number; readUnits: number; writeUnits: number }

export type Meter = {
  /** What was asked of the table since the meter was last emptied. */
  of(table: string): Reading
  /** Items put into the table since then. */
  put(table: string): readonly Item[]
  empty(): void
}

export function metered(client: DynamoDBClient): Meter {
  const readings = new Map<string, Reading>()
  const items = new Map<string, Item[]>()
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args)
      const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: Consumed | Consumed[] }
      const isWrite = /^(Put|Update|Delete)/.test(String(context.commandName))
      for (const { TableName = '', CapacityUnits = 0 } of [ConsumedCapacity ?? []].flat()) {
        const reading = readings.get(TableName) ?? { requests: 0, readUnits: 0, writeUnits: 0 }
        reading.requests += 1
        reading[isWrite ? 'writeUnits' : 'readUnits'] += CapacityUnits
        readings.set(TableName, reading)
      }
      const { TableName = '', Item } = args.input as { TableName?: string; Item?: Item }
      if (Item) items.set(TableName, [...(items.get(TableName) ?? []), Item])
      return answer
    },
    { step: 'initialize' },
  )
  return {
    of: (table) => readings.get(table) ?? { requests: 0, readUnits: 0, writeUnits: 0 },
    put: (table) => items.get(table) ?? [],
    empty: () => {
      readings.clear()
      items.clear()
    },
  }
}

/** Bytes of all items of a table, as DynamoDB counts them but for its overhead of 100 bytes an item. */
export async function storedBytes(client: DynamoDBClient, TableName: string): Promise<number> {
  let bytes = 0
  let ExclusiveStartKey: Item | undefined
  do {
    const page = await client.send(
      new ScanCommand({ TableName, ...(ExclusiveStartKey && { ExclusiveStartKey }) }),
    )
    for (const item of page.Items ?? []) {
      for (const [name, value] of Object.entries(item)) bytes += Buffer.byteLength(name) + bytesOf(value)
    }
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
  return bytes
}

/** An item as a stream's record holds it: bytes as base64. */
export const asStreamed = (item: Item): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      value.B === undefined ? value : { B: Buffer.from(value.B).toString('base64') },
    ]),
  )

function bytesOf(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S)
  if (value.B !== undefined) return value.B.length
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 1
  if (value.L) return 3 + value.L.reduce((sum, one) => sum + 1 + bytesOf(one), 0)
  if (value.M)
    return 3 + Object.entries(value.M).reduce((sum, [name, one]) => sum + 1 + name.length + bytesOf(one), 0)
  if (value.SS) return value.SS.reduce((sum, one) => sum + Buffer.byteLength(one), 0)
  return 1
}
