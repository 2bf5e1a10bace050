/** Legs as curves. Between areas a curve begins and ends short of the middle, so that nobody takes an area for a pin. */
import { geoInterpolate } from 'd3-geo'
import { keyOf, type MapEnd, placeOf } from './places.ts'
import type { LonLat, Point, View } from './projection.ts'

/** Units left free about the middle of an area. */
const openEnd = 13
const steps = 32

export type Arc = {
  /** SVG path of the line, which ends where the head begins. */
  line: string
  /** SVG path of the arrow head. */
  head: string
  /** Along the way, from start to end; the longer piece where the map's edge cuts it in two. */
  points: readonly Point[]
}

type Course = { from: MapEnd; to: MapEnd }

/**
 * @param nth of the legs between the same two places: each further one bends more.
 * @param width of the line, in units.
 * @returns undefined where an end has no place, or both are the same.
 */
export function arcOf({ from, to }: Course, nth: number, width: number, view: View): Arc | undefined {
  const [start, end] = [placeOf(from), placeOf(to)]
  if (!start || !end || keyOf(from) === keyOf(to)) return undefined
  const pieces = coursePieces(start, end, view)
  const bent = pieces.length === 1 ? [bend(pieces[0] ?? [], nth)] : pieces
  const head = Math.max(7, width * 1.7)
  const shortStart = from.kind === 'point' ? 0 : openEnd
  const shortEnd = to.kind === 'point' ? 2 : openEnd
  const last = bent.length - 1
  const whole = bent.map((piece, i) => cut(piece, i === 0 ? shortStart : 0, i === last ? shortEnd : 0))
  const lines = whole.map((piece, i) => (i === last ? cut(piece, 0, head * 0.8) : piece))
  const tip = whole[last]?.at(-1)
  const neck = cut(whole[last] ?? [], 0, head).at(-1)
  if (!tip || !neck || lines.some((piece) => piece.length < 2)) return undefined
  return { line: lines.map(pathOf).join(''), head: headOf(neck, tip, head * 0.55), points: longest(whole) }
}

const longest = (pieces: readonly Point[][]): readonly Point[] =>
  pieces.reduce((best, piece) => (lengthOf(piece) > lengthOf(best) ? piece : best), [])

/** Along the great circle; two pieces where it leaves the map on one side and comes back on the other. */
function coursePieces(start: LonLat, end: LonLat, view: View): Point[][] {
  const along = geoInterpolate([start[0], start[1]], [end[0], end[1]])
  const pieces: Point[][] = [[]]
  let before: Point | undefined
  for (let i = 0; i <= steps; i++) {
    const point = view.at(along(i / steps) as unknown as LonLat)
    if (!point) continue
    if (before && Math.abs(point[0] - before[0]) > 400) pieces.push([])
    pieces.at(-1)?.push(point)
    before = point
  }
  return pieces.filter((piece) => piece.length > 1)
}

/** To the left of the way, so that there and back are two curves. */
function bend(points: readonly Point[], nth: number): Point[] {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return []
  const [dx, dy] = [last[0] - first[0], last[1] - first[1]]
  // Ever more, but never further than half the way aside.
  const part = 0.14 + (0.36 * nth) / (nth + 4)
  return points.map(([x, y], i) => {
    const t = i / (points.length - 1)
    const by = 4 * t * (1 - t) * part
    return [x + dy * by, y - dx * by]
  })
}

/** Without so many units at its start and end; never more than a quarter of the way each. */
export function cut(points: readonly Point[], atStart: number, atEnd: number): Point[] {
  const most = lengthOf(points) / 4
  const front = dropped(points, Math.min(atStart, most))
  return dropped(front.reverse(), Math.min(atEnd, most)).reverse()
}

function dropped(points: readonly Point[], length: number): Point[] {
  let left = length
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]]
    if (!a || !b) break
    const step = Math.hypot(b[0] - a[0], b[1] - a[1])
    if (step > left) {
      const t = left / step
      return [[a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t], ...points.slice(i)]
    }
    left -= step
  }
  return points.slice(-1)
}

export const lengthOf = (points: readonly Point[]): number =>
  points.reduce((sum, [x, y], i) => {
    const before = points[i - 1]
    return before ? sum + Math.hypot(x - before[0], y - before[1]) : 0
  }, 0)

const tenth = (value: number): number => Math.round(value * 10) / 10 + 0

/** One cubic through the whole: smooth, and a tenth of the size of its points. */
function pathOf(points: readonly Point[]): string {
  const [a, d] = [points[0], points.at(-1)]
  const [p, q] = [pointAt(points, 1 / 3), pointAt(points, 2 / 3)]
  if (!a || !d) return ''
  const control = (i: 0 | 1, near: Point, far: Point, one: Point, other: Point) =>
    tenth((18 * one[i] - 9 * other[i] - 5 * near[i] + 2 * far[i]) / 6)
  const [b, c] = [
    [control(0, a, d, p, q), control(1, a, d, p, q)],
    [control(0, d, a, q, p), control(1, d, a, q, p)],
  ]
  return `M${tenth(a[0])},${tenth(a[1])}C${b} ${c} ${tenth(d[0])},${tenth(d[1])}`
}

/** @param part of the length, from 0 to 1. */
export function pointAt(points: readonly Point[], part: number): Point {
  return dropped(points, lengthOf(points) * part)[0] ?? points[0] ?? [0, 0]
}

function headOf([x, y]: Point, [tipX, tipY]: Point, half: number): string {
  const length = Math.hypot(tipX - x, tipY - y) || 1
  const [nx, ny] = [(-(tipY - y) / length) * half, ((tipX - x) / length) * half]
  const [left, across] = [
    [tenth(x + nx - tipX), tenth(y + ny - tipY)],
    [tenth(-2 * nx), tenth(-2 * ny)],
  ]
  return `M${tenth(tipX)} ${tenth(tipY)}l${left} ${across}z`
}
