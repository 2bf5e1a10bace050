/** A link chart as SVG: each node is a link that moves the focus to it, and is there for the keyboard as well. */
import type { Language } from '../language.ts'
import { relationName } from '../parts/value-names.ts'
import { graphTexts } from '../texts/graph.ts'
import { type Label, labelsOf, lineHeight, nameSize, radiusOf, relationSize } from './graph-labels.ts'
import { layoutOf, type Point } from './graph-layout.ts'
import { GraphLegend, legendOf } from './graph-legend.tsx'
import { linkKindOf, Shape } from './graph-shapes.tsx'
import { doubtOf, type Link, type ShownGraph, type ShownNode } from './graph-shown.ts'

export type GraphProps = {
  graph: ShownGraph
  lang: Language
  /** Where a click on a node leads. */
  hrefOf: (node: ShownNode) => string
}

const widthMin = 900
const heightMin = 420
const margin = 24

export function GraphPicture({ graph, lang, hrefOf }: GraphProps) {
  const t = graphTexts[lang]
  const layout = layoutOf(graph)
  const labels = labelsOf(graph, layout, (link) => relationsOf(link, lang).join(', '))
  const at = (id: string): Point => layout.at.get(id) ?? { x: 0, y: 0 }
  const boxes = [
    ...[...labels.names.values()].map(({ box }) => box),
    ...graph.nodes.map((node) => ({ x: at(node.id).x - 18, y: at(node.id).y - 18, width: 36, height: 36 })),
  ]
  // As far to one side as to the other, so that the focus is in the middle.
  const halfWidth = Math.ceil(
    Math.max(widthMin / 2, ...boxes.map(({ x, width }) => margin + Math.max(-x, x + width))),
  )
  const halfHeight = Math.ceil(
    Math.max(heightMin / 2, ...boxes.map(({ y, height }) => margin + Math.max(-y, y + height))),
  )
  const legend = legendOf(graph, lang, 2 * halfWidth)
  const focus = graph.nodes.find(({ id }) => id === graph.focus)
  return (
    <svg
      class="graph"
      viewBox={`${-halfWidth} ${-halfHeight} ${2 * halfWidth} ${2 * halfHeight + legend.height}`}
      role="group"
      aria-label={t.titleOf(focus?.label ?? graph.focus)}
      data-pan-zoom={t.zoom}
    >
      <desc>{t.description(graph.nodes.length, graph.links.length)}</desc>
      {graph.links.map((link) => (
        <Line link={link} graph={graph} at={at} lang={lang} />
      ))}
      {[...labels.relations.values()].map((label) => (
        <Text label={label} size={relationSize} kind="graph-relation" />
      ))}
      {graph.nodes.map((node) => (
        <Node
          node={node}
          at={at(node.id)}
          label={labels.names.get(node.id)}
          href={hrefOf(node)}
          lang={lang}
        />
      ))}
      <GraphLegend legend={legend} x={-halfWidth} y={halfHeight} />
    </svg>
  )
}

/** Each relation once, by name. */
export function relationsOf(link: Link, lang: Language): string[] {
  return [...new Set(link.edges.map(({ relation }) => relationName(relation, lang)))]
}

type NodeProps = { node: ShownNode; at: Point; label: Label | undefined; href: string; lang: Language }

function Node({ node, at, label, href, lang }: NodeProps) {
  const t = graphTexts[lang]
  const name = t.nodeName(t.kinds[node.kind], node.label, node.degree)
  const spoken = node.doubt ? `${name}, ${t.doubt[node.doubt]}` : name
  const isFocus = node.distance === 0
  return (
    <a
      href={href}
      class={`graph-node${isFocus ? ' graph-focus' : ''}`}
      {...(isFocus && { 'aria-current': 'true' })}
    >
      <title>{spoken}</title>
      <Shape kind={node.kind} radius={radiusOf(node)} at={at} doubt={node.doubt} />
      {label && <Text label={label} size={nameSize} kind="graph-name" />}
    </a>
  )
}

const tenth = (value: number): number => Math.round(value * 10) / 10 + 0

function Text({
  label: { lines, x, anchor, box },
  size,
  kind,
}: {
  label: Label
  size: number
  kind: string
}) {
  const first = box.y + size * (0.5 + lineHeight / 2) - 1
  return (
    <text class={kind} text-anchor={anchor}>
      {lines.map((line, i) => (
        <tspan x={tenth(x)} y={tenth(first + i * size * lineHeight)}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

type LineProps = { link: Link; graph: ShownGraph; at: (id: string) => Point; lang: Language }

function Line({ link, graph, at, lang }: LineProps) {
  const [one, other] = link.ends
  const radius = (id: string) =>
    radiusOf(graph.nodes.find((node) => node.id === id) ?? { distance: 1, degree: 0 })
  const [start, end] = between(at(one), radius(one), at(other), radius(other))
  const doubt = doubtOf(link)
  const kind = linkKindOf(link.edges.map(({ relation }) => relation))
  const heads = [
    ...(link.edges.some(({ to }) => to === other) ? [head(start, end)] : []),
    ...(link.edges.some(({ to }) => to === one) ? [head(end, start)] : []),
  ]
  return (
    <g class={`graph-link graph-${kind}`}>
      <title>
        {[...relationsOf(link, lang), ...(doubt ? [graphTexts[lang].doubt[doubt]] : [])].join(', ')}
      </title>
      <path class={doubt ? `graph-${doubt}` : undefined} d={`M${start.x} ${start.y}L${end.x} ${end.y}`} />
      <path d={heads.join('')} />
    </g>
  )
}

/** The piece of a line between two shapes. */
function between(one: Point, oneRadius: number, other: Point, otherRadius: number): [Point, Point] {
  const length = Math.max(1, Math.hypot(other.x - one.x, other.y - one.y))
  const on = (distance: number): Point => ({
    x: tenth(one.x + ((other.x - one.x) * distance) / length),
    y: tenth(one.y + ((other.y - one.y) * distance) / length),
  })
  return [on(oneRadius + 3), on(length - otherRadius - 3)]
}

/** An arrow's head at the end of a line. */
function head(from: Point, to: Point): string {
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  const wing = (turn: number) =>
    `${tenth(to.x - 7 * Math.cos(angle + turn))} ${tenth(to.y - 7 * Math.sin(angle + turn))}`
  return `M${wing(0.4)}L${to.x} ${to.y}L${wing(-0.4)}`
}
