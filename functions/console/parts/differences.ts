/** How two states of one card differ: by field and, within lists, by entry. */
import { canonical } from '../../../domain/canonical.ts'

export type Body = Readonly<Record<string, unknown>>

/** At least one side is there. */
export type Difference = { field: string; one?: unknown; other?: unknown }

/** What names an entry of a list, the closest first: an entry that keeps it has changed, another is another. */
const identifying = ['claimId', 'eventId', 'legId', 'country'] as const

/** @param except fields that are not compared. */
export function differences(one: Body, other: Body, except: readonly string[]): Difference[] {
  const fields = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return fields
    .filter((field) => !except.includes(field))
    .flatMap((field) => ofField(field, one[field], other[field]))
}

function ofField(field: string, one: unknown, other: unknown): Difference[] {
  const lists = [one ?? [], other ?? []]
  if (lists.every(Array.isArray)) return ofLists(field, lists[0] as unknown[], lists[1] as unknown[])
  return isSame(one, other) ? [] : [difference(field, one, other)]
}

function ofLists(field: string, one: readonly unknown[], other: readonly unknown[]): Difference[] {
  const before = byKey(one)
  const after = byKey(other)
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [left, right] = [before.get(key), after.get(key)]
    return isSame(left, right) ? [] : [difference(field, left, right)]
  })
}

const difference = (field: string, one: unknown, other: unknown): Difference => ({
  field,
  ...(one !== undefined && { one }),
  ...(other !== undefined && { other }),
})

/** Which claims something rests on is told by the claims themselves. */
const isSame = (one: unknown, other: unknown) => comparable(one) === comparable(other)

const comparable = (value: unknown): string =>
  JSON.stringify(JSON.parse(canonical(value ?? null)), (name, part: unknown) =>
    name === 'claimIds' ? undefined : part,
  )

/** Entries that are alike in all respects are told apart by how many came before. */
function byKey(list: readonly unknown[]): ReadonlyMap<string, unknown> {
  const keyed = new Map<string, unknown>()
  for (const entry of list) {
    const key = keyOf(entry)
    let nth = 0
    while (keyed.has(`${key} ${nth}`)) nth += 1
    keyed.set(`${key} ${nth}`, entry)
  }
  return keyed
}

function keyOf(entry: unknown): string {
  const fields = (typeof entry === 'object' && entry !== null ? entry : {}) as Body
  const name = identifying.find((field) => typeof fields[field] === 'string')
  return name === undefined ? comparable(entry) : `${name} ${String(fields[name])}`
}
