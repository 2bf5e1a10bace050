/** The views in memory, for tests of what stands on them. */
import type { LyingRow, RowScan } from './scan.ts'
import type { Bookkeeping, Key, StoredRow, Total, Views } from './views.ts'

export function memoryViews(): Views & Bookkeeping & RowScan & { rows(): readonly StoredRow[] } {
  const rows = grouped<StoredRow>()
  const marks = new Map<string, { head: number; keys: Set<string>; staleBy?: string }>()
  const referrers = new Map<string, Set<string>>()
  const totals = grouped<Total>()
  const at = ({ partition, label, sort }: Key) => `${partition}|${label}|${sort}`
  const mark = (subject: string) => {
    const found = marks.get(subject) ?? { head: 0, keys: new Set<string>() }
    marks.set(subject, found)
    return found
  }
  const asRow = (total: Total): StoredRow => ({ ...total, state: 'row', fence: 0 })
  const everything = () => [...rows.all(), ...totals.all().map(asRow)]
  const kept = (partition: string, sort: string): StoredRow => ({
    ...{ partition, label: 'internal', sort },
    ...{ state: 'gone', body: null, fence: 0 },
  })
  const lying = (): LyingRow[] => {
    const marked = [...marks].filter(([, { head, keys, staleBy }]) => head > 0 || keys.size > 0 || staleBy)
    return [
      ...everything(),
      ...[...referrers].flatMap(([to, all]) => [...all].map((by) => kept(`referrers/${to}`, by))),
      ...marked.map(([subject, { keys, ...mark }]) => ({
        ...kept(`watermark/${subject}`, 'watermark'),
        mark: { ...mark, keys: [...keys] },
      })),
    ]
  }
  return {
    rows: everything,
    scan: async ({ index, of }) => ({ rows: lying().filter((_, n) => n % of === index) }),
    async look(keys) {
      const wanted = new Set(keys.map(at))
      return lying().filter((row) => wanted.has(at(row)))
    },
    async put(row) {
      if ((rows.get(row)?.fence ?? -1) >= row.fence) return 'refused'
      rows.set(structuredClone(row))
      return 'written'
    },
    async get(keys) {
      return [...new Map(keys.map((key) => [at(key), key])).values()].flatMap((key) => rows.get(key) ?? [])
    },
    async list({ limit, partition, label, ...range }) {
      const group = { partition, label }
      // Totals stand in partitions of their own.
      const found = [
        ...rows.within(group, range, limit + 1),
        ...totals.within(group, range, limit + 1).map(asRow),
      ]
      return { rows: found.slice(0, limit), more: found.length > limit }
    },
    async watermark(subject) {
      const { keys, ...rest } = mark(subject)
      return { ...rest, keys: [...keys] }
    },
    async watermarks(subjects) {
      return new Map(
        subjects.map((subject) => [subject, mark(subject).staleBy === undefined ? mark(subject).head : 0]),
      )
    },
    async remember(subject, keys) {
      for (const key of keys) mark(subject).keys.add(key)
    },
    async advance(subject, head, staleBy) {
      const found = mark(subject)
      if (found.head > head || found.staleBy !== staleBy) return
      found.head = head
      delete found.staleBy
    },
    async makeStale(subject, by) {
      mark(subject).staleBy = by
    },
    async addReferrer(target, referrer) {
      referrers.set(target, (referrers.get(target) ?? new Set()).add(referrer))
    },
    async referrers(target) {
      return { subjects: [...(referrers.get(target) ?? [])].sort() }
    },
    async total(key) {
      return totals.get(key) ?? { ...key, body: null, revision: 0 }
    },
    async replace(total) {
      if ((totals.get(total)?.revision ?? 0) !== total.revision) return 'refused'
      totals.set({ ...structuredClone(total), revision: total.revision + 1 })
      return 'written'
    },
  }
}

type Group = Omit<Key, 'sort'>
type Range = { descending?: boolean; after?: string; prefix?: string; from?: string; to?: string }

/** Found by key, and in groups that are listed together: as a store would, without looking at what is not asked for. */
function grouped<T extends Key>() {
  const byKey = new Map<string, T>()
  const groups = new Map<string, { items: Map<string, T>; sorts?: readonly string[] }>()
  const groupOf = ({ partition, label }: Group) => `${partition}|${label}`
  return {
    /** In the order in which they came. */
    all: () => [...byKey.values()],
    get: (key: Key) => groups.get(groupOf(key))?.items.get(key.sort),
    set(item: T) {
      const group = groups.get(groupOf(item)) ?? { items: new Map<string, T>() }
      if (!group.items.has(item.sort)) delete group.sorts
      group.items.set(item.sort, item)
      groups.set(groupOf(item), group)
      byKey.set(`${groupOf(item)}|${item.sort}`, item)
    },
    /** The first `max` in order. */
    within(of: Group, { descending = false, after, prefix = '', from = '', to }: Range, max: number): T[] {
      const group = groups.get(groupOf(of))
      if (!group) return []
      group.sorts ??= [...group.items.keys()].sort()
      const { sorts, items } = group
      const isIn = (sort: string) =>
        sort >= from &&
        (to === undefined || sort <= to) &&
        sort.startsWith(prefix) &&
        (after === undefined || (descending ? sort < after : sort > after))
      const found: T[] = []
      const step = descending ? -1 : 1
      let at = descending
        ? lastBelow(sorts, [to, after, `${prefix}\uffff`])
        : firstFrom(sorts, [from, prefix, after])
      for (; found.length < max && at >= 0 && at < sorts.length; at += step) {
        const sort = sorts[at] as string
        if (isIn(sort)) found.push(items.get(sort) as T)
        // What is in stands together.
        else if (sort !== after) break
      }
      return found
    },
  }
}

type Bounds = readonly (string | undefined)[]

/** Where the texts begin that are none of them below any of the bounds. */
function firstFrom(sorts: readonly string[], bounds: Bounds): number {
  const least = bounds.reduce<string>((most, bound = '') => (bound > most ? bound : most), '')
  let [low, high] = [0, sorts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorts[middle] as string) < least) low = middle + 1
    else high = middle
  }
  return low
}

/** Where the texts end that are none of them above any of the bounds. */
function lastBelow(sorts: readonly string[], bounds: Bounds): number {
  const most = bounds.reduce<string | undefined>(
    (least, bound) =>
      least === undefined || (bound !== undefined && bound < least) ? (bound ?? least) : least,
    undefined,
  )
  if (most === undefined) return sorts.length - 1
  const at = firstFrom(sorts, [most])
  return sorts[at] === most ? at : at - 1
}
