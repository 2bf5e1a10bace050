/** What a link chart shows, as a table: every link that it draws, and what it left out. */
import type { Language } from '../language.ts'
import { number } from '../language.ts'
import { relationName } from '../parts/value-names.ts'
import { Table } from '../table.tsx'
import { graphTexts } from '../texts/graph.ts'
import type { GraphProps } from './graph.tsx'
import type { ShownGraph } from './graph-shown.ts'

export function GraphTable({ graph, lang, hrefOf }: GraphProps) {
  const t = graphTexts[lang]
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const cell = (id: string) => {
    const node = nodes.get(id)
    if (!node) return id
    return (
      <>
        {t.kinds[node.kind]}: <a href={hrefOf(node)}>{node.label}</a>
        {node.doubt && ` (${t.doubt[node.doubt]})`}
      </>
    )
  }
  return (
    <Table
      caption={t.linksCaption}
      rows={graph.links.flatMap(({ edges }) => edges)}
      columns={[
        { head: t.from, cell: ({ from }) => cell(from) },
        { head: t.relation, cell: ({ relation }) => relationName(relation, lang) },
        { head: t.to, cell: ({ to }) => cell(to) },
        { head: t.evidence, cell: ({ evidence }) => number(evidence, lang), isAmount: true },
        { head: t.remark, cell: ({ doubt }) => (doubt ? t.doubt[doubt] : '') },
      ]}
    />
  )
}

/** By kind, the most first; undefined where everything is drawn. */
export function leftOutOf({ leftOut }: ShownGraph, lang: Language): string | undefined {
  if (leftOut.size === 0) return undefined
  const counts = [...leftOut].sort(([, one], [, other]) => other - one)
  return graphTexts[lang].leftOut(
    counts.map(([kind, count]) => graphTexts[lang].kindCounts[kind](count)).join(', '),
  )
}
