/** What the shapes and lines of a link chart mean: those that are on it. */
import { subjectKinds } from '../../../events/ids.ts'
import type { Language } from '../language.ts'
import { graphTexts } from '../texts/graph.ts'
import { linkKindOf, linkKinds, Shape } from './graph-shapes.tsx'
import { doubtOf, type ShownGraph } from './graph-shown.ts'
import { widthOf } from './text-box.ts'

type Entry = {
  name: string
  node?: (typeof subjectKinds)[number]
  link?: string
  doubt?: boolean
  x: number
  y: number
}
export type Legend = { title: string; entries: readonly Entry[]; height: number }

const fontSize = 11
const rowHeight = 22
const symbolWidth = 30

export function legendOf(graph: ShownGraph, lang: Language, width: number): Legend {
  const t = graphTexts[lang]
  const linkKindsShown = new Set(
    graph.links.map(({ edges }) => linkKindOf(edges.map(({ relation }) => relation))),
  )
  const doubts = new Set([...graph.links.map(doubtOf), ...graph.nodes.map(({ doubt }) => doubt)])
  const named = [
    ...subjectKinds
      .filter((kind) => graph.nodes.some((node) => node.kind === kind))
      .map((kind) => ({ name: t.kinds[kind], node: kind })),
    ...linkKinds
      .filter((kind) => linkKindsShown.has(kind))
      .map((kind) => ({ name: t.linkKinds[kind], link: `graph-${kind}` })),
    ...(['suspected', 'disputed'] as const)
      .filter((doubt) => doubts.has(doubt))
      .map((doubt) => ({ name: t.doubt[doubt], link: `graph-${doubt}` })),
  ]
  let [x, y] = [16, rowHeight]
  const entries = named.map((entry): Entry => {
    const wide = symbolWidth + widthOf(entry.name, fontSize) + 14
    if (x > 16 && x + wide > width) [x, y] = [16, y + rowHeight]
    const placed = { ...entry, x, y }
    x += wide
    return placed
  })
  return { title: t.legend, entries, height: named.length === 0 ? 0 : y + rowHeight / 2 }
}

export function GraphLegend({ legend, x, y }: { legend: Legend; x: number; y: number }) {
  return (
    <g class="graph-legend" transform={`translate(${x} ${y})`} role="list" aria-label={legend.title}>
      {legend.entries.map((entry) => (
        <g role="listitem" transform={`translate(${Math.round(entry.x)} ${entry.y})`}>
          {entry.node ? (
            <Shape kind={entry.node} radius={7} at={{ x: 12, y: 0 }} />
          ) : (
            <g class={`graph-link ${entry.link}`}>
              <path class={entry.link} d="M0 0H24" />
            </g>
          )}
          <text x={symbolWidth} y={4}>
            {entry.name}
          </text>
        </g>
      ))}
    </g>
  )
}
