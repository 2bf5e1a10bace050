/** `GET /v1/graph`: actor – route – country – seizure edges around one subject, each with its evidence. */

import { type Edge, edgesFrom } from '../../domain/views/edges.ts'
import type { Card } from '../../domain/views/view.ts'
import type { Label } from '../../events/recorded.ts'
import { read } from '../views/reading.ts'
import type { StoredRow, Views } from '../views/views.ts'
import { notFound } from './cards.ts'
import type { Endpoint } from './endpoint.ts'
import { graphml, withEvidence } from './formats/graphml.ts'
import { mediaTypesOf } from './formats/offered.ts'
import { linksTo } from './links.ts'
import { type Body, cardRows, nameOf, presentAll, visibleAmong } from './present.ts'

/** More than this on one screen is a heap, not a graph: the rest is said to be left out. */
const nodesMax = 200
const neighboursMax = 100
/** So many subjects are looked around at once: each is several requests to the store. */
const groupSize = 8

type Store = Pick<Views, 'get' | 'list'>
type Found = { edges: readonly Edge[]; more: boolean }

export const graphEndpoint: Endpoint = {
  path: '/v1/graph',
  operationId: 'readGraph',
  tag: 'Analysis',
  summary: 'Link chart around one subject',
  query: ['focus', 'depth'],
  produces: ['application/json', ...mediaTypesOf('graphml')],
  access: 'public',
  answer: async ({ query, caller: { label }, exportedAs }, { views }) => {
    const { focus = '', depth = '1' } = query
    const edges = new Map<string, Edge>()
    const nodes = new Set([focus])
    let truncated = false
    let frontier = [focus]
    for (let step = 0; step < Number(depth); step++) {
      const found: Found[] = []
      for (let i = 0; i < frontier.length; i += groupSize) {
        const group = frontier.slice(i, i + groupSize)
        found.push(...(await Promise.all(group.map((subject) => around(subject, label, views)))))
      }
      const visible = await visibleNodes(
        found.flatMap((one) => one.edges),
        label,
        views,
      )
      truncated ||= found.some(({ more }) => more)
      frontier = []
      for (const edge of found.flatMap((one) => one.edges)) {
        if (!visible(edge.from) || !visible(edge.to)) continue
        for (const end of [edge.from, edge.to]) {
          if (nodes.has(end)) continue
          if (nodes.size === nodesMax) {
            truncated = true
            continue
          }
          nodes.add(end)
          frontier.push(end)
        }
        if (nodes.has(edge.from) && nodes.has(edge.to)) addTo(edges, edge)
      }
    }
    const cards = await cardRows(views, [...nodes], label)
    if (!cards.has(focus) && edges.size === 0) throw notFound()
    const shown = [...nodes].map((id) => nodeOf(id, cards))
    if (exportedAs === 'graphml') {
      return { body: graphml(shown, [...edges.values()].map(withEvidence), truncated) }
    }
    return { body: { nodes: shown, edges: [...edges.values()], truncated } }
  },
}

async function visibleNodes(
  edges: readonly Edge[],
  label: Label,
  views: Store,
): Promise<(subject: string) => boolean> {
  return visibleAmong(
    await cardRows(
      views,
      edges.flatMap(({ from, to }) => [from, to]),
      label,
    ),
  )
}

/** What the subject's own card links to, what links to it, and for a country what takes place in it. */
async function around(subject: string, label: Label, views: Store): Promise<Found> {
  const own = (await cardRows(views, [subject], label)).get(subject)?.body as Card | undefined
  const [card] = own ? await presentAll(views, [own], label) : []
  const inbound = await linksTo(subject, { views, label, limit: neighboursMax })
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
  const listed = await Promise.all(lists.map((partition) => page(partition, label, views)))
  const members = listed.flatMap(({ rows }) => rows.map(({ body }) => String((body as Body).subject)))
  const cards = await presentAll(
    views,
    [...(await cardRows(views, members, label)).values()].map(({ body }) => body as Card),
    label,
  )
  const incoming = cards.flatMap((member) => edgesFrom(member)).filter(({ to }) => to === subject)
  return {
    edges: [...(card ? edgesFrom(card) : []), ...links, ...incoming],
    more: [inbound, ...listed].some(({ more }) => more),
  }
}

/** Several links of one relation between the same two are one edge, with the evidence of all. */
function addTo(edges: Map<string, Edge>, edge: Edge): void {
  const key = `${edge.from} ${edge.relation} ${edge.to}`
  const evidence = [...new Set([...(edges.get(key)?.evidence ?? []), ...edge.evidence])]
  edges.set(key, { ...edge, evidence })
}

function page(partition: string, reader: Label, views: Store) {
  return read(views, { partition, reader, descending: true, limit: neighboursMax })
}

function nodeOf(id: string, cards: ReadonlyMap<string, StoredRow>) {
  const [kind = '', name = ''] = id.split('/')
  return {
    id,
    kind,
    label: nameOf(id, cards.get(id)?.body) ?? (kind === 'countries' ? name.toUpperCase() : name),
  }
}
