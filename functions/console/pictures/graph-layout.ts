/**
 * Where the nodes of a link chart stand. The same graph always gives the same picture: each node starts at a place
 * that follows from its id alone, and forces act for a fixed number of ticks.
 */
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from 'd3-force'
import type { SubjectKind } from '../../../events/ids.ts'
import type { ShownGraph, ShownNode } from './graph-shown.ts'

/** In units of the picture; the focus stands at 0, 0. */
export type Point = { x: number; y: number }
export type Layout = { at: ReadonlyMap<string, Point>; ticks: number }

export const ticks = 300
/** Shapes have room, and so have most labels. */
export const apartMin = 52

/** Names are wider than high: so is what is between them. */
const widening = 1.45
const linkLength = 105

/** Each kind sets out into its own direction, in turns from the right: what is alike comes to stand together. */
const directionOf: Record<SubjectKind, number> = {
  countries: 0,
  seizures: 0.25,
  sources: 0.37,
  agencies: 0.43,
  actors: 0.5,
  figures: 0.57,
  commitments: 0.63,
  statements: 0.72,
  sessions: 0.8,
  routes: 0.9,
}
/** Turns that the nodes of a kind begin apart. */
const spreadOf = 0.22

type Body = SimulationNodeDatum & { id: string; x: number; y: number }

export function layoutOf(graph: ShownGraph): Layout {
  const starts = startsOf(graph)
  const bodies = graph.nodes.map(({ id }): Body => {
    const start = starts.get(id) ?? { x: 0, y: 0 }
    return { id, ...start, ...(id === graph.focus && { fx: 0, fy: 0 }) }
  })
  const links: SimulationLinkDatum<Body>[] = graph.links.map(({ ends: [source, target] }) => ({
    source,
    target,
  }))
  forceSimulation(bodies)
    .force(
      'link',
      forceLink<Body, SimulationLinkDatum<Body>>(links)
        .id(({ id }) => id)
        .distance(linkLength),
    )
    .force('repulsion', forceManyBody<Body>().strength(-520).distanceMax(480))
    .force('room', forceCollide<Body>(apartMin * 0.55).iterations(2))
    // What hangs on nothing must not drift out of sight.
    .force('x', forceX<Body>(0).strength(0.05))
    .force('y', forceY<Body>(0).strength(0.07))
    .stop()
    .tick(ticks)
  const rounded = (value: number) => Math.round(value * 10) / 10 + 0
  return {
    at: new Map(bodies.map(({ id, x, y }) => [id, { x: rounded(x * widening), y: rounded(y) }])),
    ticks,
  }
}

function startsOf({ focus, nodes, links }: ShownGraph): ReadonlyMap<string, Point> {
  const byDistance = [...nodes].sort((one, other) => one.distance - other.distance)
  const turns = new Map<string, number>()
  const starts = new Map<string, Point>()
  for (const node of byDistance) {
    if (node.id === focus) continue
    const turn = turnOf(node, links, turns)
    turns.set(node.id, turn)
    const radius = linkLength * (Math.min(node.distance, 4) - 0.25 + 0.5 * fractionOf(`${node.id} far`))
    starts.set(node.id, {
      x: radius * Math.cos(turn * 2 * Math.PI),
      y: radius * Math.sin(turn * 2 * Math.PI),
    })
  }
  return starts
}

/** Beside the focus by kind, farther out behind what it hangs on. */
function turnOf(node: ShownNode, links: ShownGraph['links'], turns: ReadonlyMap<string, number>): number {
  const aside = fractionOf(node.id) - 0.5
  if (node.distance > 1)
    for (const { ends } of links) {
      if (!ends.includes(node.id)) continue
      const behind = turns.get(ends[0] === node.id ? ends[1] : ends[0])
      if (behind !== undefined) return behind + aside * 0.2
    }
  return directionOf[node.kind] + aside * spreadOf
}

/** From 0 to 1, the same for the same text always: FNV-1a, its bits mixed once more. */
function fractionOf(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39)
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000
}
