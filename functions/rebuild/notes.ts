/**
 * What a rebuild writes down beside the pointer, so that another process can go on with it: since when it runs, how far
 * each segment is filled, and which totals are still to be summed. Two implementations pass one contract suite.
 */
import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb'
import { conditionally, orUnavailable } from '../dynamodb.ts'

export type Terms = {
  /** Instant: what was recorded before it, everyone who writes into this generation has read. */
  since: string
  segments: number
}

export type Position = {
  /** Where the scan goes on; absent at the beginning and at the end. */
  next?: string
  isDone: boolean
  subjects: number
  commits: number
}

export type RebuildNotes = {
  /** Of two that begin, the first one's terms hold. */
  begin(generation: number, terms: Terms): Promise<Terms>
  terms(generation: number): Promise<Terms | undefined>
  positions(generation: number): Promise<ReadonlyMap<number, Position>>
  keep(generation: number, segment: number, position: Position): Promise<void>
  /** Names of totals. Names that are there already change nothing. */
  addTotals(generation: number, names: readonly string[]): Promise<void>
  totals(generation: number): Promise<readonly string[]>
}

/** Its rows stand outside of the generation: readers and comparisons never meet them. */
export const notesPartition = (generation: number): string => `rebuild/${generation}`

export function dynamoNotes(client: DynamoDBClient, table: string): RebuildNotes {
  const keyOf = (generation: number, sort: string) => ({
    partition: { S: notesPartition(generation) },
    sort: { S: sort },
  })
  const put = (generation: number, sort: string, body: unknown, condition?: string) =>
    orUnavailable(() =>
      conditionally(() =>
        client.send(
          new PutItemCommand({
            TableName: table,
            Item: { ...keyOf(generation, sort), body: { S: JSON.stringify(body) } },
            ...(condition !== undefined && { ConditionExpression: condition }),
          }),
        ),
      ),
    )
  const terms = (generation: number) =>
    orUnavailable(async () => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: keyOf(generation, 'terms'), ConsistentRead: true }),
      )
      return Item && (bodyOf(Item) as Terms)
    })
  const under = (generation: number, prefix: string) =>
    orUnavailable(async () => {
      const items: Record<string, AttributeValue>[] = []
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          KeyConditionExpression: '#partition = :partition AND begins_with(sort, :prefix)',
          ExpressionAttributeNames: { '#partition': 'partition' },
          ExpressionAttributeValues: {
            ':partition': { S: notesPartition(generation) },
            ':prefix': { S: prefix },
          },
          ConsistentRead: true,
        },
      )
      for await (const page of pages) items.push(...(page.Items ?? []))
      return items
    })
  return {
    begin: async (generation, wanted) => {
      await put(generation, 'terms', wanted, 'attribute_not_exists(body)')
      return (await terms(generation)) ?? wanted
    },
    terms,
    positions: async (generation) => {
      const items = await under(generation, 'segment/')
      return new Map(
        items.map((item) => [Number(item.sort?.S?.slice('segment/'.length)), bodyOf(item) as Position]),
      )
    },
    keep: async (generation, segment, position) => {
      await put(generation, `segment/${segment}`, position)
    },
    addTotals: async (generation, names) => {
      for (let i = 0; i < names.length; i += 16)
        await Promise.all(names.slice(i, i + 16).map((name) => put(generation, `total/${name}`, null)))
    },
    totals: async (generation) =>
      (await under(generation, 'total/')).map((item) => item.sort?.S?.slice('total/'.length) ?? ''),
  }
}

const bodyOf = (item: Record<string, AttributeValue>): unknown => JSON.parse(item.body?.S ?? 'null')

export function memoryNotes(): RebuildNotes {
  const begun = new Map<number, Terms>()
  const positions = new Map<number, Map<number, Position>>()
  const totals = new Map<number, Set<string>>()
  return {
    begin: async (generation, wanted) => {
      const terms = begun.get(generation) ?? wanted
      begun.set(generation, terms)
      return terms
    },
    terms: async (generation) => begun.get(generation),
    positions: async (generation) => new Map(positions.get(generation)),
    keep: async (generation, segment, position) => {
      positions.set(generation, new Map(positions.get(generation)).set(segment, structuredClone(position)))
    },
    addTotals: async (generation, names) => {
      totals.set(generation, new Set([...(totals.get(generation) ?? []), ...names]))
    },
    totals: async (generation) => [...(totals.get(generation) ?? [])].sort(),
  }
}
