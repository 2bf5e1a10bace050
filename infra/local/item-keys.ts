import { createHash } from 'node:crypto'
import type { TableSpec } from './resources.ts'

/** Items in DynamoDB's JSON, e.g. `{ "subject": { "S": "routes/northern" }, "sequence": { "N": "1" } }`. */
export type Item = Readonly<Record<string, unknown>>

/** The key attributes of an item, or of a request's `Key`. */
export function keyOf(item: Item, table: TableSpec): Item {
  const key: Record<string, unknown> = { [table.hash.name]: item[table.hash.name] }
  if (table.range) key[table.range.name] = item[table.range.name]
  return key
}

/** The same text for the same item, however its attributes are ordered. */
export const digestOf = (item: Item): string =>
  createHash('sha256')
    .update(JSON.stringify(ordered(item)))
    .digest('base64')

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [name, ordered(inner)]),
  )
}

export type Conditional = { ConditionExpression?: string; ExpressionAttributeNames?: Record<string, string> }

/** Whether the condition lets the write succeed only where no item has this key. */
export function mustBeNew(
  { ConditionExpression, ExpressionAttributeNames }: Conditional,
  table: TableSpec,
): boolean {
  const name = /^\s*attribute_not_exists\s*\(\s*(#?\w+)\s*\)\s*$/.exec(ConditionExpression ?? '')?.[1]
  if (name === undefined) return false
  const attribute = name.startsWith('#') ? ExpressionAttributeNames?.[name] : name
  return attribute === table.hash.name || attribute === table.range?.name
}
