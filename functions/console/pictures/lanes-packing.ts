/** What of a timeline is drawn, and in which row of its lane: nothing lies on anything else, and nothing is lost unsaid. */
import type { SubjectKind } from '../../../events/ids.ts'
import { byText } from './graph-shown.ts'
import { columnOf, type Span, type Window } from './time-axis.ts'

/**
 * An event, or with `until` a period. `span`: all that its date covers, or its beginning does. `until`: likewise its
 * end, or `open`. `count`: how many of the kind it stands for.
 */
export type Entry = {
  id: string
  kind: SubjectKind
  name: string
  href?: string | undefined
  span: Span | undefined
  until?: Span | 'open' | undefined
  count?: number
}
export type Lane = { id: string; name: string; href?: string | undefined; entries: readonly Entry[] }

export type Placed = Entry & { span: Span; count: number; row: number; label: string | undefined }
export type PackedLane = Omit<Lane, 'entries'> & { placed: readonly Placed[]; rows: number }
/** Events that are not drawn: undated, outside of the window, too many for their lane; and lanes with nothing else. */
export type LeftOut = { undated: number; before: number; after: number; crowded: number; lanes: number }
export type Packed = { lanes: readonly PackedLane[]; leftOut: LeftOut }

/** How wide things come out: from the picture. */
export type Room = {
  xOf: (ms: number) => number
  labelWidthOf: (label: string) => number
  /** Nothing is written beyond it. */
  rightX: number
  /** The open end of a period. */
  openMs: number
}

const rowsMax = 5
export const countedRowsMax = 9
export const lanesMax = 24
export const entriesMax = 450
/** As wide as a mark at least. */
export const markWidth = 14
const gap = 4

export function packed(lanes: readonly Lane[], window: Window, room: Room): Packed {
  const leftOut: LeftOut = { undated: 0, before: 0, after: 0, crowded: 0, lanes: 0 }
  const filled = lanes.flatMap((lane) => {
    const seen = lane.entries.flatMap((entry) => dated(entry, window, leftOut))
    return seen.length === 0 ? [] : [{ ...lane, seen }]
  })
  const heaviest = filled
    .sort((one, other) => countIn(other.seen) - countIn(one.seen) || byText(one.id, other.id))
    .map((lane) => ({ lane, ...rowsFor(lane.seen, window, room) }))
  const kept: PackedLane[] = []
  let drawn = 0
  for (const { lane, placed, rows, crowded } of heaviest) {
    const fits = kept.length < lanesMax && (kept.length === 0 || drawn + placed.length <= entriesMax)
    if (!fits) {
      leftOut.lanes += 1
      leftOut.crowded += countIn(lane.seen)
      continue
    }
    drawn += placed.length
    leftOut.crowded += crowded
    const { id, name, href } = lane
    kept.push({ id, name, href, placed, rows })
  }
  return {
    lanes: kept.sort((one, other) => byText(one.name, other.name) || byText(one.id, other.id)),
    leftOut,
  }
}

type Dated = Entry & { span: Span; count: number }

const countIn = (entries: readonly { count: number }[]): number =>
  entries.reduce((sum, { count }) => sum + count, 0)

function dated(entry: Entry, { startMs, endMs }: Window, leftOut: LeftOut): Dated[] {
  const { span, until, count = 1 } = entry
  if (!span) leftOut.undated += count
  else if (span.startMs >= endMs) leftOut.after += count
  else if ((until === 'open' ? Number.POSITIVE_INFINITY : (until ?? span).endMs) <= startMs)
    leftOut.before += count
  else return [{ ...entry, span, count }]
  return []
}

/** With names beside the marks where there is room, then without, then counted, and what is still too much not at all. */
function rowsFor(
  unordered: readonly Dated[],
  window: Window,
  room: Room,
): { placed: Placed[]; rows: number; crowded: number } {
  const entries = inOrder(unordered)
  const named = inRows(entries, room, true)
  if (named.rows <= rowsMax) return { ...named, crowded: 0 }
  const bare = inRows(entries, room, false)
  if (bare.rows <= rowsMax) return { ...bare, crowded: 0 }
  const counted = inRows(inOrder(countedIn(entries, window)), room, false)
  const placed = counted.placed.filter(({ row }) => row < countedRowsMax)
  return {
    placed,
    rows: Math.min(countedRowsMax, counted.rows),
    crowded: countIn(counted.placed) - countIn(placed),
  }
}

const inOrder = (entries: readonly Dated[]): Dated[] =>
  [...entries].sort((one, other) => one.span.startMs - other.span.startMs || byText(one.id, other.id))

function inRows(entries: readonly Dated[], room: Room, isNamed: boolean): { placed: Placed[]; rows: number } {
  const ends: number[] = []
  const placed = entries.map((entry): Placed => {
    const { x, width } = extentOf(entry, room)
    const named = isNamed && entry.until === undefined && entry.count === 1
    const wide = named ? gap + room.labelWidthOf(entry.name) : 0
    const isWritten = wide > 0 && x + width + wide <= room.rightX
    const label = isWritten || entry.until !== undefined ? entry.name : undefined
    const free = ends.findIndex((end) => end + gap <= x)
    const row = free === -1 ? ends.length : free
    ends[row] = x + width + (isWritten ? wide : 0)
    return { ...entry, row, label }
  })
  return { placed, rows: ends.length }
}

/** Where it is drawn, from left to right: over the whole span, or where that is too narrow, over its middle. */
export function extentOf(
  { span, until, count }: Pick<Dated, 'span' | 'until' | 'count'>,
  { xOf, openMs, labelWidthOf }: Pick<Room, 'xOf' | 'openMs' | 'labelWidthOf'>,
): { x: number; width: number } {
  const x = xOf(span.startMs)
  const endMs = until === 'open' ? Math.max(openMs, span.endMs) : Math.max(span.endMs, until?.endMs ?? 0)
  const width = xOf(endMs) - x
  const least = until ? 3 : markWidth + (count > 1 ? labelWidthOf(String(count)) + gap : 0)
  return width < least ? { x: x + (width - least) / 2, width: least } : { x, width }
}

/** Events of one kind in one column are one mark; of those that no column holds, those with the same span. */
function countedIn(entries: readonly Dated[], window: Window): Dated[] {
  const marks = new Map<string, Dated>()
  for (const entry of entries) {
    const span = columnOf(window, entry.span) ?? entry.span
    const key =
      entry.until === undefined ? `${entry.kind} ${span.startMs} ${span.endMs}` : `period ${entry.id}`
    const mark = marks.get(key)
    if (mark) marks.set(key, { ...mark, span, count: mark.count + entry.count, href: undefined })
    else marks.set(key, entry)
  }
  return [...marks.values()]
}
