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

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * `2018-10` of `OCT` in the fiscal year `2019` that begins in October: such a year is named after the one it ends in.
 * A month is a number or an English name, in full or by its first letters.
 */
export function monthOf(cell: string, year: string, begins: number): string | undefined {
  const word = cell.trim().toLowerCase()
  const named = monthNames.findIndex((name) => word.startsWith(name)) + 1
  const month = /^\d{1,2}$/.test(word) ? Number(word) : named
  if (!/^\d{4}$/.test(year.trim()) || month < 1 || month > 12) return undefined
  const calendarYear = Number(year) - (begins > 1 && month >= begins ? 1 : 0)
  return `${calendarYear}-${String(month).padStart(2, '0')}`
}
