/**
 * Rows per audience. Each label is folded from what it sees; a row is kept only where a label knows more than the
 * next wider one, so storage grows with information and not with audiences (ADR-0006). Totals are kept as
 * differences to the wider label, so that a reader's total is the sum along its chain (ADR-0007).
 */
import type { Label } from '../events/recorded.ts'
import { chainOf } from './audience.ts'
import { type Amounts, type Bucket, difference } from './statistics.ts'
import { noProjection, type Projection, type Row } from './views/view.ts'

export type LayerRow = Row & { label: Label; state: 'row' | 'not-here' }
export type LayerContribution = { label: Label; bucket: Bucket; amounts: Amounts }
export type Layers = { rows: readonly LayerRow[]; contributions: readonly LayerContribution[] }

/** @param labels those that any event of the stream carries now. */
export function layersOf(labels: Iterable<Label>, fold: (label: Label) => Projection): Layers {
  const ordered = [...new Set(labels)].sort(
    (a, b) => chainOf(a).length - chainOf(b).length || (a < b ? -1 : 1),
  )
  const folded = new Map(ordered.map((label) => [label, fold(label)]))
  const layers = ordered.map((label) => {
    const wider = chainOf(label)
      .slice(0, -1)
      .findLast((candidate) => folded.has(candidate))
    return layerOf(
      label,
      folded.get(label) ?? noProjection,
      (wider !== undefined && folded.get(wider)) || noProjection,
    )
  })
  return { rows: layers.flatMap((l) => l.rows), contributions: layers.flatMap((l) => l.contributions) }
}

function layerOf(label: Label, own: Projection, wider: Projection): Layers {
  const ownRows = new Map(own.rows.map((row) => [rowKey(row), row]))
  const widerRows = new Map(wider.rows.map((row) => [rowKey(row), row]))
  const known = own.rows
    .filter((row) => !sameBody(row, widerRows.get(rowKey(row))))
    .map((row) => ({ ...row, label, state: 'row' as const }))
  const moved = wider.rows
    .filter((row) => !ownRows.has(rowKey(row)))
    .map((row) => ({ ...row, label, body: null, state: 'not-here' as const }))
  const contributions = difference(own.contributions, wider.contributions).map((total) => {
    const { dimension, key, substance, period, ...amounts } = total
    return { label, bucket: { dimension, key, substance, period }, amounts }
  })
  return { rows: [...known, ...moved], contributions }
}

function sameBody(row: Row, other: Row | undefined): boolean {
  return other !== undefined && JSON.stringify(row.body) === JSON.stringify(other.body)
}

function rowKey({ partition, sort }: Row): string {
  return `${partition} ${sort}`
}
