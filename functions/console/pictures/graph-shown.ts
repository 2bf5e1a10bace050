/** What of a graph is drawn: the nodes nearest to the focus, and one line for all that links the same two. */
import type { SubjectKind } from '../../../events/ids.ts'

/** Suspected: held possible, by whoever reported it or by a comparison of names. Disputed: an agency contradicts it. */
export type Doubt = 'suspected' | 'disputed'

/** `id`: the subject. `label`: what it is called, whole. */
export type GraphNode = { id: string; kind: SubjectKind; label: string; doubt?: Doubt | undefined }
/** `evidence`: how many claims say so. */
export type GraphEdge = {
  from: string
  to: string
  relation: string
  evidence: number
  doubt?: Doubt | undefined
}
export type Graph = { focus: string; nodes: readonly GraphNode[]; edges: readonly GraphEdge[] }

/** `distance`: links to the focus. `degree`: links in the whole graph, also to what is not drawn. */
export type ShownNode = GraphNode & { distance: number; degree: number }
/** `edges` of both directions; never empty. */
export type Link = { ends: readonly [string, string]; edges: readonly GraphEdge[] }
export type ShownGraph = {
  focus: string
  /** By id. */
  nodes: readonly ShownNode[]
  /** By their ends. */
  links: readonly Link[]
  leftOut: ReadonlyMap<SubjectKind, number>
}

/** More shapes than this on one screen are read by nobody. */
export const nodesDrawnMax = 120

/** The nearest first, then the best connected. The order of what comes in does not matter. */
export function shownOf({ focus, nodes, edges }: Graph, nodesMax = nodesDrawnMax): ShownGraph {
  const known = new Map(nodes.map((node) => [node.id, node]))
  const real = edges.filter(({ from, to }) => from !== to && known.has(from) && known.has(to))
  const neighbours = neighboursIn(real)
  const distances = distancesFrom(focus, neighbours)
  const ranked = [...known.values()]
    .map(
      (node): ShownNode => ({
        ...node,
        distance: distances.get(node.id) ?? Number.POSITIVE_INFINITY,
        degree: neighbours.get(node.id)?.size ?? 0,
      }),
    )
    .sort((one, other) => farther(one, other) || other.degree - one.degree || byText(one.id, other.id))
  const drawn = ranked.slice(0, nodesMax).sort((one, other) => byText(one.id, other.id))
  const leftOut = new Map<SubjectKind, number>()
  for (const { kind } of ranked.slice(nodesMax)) leftOut.set(kind, (leftOut.get(kind) ?? 0) + 1)
  return { focus, nodes: drawn, links: linksAmong(new Set(drawn.map(({ id }) => id)), real), leftOut }
}

/** What is doubtful about all that links the two: one undoubted edge is enough for a solid line. */
export function doubtOf({ edges }: Link): Doubt | undefined {
  return edges.every(({ doubt }) => doubt) ? edges[0]?.doubt : undefined
}

export const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

function farther(one: ShownNode, other: ShownNode): number {
  return one.distance === other.distance ? 0 : one.distance - other.distance
}

function neighboursIn(edges: readonly GraphEdge[]): Map<string, Set<string>> {
  const neighbours = new Map<string, Set<string>>()
  const add = (of: string, neighbour: string) =>
    neighbours.set(of, (neighbours.get(of) ?? new Set()).add(neighbour))
  for (const { from, to } of edges) {
    add(from, to)
    add(to, from)
  }
  return neighbours
}

function distancesFrom(
  focus: string,
  neighbours: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, number> {
  const distances = new Map([[focus, 0]])
  // A map is iterated in the order of insertion, also over what is added on the way: breadth first.
  for (const [id, distance] of distances)
    for (const next of neighbours.get(id) ?? []) if (!distances.has(next)) distances.set(next, distance + 1)
  return distances
}

function linksAmong(drawn: ReadonlySet<string>, edges: readonly GraphEdge[]): Link[] {
  const links = new Map<string, { ends: [string, string]; edges: GraphEdge[] }>()
  const keyOf = ({ from, to, relation }: GraphEdge) => `${from} ${to} ${relation}`
  for (const edge of [...edges].sort((one, other) => byText(keyOf(one), keyOf(other)))) {
    if (!drawn.has(edge.from) || !drawn.has(edge.to)) continue
    const ends: [string, string] = edge.from < edge.to ? [edge.from, edge.to] : [edge.to, edge.from]
    const link = links.get(ends.join(' ')) ?? { ends, edges: [] }
    link.edges.push(edge)
    links.set(ends.join(' '), link)
  }
  return [...links.keys()].sort(byText).flatMap((key) => links.get(key) ?? [])
}
