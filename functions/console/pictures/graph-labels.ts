/** Names and relations put where there is room: what finds none is left to the title of its shape and to the table. */
import type { Layout, Point } from './graph-layout.ts'
import { byText, type Link, type ShownGraph, type ShownNode } from './graph-shown.ts'
import { type Box, linesOf, overlap, widthOf } from './text-box.ts'

export const nameSize = 12
export const relationSize = 10
export const lineHeight = 1.2
const nameWidthMax = 165
const gap = 4

export type Anchor = 'start' | 'middle' | 'end'
/** `x`: where the anchor of each line is. `box`: what it covers. */
export type Label = { lines: readonly string[]; x: number; anchor: Anchor; box: Box }
export type Labels = { names: ReadonlyMap<string, Label>; relations: ReadonlyMap<Link, Label> }

/** The half of a node's height and width, in units of the picture. */
export function radiusOf({ distance, degree }: Pick<ShownNode, 'distance' | 'degree'>): number {
  return distance === 0 ? 17 : Math.min(13, 9 + degree / 4)
}

/** Sides on which a name may stand, the best first. */
const sides = [
  { right: 0, down: 1 },
  { right: 0, down: -1 },
  { right: 1, down: 0 },
  { right: -1, down: 0 },
  { right: 1, down: 0.7 },
  { right: -1, down: 0.7 },
  { right: 1, down: -0.7 },
  { right: -1, down: -0.7 },
] as const

export function labelsOf(graph: ShownGraph, { at }: Layout, relationOf: (link: Link) => string): Labels {
  const taken: Box[] = graph.nodes.map((node) => around(pointOf(at, node.id), radiusOf(node)))
  const lines = graph.links.map(({ ends: [one, other] }) => [pointOf(at, one), pointOf(at, other)] as const)
  const names = new Map<string, Label>()
  const isFree = (box: Box) => !taken.some((other) => overlap(box, other))
  const crossed = (box: Box) => lines.reduce((sum, [one, other]) => sum + lengthWithin(one, other, box), 0)
  for (const node of byWeight(graph.nodes)) {
    const text = linesOf(node.label, nameSize, nameWidthMax, node.distance === 0 ? 3 : 2)
    const free = sides
      .map((side) => beside(text, pointOf(at, node.id), radiusOf(node), side))
      .filter(({ box }) => isFree(box))
      .map((label) => ({ label, crossed: crossed(label.box) }))
      .sort((one, other) => one.crossed - other.crossed)[0]
    if (!free) continue
    taken.push(free.label.box)
    names.set(node.id, free.label)
  }
  const relations = new Map<Link, Label>()
  for (const [index, link] of graph.links.entries()) {
    // On two lines at once it would be said of both.
    const own = lines[index]
    const isAlone = (box: Box) =>
      isFree(box) && lines.every((line) => line === own || lengthWithin(...line, box) === 0)
    const label = along(link, at, relationOf(link), isAlone)
    if (!label) continue
    taken.push(label.box)
    relations.set(link, label)
  }
  return { names, relations }
}

/** The focus, then what is near, then what hangs together with much. */
function byWeight(nodes: readonly ShownNode[]): ShownNode[] {
  return [...nodes].sort(
    (one, other) =>
      Math.min(one.distance, 9) - Math.min(other.distance, 9) ||
      other.degree - one.degree ||
      byText(one.id, other.id),
  )
}

const pointOf = (at: Layout['at'], id: string): Point => at.get(id) ?? { x: 0, y: 0 }

const around = ({ x, y }: Point, radius: number): Box => ({
  x: x - radius - 2,
  y: y - radius - 2,
  width: 2 * radius + 4,
  height: 2 * radius + 4,
})

function beside(
  lines: readonly string[],
  { x, y }: Point,
  radius: number,
  side: (typeof sides)[number],
): Label {
  const width = Math.max(...lines.map((line) => widthOf(line, nameSize)))
  const height = lines.length * nameSize * lineHeight
  const away = radius + gap
  const middle = { x: x + side.right * (away + width / 2), y: y + side.down * (away + height / 2) }
  const anchor = side.right === 0 ? 'middle' : side.right > 0 ? 'start' : 'end'
  return {
    lines,
    anchor,
    x: x + side.right * away,
    box: { x: middle.x - width / 2, y: middle.y - height / 2, width, height },
  }
}

/** On the line itself, near its middle. Undefined where the line is too short to be told from its text. */
function along(
  { ends }: Link,
  at: Layout['at'],
  text: string,
  isFree: (box: Box) => boolean,
): Label | undefined {
  const [one, other] = [pointOf(at, ends[0]), pointOf(at, ends[1])]
  const width = widthOf(text, relationSize) + 4
  const height = relationSize * lineHeight
  if (Math.hypot(one.x - other.x, one.y - other.y) < 60) return undefined
  for (const part of [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72]) {
    const middle = { x: one.x + (other.x - one.x) * part, y: one.y + (other.y - one.y) * part }
    const box = { x: middle.x - width / 2, y: middle.y - height / 2, width, height }
    if (isFree(box)) return { lines: [text], anchor: 'middle', x: middle.x, box }
  }
  return undefined
}

/** How much of a line lies within a box: Liang and Barsky's clipping. */
function lengthWithin(one: Point, other: Point, box: Box): number {
  const [dx, dy] = [other.x - one.x, other.y - one.y]
  let [first, last] = [0, 1]
  const edges = [
    [-dx, one.x - box.x],
    [dx, box.x + box.width - one.x],
    [-dy, one.y - box.y],
    [dy, box.y + box.height - one.y],
  ] as const
  for (const [direction, room] of edges) {
    if (direction === 0) {
      if (room < 0) return 0
    } else if (direction < 0) first = Math.max(first, room / direction)
    else last = Math.min(last, room / direction)
  }
  return Math.max(0, last - first) * Math.hypot(dx, dy)
}
