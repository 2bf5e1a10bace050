import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelsOf, radiusOf } from '../../../../functions/console/pictures/graph-labels.ts'
import {
  apartMin,
  type Layout,
  layoutOf,
  ticks,
} from '../../../../functions/console/pictures/graph-layout.ts'
import { type Graph, shownOf } from '../../../../functions/console/pictures/graph-shown.ts'
import { overlap } from '../../../../functions/console/pictures/text-box.ts'
import { anyGraph, graphOfSize, shuffled } from './graphs.ts'

const layoutFor = (graph: Graph): Layout => layoutOf(shownOf(graph))
const pairsOf = <T>(list: readonly T[]): [T, T][] =>
  list.flatMap((one, i) => list.slice(i + 1).map((other): [T, T] => [one, other]))

/** How far each node that is in both has moved. */
function movesBetween(before: Layout, after: Layout): number[] {
  return [...before.at].flatMap(([id, from]) => {
    const to = after.at.get(id)
    return to ? [Math.hypot(to.x - from.x, to.y - from.y)] : []
  })
}

describe('a layout', () => {
  it('is the same for the same graph, in whatever order it comes', () =>
    fc.assert(
      fc.property(anyGraph, (graph) => {
        expect(layoutFor(shuffled(graph))).toStrictEqual(layoutFor(graph))
      }),
      { numRuns: 15 },
    ))

  it('puts the focus in the middle, and nothing nowhere', () =>
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const { at } = layoutFor(graph)
        expect(at.get('routes/focus')).toStrictEqual({ x: 0, y: 0 })
        expect([...at.values()].every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true)
      }),
      { numRuns: 15 },
    ))

  it('leaves room between any two nodes', () =>
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const points = [...layoutFor(graph).at.values()]
        const apart = pairsOf(points).map(([one, other]) => Math.hypot(one.x - other.x, one.y - other.y))
        expect(Math.min(Number.POSITIVE_INFINITY, ...apart)).toBeGreaterThanOrEqual(apartMin)
      }),
      { numRuns: 30 },
    ))

  it('moves little when one subject joins', () => {
    for (const size of [12, 30, 60, 100]) {
      const graph = graphOfSize(size)
      const joined: Graph = {
        ...graph,
        nodes: [{ id: 'actors/newcomer', kind: 'actors', label: 'Newcomer' }, ...graph.nodes],
        edges: [{ from: 'actors/newcomer', to: graph.focus, relation: 'uses', evidence: 1 }, ...graph.edges],
      }
      const moves = movesBetween(layoutFor(graph), layoutFor(joined)).sort((one, other) => one - other)
      // Half a link at the median: who knew the picture finds everything where it was.
      expect([size, (moves[Math.floor(moves.length / 2)] ?? 0) < 50]).toEqual([size, true])
    }
  })

  it('works for a number of ticks that does not depend on the graph', () => {
    expect([2, 40, 500].map((size) => layoutFor(graphOfSize(size)).ticks)).toEqual([ticks, ticks, ticks])
  })
})

describe('labels', () => {
  it('cover neither each other nor a node', () =>
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const shown = shownOf(graph)
        const layout = layoutOf(shown)
        const { names, relations } = labelsOf(shown, layout, ({ edges }) => edges[0]?.relation ?? '')
        const boxes = [...names.values(), ...relations.values()].map(({ box }) => box)
        const nodes = shown.nodes.map((node) => {
          const { x, y } = layout.at.get(node.id) ?? { x: 0, y: 0 }
          const radius = radiusOf(node)
          return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }
        })
        expect(pairsOf(boxes).filter(([one, other]) => overlap(one, other))).toEqual([])
        expect(boxes.filter((box) => nodes.some((node) => overlap(box, node)))).toEqual([])
      }),
      { numRuns: 20 },
    ))

  it('name every subject where there are few', () => {
    const shown = shownOf(graphOfSize(15))
    expect(labelsOf(shown, layoutOf(shown), () => 'uses').names.size).toBe(15)
  })

  it('of relations stand on one line alone', () => {
    const graph: Graph = {
      focus: 'routes/a',
      nodes: [
        { id: 'routes/a', kind: 'routes', label: 'A' },
        { id: 'actors/b', kind: 'actors', label: 'B' },
      ],
      edges: [{ from: 'actors/b', to: 'routes/a', relation: 'uses', evidence: 1 }],
    }
    const shown = shownOf(graph)
    const layout: Layout = {
      at: new Map([
        ['routes/a', { x: 0, y: 0 }],
        ['actors/b', { x: 200, y: 0 }],
      ]),
      ticks,
    }
    const [label] = labelsOf(shown, layout, () => 'uses').relations.values()
    expect(label).toMatchObject({ lines: ['uses'], anchor: 'middle', x: 100 })
  })
})
