/** What a date that may be coarse says: where it sorts, and which month, quarter or year it falls in. */
import type { Occurred } from '../../events/dates.ts'

/** Sorts below every date. */
const undated = '0000'

const lengthOf: Readonly<Record<Occurred['precision'], number>> = {
  minute: 16,
  day: 10,
  month: 7,
  quarter: 7,
  year: 4,
  unknown: 0,
}

/**
 * Greater means later. A date counts as reported, in the reporter's own civil time: the day of a seizure is the day
 * where it happened, and lists and statistics must agree on it.
 */
export function dateKey(occurred: Occurred | undefined): string {
  if (occurred?.from === undefined || occurred.precision === 'unknown') return undated
  return occurred.from.slice(0, lengthOf[occurred.precision])
}

/** `2014-03`, `2014-Q2`, `2014` or `unknown`: the smallest of these that holds the whole of the reported time. */
export function periodOf(occurred: Occurred | undefined): string {
  if (occurred?.from === undefined || occurred.precision === 'unknown') return 'unknown'
  const from = periodsAt(occurred.from, occurred.precision)
  const to = periodsAt(occurred.to ?? occurred.from, occurred.precision)
  return from.find((period) => to.includes(period)) ?? 'unknown'
}

/** The periods that hold a date, smallest first; none smaller than the date's own precision. */
function periodsAt(date: string, precision: Occurred['precision']): readonly string[] {
  const year = date.slice(0, 4)
  const month = date.slice(5, 7)
  if (month === '' || precision === 'year') return [year]
  const quarter = `${year}-Q${Math.ceil(Number(month) / 3)}`
  return precision === 'quarter' ? [quarter, year] : [`${year}-${month}`, quarter, year]
}

/** A time since when something holds, for comparison; undefined where it says nothing a date could contradict. */
export function sinceKey(since: string | Occurred | undefined): string | undefined {
  if (since === undefined || typeof since === 'string') return since
  return since.precision === 'unknown' ? undefined : [since.from, since.to].filter(Boolean).join('/')
}
