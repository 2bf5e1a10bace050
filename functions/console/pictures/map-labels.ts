/** Names on a map: each at the first of its candidate places where it meets no other name, else left out and counted. */
import { mapHeight, mapWidth, type Point } from './projection.ts'
import { type Box, linesOf, overlap, widthOf } from './text-box.ts'

/** A name and the middles where it may stand, best first. */
export type Wanted = { text: string; size: number; kind: string; at: readonly Point[] }
export type Placed = { lines: readonly string[]; size: number; kind: string; box: Box }

const widest = 150
const margin = 4
export const lineHeight = 1.2

/** @param taken where none of them may stand. */
export function placed(
  wanted: readonly Wanted[],
  taken: readonly Box[] = [],
): { names: Placed[]; leftOut: number } {
  const names: Placed[] = []
  for (const { text, size, kind, at } of wanted) {
    const lines = linesOf(text, size, widest, 2)
    const width = Math.max(...lines.map((line) => widthOf(line, size))) + 4
    const height = size * (lineHeight * lines.length + 0.1)
    const box = at
      .map(([x, y]): Box => ({ x: x - width / 2, y: y - height / 2, width, height }))
      .find(
        (box) =>
          isInside(box) && ![...taken, ...names.map((name) => name.box)].some((other) => overlap(box, other)),
      )
    if (box) names.push({ lines, size, kind, box })
  }
  return { names, leftOut: wanted.length - names.length }
}

const isInside = ({ x, y, width, height }: Box): boolean =>
  x >= margin && y >= margin && x + width <= mapWidth - margin && y + height <= mapHeight - margin

const steps = [
  [0, 0],
  [0, 12],
  [0, -12],
  [0, 22],
  [0, -22],
  [38, 8],
  [-38, 8],
  [38, -10],
  [-38, -10],
  [0, 34],
  [0, -34],
] as const

/** About a point: on it, below, above, at the sides. */
export const about = ([x, y]: Point): Point[] => steps.map(([right, down]): Point => [x + right, y + down])
