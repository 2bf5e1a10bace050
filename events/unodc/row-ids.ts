/** Ids of the rows of a sheet: the same sheet gives the same ids, so sending it again gives repeats and nothing else. */
import { createHash } from 'node:crypto'
import type { Cells, Column } from './columns.ts'

/** What a row was given back with says nothing about the seizure. */
const ours: readonly Column[] = ['eventId', 'reasons']

/**
 * A row that brings its own id keeps it. Any other is known by what its cells say and by how many rows before it say
 * the same: small seizures that look alike are separate seizures. Rows have to come in the order of the sheet.
 */
export function rowIds(): (cells: Cells) => string {
  const seen = new Map<string, number>()
  return (cells) => {
    if (cells.eventId) return cells.eventId
    const said = Object.entries(cells)
      .filter(([column, cell]) => cell !== '' && !ours.includes(column as Column))
      .sort(([one], [other]) => (one < other ? -1 : 1))
    const content = createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32)
    const occurrence = (seen.get(content) ?? 0) + 1
    seen.set(content, occurrence)
    return `row-${content}-${occurrence}`
  }
}
