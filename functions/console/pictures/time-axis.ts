/** Time as far as it is known: spans instead of instants, and the columns of a time line. All in milliseconds of UTC. */
import type { Occurred } from '../../../events/dates.ts'
import { type Language, number } from '../language.ts'

/** `endMs` is the first instant after it. */
export type Span = { startMs: number; endMs: number }
export type Unit = 'day' | 'month' | 'year'
export const units = ['day', 'month', 'year'] as const

/** Whole columns of a unit. `isCut`: less than was asked for. */
export type Window = Span & { unit: Unit; columns: number; isCut: boolean }

/** More columns than this are too narrow to be told apart. */
export const columnsMax: Record<Unit, number> = { day: 45, month: 36, year: 40 }
const columnsMin: Record<Unit, number> = { day: 10, month: 12, year: 5 }

const minuteMs = 60_000
const dayMs = 86_400_000

export const floorTo = (unit: Unit, ms: number): number => {
  const at = new Date(ms)
  return Date.UTC(
    at.getUTCFullYear(),
    unit === 'year' ? 0 : at.getUTCMonth(),
    unit === 'day' ? at.getUTCDate() : 1,
  )
}

/** @param ms where a unit begins. */
export function plus(unit: Unit, ms: number, count: number): number {
  if (unit === 'day') return ms + count * dayMs
  const at = new Date(ms)
  const [years, months] = unit === 'year' ? [count, 0] : [0, count]
  return Date.UTC(at.getUTCFullYear() + years, at.getUTCMonth() + months, 1)
}

/**
 * What a date covers: `2014`, `2014-Q2`, `2014-03`, `2014-03-19`, or the minute of an instant, in the civil time in
 * which it was reported. Undefined where there is no date.
 */
export function spanOfDate(text: string): Span | undefined {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(text)
  if (quarter) return spanFrom(Date.UTC(Number(quarter[1]), 3 * (Number(quarter[2]) - 1), 1), 'month', 3)
  const [year, month, day] = text.slice(0, 10).split('-').map(Number)
  if (year === undefined || !/^\d{4}(-\d\d(-\d\d)?)?(T|$)/.test(text)) return undefined
  if (month === undefined) return spanFrom(Date.UTC(year, 0, 1), 'year')
  if (day === undefined) return spanFrom(Date.UTC(year, month - 1, 1), 'month')
  if (text.length === 10) return spanFrom(Date.UTC(year, month - 1, day), 'day')
  const startMs = Date.parse(`${text.slice(0, 16)}Z`)
  return Number.isNaN(startMs) ? undefined : { startMs, endMs: startMs + minuteMs }
}

const spanFrom = (startMs: number, unit: Unit, count = 1): Span => ({
  startMs,
  endMs: plus(unit, startMs, count),
})

const lengthOf: Record<Occurred['precision'], number> = {
  minute: 40,
  day: 10,
  month: 7,
  quarter: 7,
  year: 4,
  unknown: 0,
}

/** No finer than it is known, from the first to the last that it may have been. Undefined: not known. */
export function spanOf(when: string | Occurred | undefined): Span | undefined {
  if (when === undefined || typeof when === 'string') return when === undefined ? undefined : spanOfDate(when)
  const { from, to, precision } = when
  if (from === undefined || precision === 'unknown') return undefined
  const cut = (text: string): Span | undefined => {
    const kept = text.slice(0, lengthOf[precision])
    if (precision !== 'quarter' || kept.length < 7) return spanOfDate(kept)
    return spanOfDate(`${kept.slice(0, 4)}-Q${Math.ceil(Number(kept.slice(5, 7)) / 3)}`)
  }
  const [first, last] = [cut(from), cut(to ?? from)]
  return first && last && { startMs: first.startMs, endMs: Math.max(first.endMs, last.endMs) }
}

/**
 * What is looked at: from `from` to `to`, else to where the spans end; the latest columns where these are too many,
 * the first ones where only `from` is given.
 */
