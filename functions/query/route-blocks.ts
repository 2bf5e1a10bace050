/** What seizures and actors there are to a route, as the reader may see them: on its card and in the list alike. */
import { sum, type Total } from '../../domain/statistics.ts'
import { actorsBlock, evidenceBlock } from '../../domain/views/evidence-block.ts'
import { read } from '../views/reading.ts'
import { type BlockReader, blockMax, truncation } from './block.ts'
import { blockRowsMax, namedLinks } from './links.ts'
import type { Body } from './present.ts'
import { totalsOf } from './totals.ts'

export async function routeBlocks(id: string, card: Body, reader: BlockReader): Promise<Body> {
  const [route, legs] = await Promise.all([
    totalsOf('route', 'ever', reader, `${id}#`),
    totalsOf('leg', 'ever', reader, `${id}/`),
  ])
  return withTotals(id, card, [...route, ...legs], reader)
}

/** List items with the blocks of their cards. The totals are read once for all of them. */
export function wholeRoutes(reader: BlockReader): (item: Body) => Promise<Body> {
  let reading: Promise<ReadonlyMap<string, readonly Total[]>> | undefined
  return async (item) => {
    reading ??= totalsByRoute(reader)
    const totals = await reading
    const id = String(item.subject).slice('routes/'.length)
    return { ...item, ...(await withTotals(id, item, totals.get(id) ?? [], reader)) }
  }
}

async function totalsByRoute(reader: BlockReader): Promise<ReadonlyMap<string, readonly Total[]>> {
  const [route, legs] = await Promise.all([
    totalsOf('route', 'ever', reader),
    totalsOf('leg', 'ever', reader),
  ])
  return Map.groupBy([...route, ...legs], ({ key }) => key.split('/')[0] ?? '')
}

async function withTotals(
  id: string,
  card: Body,
  totals: readonly Total[],
  reader: BlockReader,
): Promise<Body> {
  const legIds = ((card.legs ?? []) as { legId: string }[]).map(({ legId }) => legId)
  const counted = (key: string) =>
    sum(totals.filter((total) => total.key === key && total.substance === '*')).seizures > 0
  const dated = [id, ...legIds.map((legId) => `${id}/${legId}`)].filter(counted)
  const [{ latest, cut }, actors] = await Promise.all([
    latestOn(id, dated, reader),
    namedLinks(`routes/${id}`, {
      ...reader,
      max: blockMax,
      keep: ({ from }) => from.startsWith('actors/'),
    }),
  ])
  return {
    evidence: evidenceBlock(id, legIds, totals, latest),
    actors: actorsBlock(actors.links),
    ...truncation({ evidence: cut, actors: actors.cut }),
  }
}

/** Rows that are asked for first, and at most at once. */
const latestFirst = 10
const latestMax = 500

/** The date of the newest seizure on the route and on each of its legs: those of `keys` that have any. */
async function latestOn(
  id: string,
  keys: readonly string[],
  { views, label }: BlockReader,
): Promise<{ latest: Record<string, string>; cut: boolean }> {
  const latest: Record<string, string> = {}
  const isMissing = () => keys.some((key) => latest[key] === undefined)
  let more = true
  let after: string | undefined
  // The newest few tell of most legs already.
  let limit = latestFirst
  for (
    let rowsRead = 0;
    more && isMissing() && rowsRead < blockRowsMax;
    rowsRead += limit, limit = Math.min(2 * limit, latestMax)
  ) {
    const page = await read(views, {
      partition: `list/seizures/route/${id}`,
      reader: label,
      descending: true,
      limit,
      ...(after !== undefined && { after }),
    })
    for (const { body } of page.rows) {
      const { occurred, routes = [] } = body as Occurrence
      if (occurred?.from === undefined) continue
      latest[id] ??= occurred.from
      for (const { routeId, legId } of routes) {
        if (routeId === id && legId !== undefined) latest[`${id}/${legId}`] ??= occurred.from
      }
    }
    more = page.more
    after = page.rows.at(-1)?.sort
  }
  return { latest, cut: more && isMissing() }
}

type Occurrence = { occurred?: { from?: string }; routes?: { routeId: string; legId?: string }[] }
