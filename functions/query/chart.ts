/** The link chart: what stands around one subject, step by step, as far as it fits one screen and the reader sees it. */

import { type Edge, edgesFrom } from '../../domain/views/edges.ts'
import type { Card } from '../../domain/views/view.ts'
import type { Label } from '../../events/recorded.ts'
import { read } from '../views/reading.ts'
import type { Views } from '../views/views.ts'
import { linksTo } from './links.ts'
import { type Body, cardRows, presentAll, visibleAmong } from './present.ts'

/** More than this on one screen is a heap, not a graph: the rest is said to be left out. */
const nodesMax = 200
const neighboursMax = 100
/** So many subjects are looked around at once: each is several requests to the store. */
const groupSize = 8

export type Chart = { nodes: readonly string[]; edges: readonly Edge[]; truncated: boolean }
type Reader = { views: Pick<Views, 'get' | 'list'>; label: Label }
type Found = { edges: readonly Edge[]; more: boolean }

export async function chartAround(focus: string, depth: number, reader: Reader): Promise<Chart> {
  const edges = new Map<string, Edge>()
  const nodes = new Set([focus])
  let truncated = false
  const add = async (found: readonly Edge[]): Promise<readonly string[]> => {
    const isVisible = await visibleEnds(found, reader)
    const before = nodes.size
    for (const edge of found.filter(({ from, to }) => isVisible(from) && isVisible(to))) {
      for (const end of [edge.from, edge.to]) if (nodes.size < nodesMax) nodes.add(end)
      if (nodes.has(edge.from) && nodes.has(edge.to)) addTo(edges, edge)
      else truncated = true
    }
    return [...nodes].slice(before)
  }
  let frontier: readonly string[] = [focus]
  for (let step = 0; step < depth; step++) {
    const next: string[] = []
    let ahead = frontier
    for (; ahead.length > 0 && nodes.size < nodesMax; ahead = ahead.slice(groupSize)) {
      const found = await Promise.all(ahead.slice(0, groupSize).map((subject) => around(subject, reader)))
      truncated ||= found.some(({ more }) => more)
      next.push(...(await add(found.flatMap((one) => one.edges))))
    }
    // No room for another node: what is left to find are edges, and each stands on the card that it starts at.
    truncated ||= ahead.length > 0
    await add(await edgesOf(ahead, reader))
    frontier = next
  }
  return { nodes: [...nodes], edges: [...edges.values()], truncated }
}

async function visibleEnds(edges: readonly Edge[], { views, label }: Reader) {
  const ends = edges.flatMap(({ from, to }) => [from, to])
  return visibleAmong(await cardRows(views, ends, label))
}

/** What the subject's own card links to, what links to it, and for a country what takes place in it. */
async function around(subject: string, reader: Reader): Promise<Found> {
  const own = await edgesOf([subject], reader)
  const inbound = await linksTo(subject, { ...reader, limit: neighboursMax })
  const links = inbound.links.map(({ from, to, relation, evidence }) => ({ from, to, relation, evidence }))
  const [kind, id = ''] = subject.split('/')
  const lists =
    kind === 'countries'
      ? [`list/seizures/country/${id.toUpperCase()}`, `list/routes/country/${id.toUpperCase()}`]
      : kind === 'routes'
        ? [`list/seizures/route/${id}`]
        : kind === 'sessions'
          ? [`list/statements/session/${id}`]
          : []
  const listed = await Promise.all(lists.map((partition) => page(partition, reader)))
  const members = listed.flatMap(({ rows }) => rows.map(({ body }) => String((body as Body).subject)))
  const incoming = (await edgesOf(members, reader)).filter(({ to }) => to === subject)
  return { edges: [...own, ...links, ...incoming], more: [inbound, ...listed].some(({ more }) => more) }
}

/** The edges that start at these subjects. */
async function edgesOf(subjects: readonly string[], { views, label }: Reader): Promise<readonly Edge[]> {
  const rows = [...(await cardRows(views, subjects, label)).values()]
  const cards = await presentAll(
    views,
    rows.map(({ body }) => body as Card),
    label,
  )
  return cards.flatMap((card) => edgesFrom(card))
}

/** Several links of one relation between the same two are one edge, with the evidence of all. */
function addTo(edges: Map<string, Edge>, edge: Edge): void {
  const key = `${edge.from} ${edge.relation} ${edge.to}`
  const evidence = [...new Set([...(edges.get(key)?.evidence ?? []), ...edge.evidence])]
  edges.set(key, { ...edge, evidence })
}

function page(partition: string, { views, label }: Reader) {
  return read(views, { partition, reader: label, descending: true, limit: neighboursMax })
}
