/** Lists: one partition under the reader's labels, filtered by what the reader may see of each item. */
import type { Label } from '../../events/recorded.ts'
import { read } from '../views/reading.ts'
import type { Asked, QueryNeeds } from './endpoint.ts'
import { limitDefault } from './forms.ts'
import { type Body, presentAll } from './present.ts'

export type ListOf = {
  partition: string
  descending?: boolean
  from?: string
  to?: string
  keep: (item: Body) => boolean
  /** All rows by `sort`, where they lie in more than the one partition. */
  rows?: () => Promise<readonly ListRow[]>
  /** What an item has beside its row. */
  whole?: (item: Body) => Promise<Body>
}

export type ListRow = { sort: string; body: Body }

export type Listed = { items: readonly Body[]; next?: string }

/** A function may answer with 6 MB, the body as one JSON string: that is what is measured. */
const answerBytesMax = 5_000_000

/**
 * Room on a page: `fits` is asked for each item in turn, and the first that is refused begins the next page.
 * @param written the text that an item adds to the answer, or a longer one.
 */
export function room<Item extends object>(
  limit: number,
  written: (item: Item) => string = JSON.stringify,
  bytesMax = answerBytesMax,
): { fits(item: Item): boolean } {
  let items = 0
  let bytes = 0
  return {
    fits: (item) => {
      bytes += Buffer.byteLength(JSON.stringify(written(item)))
      items += 1
      return items <= limit && (items === 1 || bytes <= bytesMax)
    },
  }
}

/** Rows read from the store at a time while looking for items that are kept: what is rare takes ever larger steps. */
const strideMax = 500
/** Items that are made whole at once: each is several requests to the store. */
const groupSize = 8
/** A page that has looked at so many is answered as it is: who filters for what is rare follows `next` more often. */
const rowsReadMax = 10_000

export async function list(
  of: ListOf,
  { caller, query, boundTo }: Asked,
  needs: QueryNeeds,
  written?: (item: Body) => string,
): Promise<Listed> {
  const limit = Number(query.limit ?? limitDefault)
  const start = query.cursor === undefined ? undefined : needs.cursors.open(query.cursor, boundTo)
  const fitting = room(limit, written, needs.answerBytesMax)
  const found = await collect(of, limit, fitting, start, caller.label, needs)
  return {
    items: found.items,
    ...(found.end !== undefined && { next: needs.cursors.seal(found.end, boundTo) }),
  }
}

async function collect(
  { partition, keep, rows, whole = async (item) => item, ...range }: ListOf,
  limit: number,
  { fits }: { fits(item: Body): boolean },
  start: string | undefined,
  reader: Label,
  { views }: QueryNeeds,
): Promise<{ items: Body[]; end?: string }> {
  const items: Body[] = []
  let after = start
  // One more tells whether there is a next page.
  let stride = Math.min(limit + 1, strideMax)
  for (let rowsRead = 0; ; stride = Math.min(2 * stride, strideMax)) {
    const page = rows
      ? { rows: (await rows()).filter(({ sort }) => after === undefined || sort > after), more: false }
      : await read(views, {
          partition,
          reader,
          ...range,
          limit: stride,
          ...(after !== undefined && { after }),
        })
    const bodies = await presentAll(
      views,
      page.rows.map(({ body }) => body as Body),
      reader,
    )
    const kept = page.rows.flatMap(({ sort }, index) => {
      const body = bodies[index]
      return body && keep(body) ? [{ sort, body }] : []
    })
    for (let i = 0; i < kept.length; i += groupSize) {
      const group = kept.slice(i, i + groupSize)
      const made = await Promise.all(group.map(({ body }) => whole(body)))
      for (const [index, item] of made.entries()) {
        // One more than fits is there: the page ends at the last that did.
        if (!fits(item)) return { items, end: after ?? '' }
        items.push(item)
        after = group[index]?.sort
      }
    }
    if (!page.more) return { items }
    after = page.rows.at(-1)?.sort ?? after
    rowsRead += page.rows.length
    if (rowsRead >= rowsReadMax) return { items, end: after ?? '' }
  }
}
