/** Spans in words: as exact as they are known. */
import { date, type Language } from '../language.ts'
import { graphTexts } from '../texts/graph.ts'
import { timelineTexts } from '../texts/timeline.ts'
import type { Placed } from './lanes-packing.ts'
import { floorTo, plus, type Span, type Unit, units, type Window } from './time-axis.ts'

const lengths: Record<Unit, number> = { day: 10, month: 7, year: 4 }

/** A day, a month, a year, or from one to another; the minute of an instant is left out. */
export function spanName({ startMs, endMs }: Span, lang: Language): string {
  const iso = (ms: number, unit: Unit) => date(new Date(ms).toISOString().slice(0, lengths[unit]), lang)
  const floor = floorTo('day', startMs)
  const isWhole = (unit: Unit) => floorTo(unit, startMs) === startMs && floorTo(unit, endMs) === endMs
  const unit = [...units].reverse().find(isWhole)
  if (unit === undefined) return iso(floor, 'day')
  if (plus(unit, startMs, 1) === endMs) return iso(startMs, unit)
  return `${iso(startMs, unit)} – ${iso(plus(unit, endMs, -1), unit)}`
}

export const windowName = (window: Window, lang: Language): string => spanName(window, lang)

export function whenOf({ span, until }: Pick<Placed, 'span' | 'until'>, lang: Language): string {
  const start = spanName(span, lang)
  if (until === undefined) return start
  if (until === 'open') return timelineTexts[lang].goesOn(start)
  const end = spanName(until, lang)
  return end === start ? start : `${start} – ${end}`
}

/** What an event is, with its date; of several, how many. */
export function entryName(entry: Placed, lang: Language): string {
  const name = entry.count > 1 ? graphTexts[lang].kindCounts[entry.kind](entry.count) : entry.name
  return `${name}, ${whenOf(entry, lang)}`
}
