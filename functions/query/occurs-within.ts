/** Whether all of a time that may be coarse lies within two dates: the year 2014 is not within March 2014. */
import type { Occurred } from '../../events/dates.ts'

export type Occurrence = Pick<Occurred, 'from' | 'to' | 'precision'>

/** As in the statistics: what is only known as `unknown` is within no range but the open one. */
export function occursWithin(occurred: Occurrence | undefined, from?: string, to?: string): boolean {
  if (from === undefined && to === undefined) return true
  if (occurred?.from === undefined || occurred.precision === 'unknown') return false
  const { precision } = occurred
  const first = firstDay(cut(occurred.from, precision))
  const last = lastDay(cut(occurred.to ?? occurred.from, precision), precision)
  return (from === undefined || first >= firstDay(from)) && (to === undefined || last <= lastDay(to, 'day'))
}

/** The civil date where it happened, no finer than its precision. */
function cut(date: string, precision: Occurred['precision']): string {
  return date.slice(0, precision === 'year' ? 4 : precision === 'month' || precision === 'quarter' ? 7 : 10)
}

function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, Math.max(10, date.length))
}

/** For comparison only: a February of 31 days orders the same. */
function lastDay(date: string, precision: Occurred['precision']): string {
  const [year = '', month, day = '31'] = date.split('-')
  if (month === undefined) return `${year}-12-31`
  const end = precision === 'quarter' ? Math.ceil(Number(month) / 3) * 3 : Number(month)
  return `${year}-${String(end).padStart(2, '0')}-${day}`
}
