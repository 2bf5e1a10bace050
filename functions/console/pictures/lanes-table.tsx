/** What a timeline shows, as a table, and in words what it left out. */

import type { Language } from '../language.ts'
import { Table } from '../table.tsx'
import { graphTexts } from '../texts/graph.ts'
import { timelineTexts } from '../texts/timeline.ts'
import type { LanesProps } from './lanes.tsx'
import type { LeftOut, Packed, PackedLane, Placed } from './lanes-packing.ts'
import { whenOf } from './time-names.ts'

type Row = { lane: PackedLane; entry: Placed }

export function LanesTable({ packing: { lanes }, lang }: Pick<LanesProps, 'packing' | 'lang'>) {
  const t = timelineTexts[lang]
  const what = ({ entry }: Row) => {
    if (entry.count > 1) return graphTexts[lang].kindCounts[entry.kind](entry.count)
    return entry.href === undefined ? entry.name : <a href={entry.href}>{entry.name}</a>
  }
  return (
    <Table
      caption={t.caption}
      rows={lanes.flatMap((lane) => lane.placed.map((entry): Row => ({ lane, entry })))}
      columns={[
        { head: t.lane, cell: ({ lane }) => lane.name },
        { head: t.when, cell: ({ entry }) => whenOf(entry, lang) },
        { head: t.kind, cell: ({ entry }) => graphTexts[lang].kinds[entry.kind] },
        { head: t.what, cell: what },
      ]}
    />
  )
}

/** Undefined where everything is drawn. */
export function leftOutOf({ leftOut }: Packed, lang: Language): string | undefined {
  const t = timelineTexts[lang]
  const names = [
    'before',
    'after',
    'undated',
    'crowded',
    'lanes',
  ] as const satisfies readonly (keyof LeftOut)[]
  const said = names.filter((name) => leftOut[name] > 0).map((name) => t.leftOut[name](leftOut[name]))
  return said.length === 0 ? undefined : t.leftOutSays(said.join(', '))
}
