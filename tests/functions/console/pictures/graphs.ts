/** Graphs to draw: made up by fast-check, and one of a size. */
import fc from 'fast-check'
import { subjectKinds } from '../../../../events/ids.ts'
import type { Graph, GraphEdge, GraphNode } from '../../../../functions/console/pictures/graph-shown.ts'

const words = [
  'Сеть оптовых поставщиков северного направления',
  'Khimprom',
  'Mid-level wholesale networks operating through Tajikistan',
  'Объединение «Золотой полумесяц»',
  'KZ 2024-03-12',
  'Rechtsschutzversicherungsgesellschaften',
]

/** Everything hangs together around `routes/focus`; links may be doubled, and run between any two. */
export const anyGraph = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...subjectKinds),
      label: fc.constantFrom(...words),
      near: fc.nat(),
      relation: fc.constantFrom('uses', 'attributed-to', 'transit', 'about'),
      far: fc.nat(),
    }),
    { maxLength: 40 },
  )
  .map((made): Graph => {
    const nodes: GraphNode[] = [{ id: 'routes/focus', kind: 'routes', label: 'Northern route' }]
    const edges: GraphEdge[] = []
    for (const [i, { kind, label, near, far, relation }] of made.entries()) {
      const id = `${kind}/n${i}`
      const to = nodes[near % nodes.length]?.id ?? ''
      edges.push({ from: id, to, relation, evidence: 1 })
      nodes.push({ id, kind, label })
      if (far % 3 === 0)
        edges.push({ from: nodes[far % nodes.length]?.id ?? '', to: id, relation: 'supplies', evidence: 2 })
    }
    return { focus: 'routes/focus', nodes, edges }
  })

/** `size` subjects around a route: two thirds beside it, the others behind these. */
export function graphOfSize(size: number): Graph {
  const nodes: GraphNode[] = [{ id: 'routes/focus', kind: 'routes', label: words[0] ?? '' }]
  const edges: GraphEdge[] = []
  for (let i = 1; i < size; i++) {
    const kind = subjectKinds[i % subjectKinds.length] ?? 'actors'
    const id = `${kind}/0fd48e30-d621-57e9-a07e-${String(i).padStart(12, '0')}`
    nodes.push({ id, kind, label: words[i % words.length] ?? '' })
    const to = i % 3 === 0 ? (nodes[Math.floor(i / 3)]?.id ?? '') : 'routes/focus'
    edges.push({ from: id, to, relation: 'uses', evidence: 1 })
  }
  return { focus: 'routes/focus', nodes, edges }
}

export const shuffled = (graph: Graph): Graph => ({
  focus: graph.focus,
  nodes: [...graph.nodes].reverse(),
  edges: [...graph.edges].reverse(),
})
