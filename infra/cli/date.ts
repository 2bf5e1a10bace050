/** Dates as files write them, to dates as Routewatch writes them, never more precise than the file was. */
export type DatePrecision = 'year' | 'month' | 'day'

const tokens = /YYYY|MM|DD|M|D/g
const digitsOf: Record<string, string> = {
  YYYY: '(\\d{4})',
  MM: '(\\d{2})',
  DD: '(\\d{2})',
  M: '(\\d{1,2})',
  D: '(\\d{1,2})',
}

/** A format names a year, and a month wherever it names a day; everything else in it is literal. */
export function precisionOf(format: string): DatePrecision | undefined {
  const named = new Set((format.match(tokens) ?? []).map((token) => token[0]))
  if (!named.has('Y') || (named.has('D') && !named.has('M'))) return undefined
  return named.has('D') ? 'day' : named.has('M') ? 'month' : 'year'
}

/** `2018`, `2018-01` or `2018-01-03`; undefined when the cell is not such a date, or no day of the calendar. */
export function isoDate(cell: string, format: string): string | undefined {
  const order: string[] = []
  const pattern = format.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(tokens, (token) => {
    order.push(token[0] ?? '')
    return digitsOf[token] ?? ''
  })
  const found = new RegExp(`^${pattern}$`).exec(cell.trim())
  if (!found) return undefined
  const part = (letter: string): string | undefined => found[order.indexOf(letter) + 1]?.padStart(2, '0')
  const parts = [part('Y'), order.includes('M') && part('M'), order.includes('D') && part('D')]
  const date = parts.filter((value) => typeof value === 'string').join('-')
  return isOnCalendar(date) ? date : undefined
}

/** `Date` rolls 31 February over into March; the round trip shows it. */
function isOnCalendar(date: string): boolean {
  const whole = `${date}-01-01`.slice(0, 10)
  const time = new Date(`${whole}T00:00:00Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(whole)
}
