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
    async list({ partition, label, descending = false, after, prefix, from, to, limit }) {
      const group = { partition, label }
      const found = [...rows.of(group), ...totals.of(group).map(asRow)]
        .filter(({ sort }) => prefix === undefined || sort.startsWith(prefix))
        .filter(({ sort }) => (from === undefined || sort >= from) && (to === undefined || sort <= to))
        .filter(({ sort }) => after === undefined || (descending ? sort < after : sort > after))
        .sort((a, b) => (a.sort < b.sort ? -1 : 1) * (descending ? -1 : 1))
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

/** Found by key, and in groups that are listed together. */
function grouped<T extends Key>() {
  const byKey = new Map<string, T>()
  const groups = new Map<string, Map<string, T>>()
  const groupOf = ({ partition, label }: Omit<Key, 'sort'>) => `${partition}|${label}`
  return {
    /** In the order in which they came. */
    all: () => [...byKey.values()],
    of: (group: Omit<Key, 'sort'>) => [...(groups.get(groupOf(group))?.values() ?? [])],
    get: (key: Key) => groups.get(groupOf(key))?.get(key.sort),
    set(item: T) {
      const group = groups.get(groupOf(item)) ?? new Map<string, T>()
      groups.set(groupOf(item), group.set(item.sort, item))
      byKey.set(`${groupOf(item)}|${item.sort}`, item)
    },
  }
}