export function windowOf(
  unit: Unit,
  asked: { from?: string | undefined; to?: string | undefined },
  spans: readonly Span[],
  nowMs: number,
): Window {
  const [from, to] = [spanOfDate(asked.from ?? ''), spanOfDate(asked.to ?? '')]
  const starts = spans.map(({ startMs }) => startMs)
  const ends = spans.map(({ endMs }) => endMs)
  const lastMs = to?.endMs ?? Math.max(from?.endMs ?? Number.NEGATIVE_INFINITY, ...ends)
  const endMs = ceilTo(unit, Number.isFinite(lastMs) ? lastMs : nowMs)
  const firstMs = from?.startMs ?? Math.min(endMs - 1, ...starts)
  const startMs = Math.min(floorTo(unit, firstMs), plus(unit, endMs, -columnsMin[unit]))
  const wanted = columnsBetween(unit, startMs, endMs)
  const columns = Math.min(wanted, columnsMax[unit])
  if (from && !to)
    return {
      unit,
      columns,
      isCut: wanted > columns,
      startMs: floorTo(unit, from.startMs),
      endMs: plus(unit, floorTo(unit, from.startMs), columns),
    }
  return { unit, columns, isCut: wanted > columns, startMs: plus(unit, endMs, -columns), endMs }
}

const ceilTo = (unit: Unit, ms: number): number => {
  const floor = floorTo(unit, ms)
  return floor === ms ? ms : plus(unit, floor, 1)
}

function columnsBetween(unit: Unit, startMs: number, endMs: number): number {
  const [start, end] = [new Date(startMs), new Date(endMs)]
  const years = end.getUTCFullYear() - start.getUTCFullYear()
  if (unit === 'year') return years
  if (unit === 'month') return 12 * years + end.getUTCMonth() - start.getUTCMonth()
  return Math.round((endMs - startMs) / dayMs)
}

/** Dates of the first and the last of as many columns before (-1) or after (1) as a window has. */
export function beside({ unit, startMs, columns }: Window, side: -1 | 1): { from: string; to: string } {
  const from = plus(unit, startMs, side * columns)
  return { from: dateOf(unit, from), to: dateOf(unit, plus(unit, from, columns - 1)) }
}

const dateOf = (unit: Unit, ms: number): string =>
  new Date(ms).toISOString().slice(0, unit === 'day' ? 10 : unit === 'month' ? 7 : 4)

/** The column of the window that holds a span whole; undefined where none does. */
export function columnOf({ unit }: Window, { startMs, endMs }: Span): Span | undefined {
  const floor = floorTo(unit, startMs)
  const column = spanFrom(floor, unit)
  return endMs <= column.endMs ? column : undefined
}

/** `at`: where it begins. `isMajor`: where the next larger unit begins, with its name. */
export type Tick = { atMs: number; label: string; isMajor: boolean }

const timeZone = 'UTC'

/** A tick for each column; and one for each larger unit, also for the one that the window begins within. */
export function ticksOf({ unit, startMs, columns }: Window, lang: Language): Tick[] {
  const minor: Intl.DateTimeFormatOptions = unit === 'day' ? { day: 'numeric' } : { month: 'short' }
  const major: Intl.DateTimeFormatOptions =
    unit === 'day' ? { month: 'long', year: 'numeric' } : { year: 'numeric' }
  const written = (ms: number, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(lang, { ...options, timeZone }).format(ms)
  const yearOf = (ms: number) => number(new Date(ms).getUTCFullYear(), lang, { useGrouping: false })
  return Array.from({ length: columns }, (_, i) => plus(unit, startMs, i)).flatMap((atMs, i): Tick[] => {
    if (unit === 'year') return [{ atMs, label: yearOf(atMs), isMajor: false }]
    const begins = unit === 'day' ? floorTo('month', atMs) === atMs : floorTo('year', atMs) === atMs
    const tick = { atMs, label: written(atMs, minor).replace('.', ''), isMajor: false }
    const name = unit === 'day' ? written(atMs, major) : yearOf(atMs)
    return i === 0 || begins ? [{ atMs, label: name, isMajor: true }, tick] : [tick]
  })
}
