/**
 * How a reader reads views: it asks for its own labels only and takes the narrowest row of each key. What has no
 * row under these labels is not there; no filter stands between a reader and what it may not see (ADR-0006).
 */
import { chainOf } from '../../domain/audience.ts'
import type { Label } from '../../events/recorded.ts'
import type { StoredRow, Views } from './views.ts'

export type ListQuery = {
  partition: string
  reader: Label
  descending?: boolean
  after?: string
  from?: string
  to?: string
  prefix?: string
  limit: number
}

/** All rows of one partition and label in order, tombstones too, however many pages they fill. */
export async function everyRow(
  views: Pick<Views, 'list'>,
  place: { partition: string; label: Label; prefix?: string | undefined },
): Promise<readonly StoredRow[]> {
  const { prefix, ...at } = place
  const rows: StoredRow[] = []
  for (let after: string | undefined, more = true; more; ) {
    const range = { ...(prefix !== undefined && { prefix }), ...(after !== undefined && { after }) }
    const page = await views.list({ ...at, ...range, limit: 1_000 })
    rows.push(...page.rows)
    more = page.more
    after = page.rows.at(-1)?.sort
  }
  return rows
}

/** The row of each key that the reader's narrowest label has; undefined where it has none. */
export async function readRows(
  views: Pick<Views, 'get'>,
  keys: readonly { partition: string; sort: string }[],
  reader: Label,
): Promise<readonly (StoredRow | undefined)[]> {
  const chain = chainOf(reader)
  const rows = await views.get(keys.flatMap((key) => chain.map((label) => ({ ...key, label }))))
  const found = new Map(rows.map((row) => [`${row.label} ${row.partition} ${row.sort}`, row]))
  return keys.map(({ partition, sort }) =>
    narrowest(chain.map((label) => found.get(`${label} ${partition} ${sort}`))),
  )
}

/** Rows in order, filled past tombstones and rows that are elsewhere for this reader. */
export async function read(
  views: Pick<Views, 'list'>,
  { reader, limit, ...query }: ListQuery,
): Promise<{ rows: readonly StoredRow[]; more: boolean }> {
  const chain = chainOf(reader)
  const rows: StoredRow[] = []
  let after = query.after
  for (;;) {
    const wanted = limit - rows.length
    const pages = await Promise.all(
      chain.map((label) =>
        views.list({ ...query, label, limit: wanted + 1, ...(after !== undefined && { after }) }),
      ),
    )
    const { merged, end } = merge(pages, query.descending ?? false)
    const visible = merged.map((layers) => narrowest(layers)).filter((row) => row !== undefined)
    rows.push(...visible.slice(0, wanted))
    if (visible.length > wanted) return { rows, more: true }
    if (end === undefined) return { rows, more: false }
    after = end
  }
}

/** A tombstone falls through to the wider row, a not-here row stops. `layers` stand from wide to narrow. */
function narrowest(layers: readonly (StoredRow | undefined)[]): StoredRow | undefined {
  const row = layers.findLast((layer) => layer !== undefined && layer.state !== 'gone')
  return row?.state === 'row' ? row : undefined
}

/**
 * Groups the pages' rows by key, in order, as far as every page reaches: beyond the shortest unfinished page a
 * narrower row could still be missing.
 * @returns `end`: the key to go on after, undefined where all pages are finished.
 */
function merge(pages: readonly { rows: readonly StoredRow[]; more: boolean }[], descending: boolean) {
  const before = (a: string, b: string) => (descending ? a > b : a < b)
  const ends = pages.filter((page) => page.more).map((page) => page.rows.at(-1)?.sort ?? '')
  const end = ends.reduce<string | undefined>(
    (least, sort) => (least === undefined || before(sort, least) ? sort : least),
    undefined,
  )
  const groups = Map.groupBy(
    pages.flatMap((page) => page.rows).filter(({ sort }) => end === undefined || !before(end, sort)),
    ({ sort }) => sort,
  )
  const merged = [...groups].sort(([a], [b]) => (before(a, b) ? -1 : 1)).map(([, layers]) => layers)
  return { merged, end }
}
