/**
 * CSV as spreadsheets write it (RFC 4180), in one pass: cells in quotes may hold anything, quotes are doubled, lines end
 * with LF or CRLF. Strict: a quote where none belongs would shift every cell after it. Own code, since the libraries
 * for it are several times as large as the room that is left in this function.
 */
import type { Delimiter } from '../../events/unodc/columns.ts'

/** @returns lines of cells, without those that are empty; or the number of the line that cannot be read. */
export function linesOf(text: string, delimiter: Delimiter): { lines: string[][] } | { brokenAt: number } {
  const lines: string[][] = []
  let cells: string[] = []
  let at = 0
  let line = 1
  while (at < text.length) {
    let cell: string
    if (text[at] === '"') {
      const end = closingQuote(text, at)
      if (end === undefined) return { brokenAt: line }
      cell = text.slice(at + 1, end).replaceAll('""', '"')
      line += cell.split('\n').length - 1
      at = end + 1
    } else {
      const end = nextOf(text, at, delimiter)
      cell = text.slice(at, end)
      if (cell.includes('"')) return { brokenAt: line }
      at = end
    }
    cells.push(cell)
    if (text[at] === delimiter) {
      at += 1
      // A delimiter at the very end is followed by one more cell, an empty one.
      if (at < text.length) continue
      cells.push('')
    }
    if (text[at] === '\r') at += 1
    if (at < text.length && text[at] !== '\n') return { brokenAt: line }
    at += 1
    line += 1
    if (cells.some((one) => one.trim() !== '')) lines.push(cells)
    cells = []
  }
  return { lines }
}

/** The quote that ends the cell which begins at `from`. */
function closingQuote(text: string, from: number): number | undefined {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at
  return undefined
}

function nextOf(text: string, from: number, delimiter: Delimiter): number {
  let at = from
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1
  return at
}
