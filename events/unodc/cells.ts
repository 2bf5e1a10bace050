/** Dates, quantities and lists as sheets write them. What can be read in two ways is refused, unless the sheet says which. */
import type { Precision } from '../dates.ts'

export type DateOrder = 'DMY' | 'MDY'
export type DecimalSign = '.' | ','

/** Why a cell cannot be read. */
export type Unread = { code: string; detail: string; hint?: string }
export type SeizedOn = { from: string; precision: Precision }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const notADate = {
  code: 'invalid-date',
  detail: 'is no date that can be read',
  hint: '2014-03-19, 2014-03 or 2014',
}

/** As exactly as the cell says: a year stays a year. Midnight without a zone is how spreadsheets write a day. */
export function dateIn(cell: string, order?: DateOrder): SeizedOn | Unread {
  const text = cell.replace(/[T ]0?0:00(:00(\.0+)?)?Z?$/, '')
  if (/^\d{4}$/.test(text)) return { from: text, precision: 'year' }
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?$/.exec(text)
  if (yearFirst) return dated(yearFirst[1], yearFirst[3], yearFirst[4])
  const worded = /^(?:(\d{1,2})[-\s.]*)?([A-Za-z]{3,9})\.?[-\s,]*(\d{4})$/.exec(text)
  if (worded) {
    const [, day, word = '', year] = worded
    const month = months.findIndex((name) => word.toLowerCase().startsWith(name)) + 1
    return month > 0 ? dated(year, String(month), day) : notADate
  }
  const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text)
  if (!yearLast) return notADate
  const [, first = '', , second = '', year] = yearLast
  const isEither = Number(first) <= 12 && Number(second) <= 12 && Number(first) !== Number(second)
  if (isEither && order === undefined)
    return {
      code: 'ambiguous-date',
      detail: 'may be read day first or month first',
      hint: 'write 2014-03-19, or declare dates=DMY or dates=MDY',
    }
  const monthFirst = order === undefined ? Number(second) > 12 : order === 'MDY'
  return monthFirst ? dated(year, first, second) : dated(year, second, first)
}

function dated(year = '', month = '', day?: string): SeizedOn | Unread {
  const [mm, dd] = [month.padStart(2, '0'), (day ?? '01').padStart(2, '0')]
  const whole = `${year}-${mm}-${dd}`
  const time = new Date(`${whole}T00:00:00Z`)
  // The 31st of February would roll over into March: the round trip shows it.
  if (Number.isNaN(time.getTime()) || !time.toISOString().startsWith(whole)) return notADate
  return day === undefined ? { from: `${year}-${mm}`, precision: 'month' } : { from: whole, precision: 'day' }
}

const notANumber = {
  code: 'invalid-number',
  detail: 'is no number that can be read',
  hint: 'a plain decimal such as 12.5',
}
const ambiguous = {
  code: 'ambiguous-number',
  detail: 'has a comma that may group thousands or begin the fraction',
  hint: 'write a decimal point, or declare decimal=, or decimal=.',
}

/**
 * A plain decimal, exact. A point begins a fraction unless commas are declared to; a comma does where nothing else is
 * possible (`12,5`, `0,125`), and groups thousands where nothing else is (`1,234.5`, `1,234,567`).
 */
export function quantityIn(cell: string, decimal?: DecimalSign): string | Unread {
  const text = cell.replaceAll(/(?<=\d)[\s\u00A0\u202F'](?=\d{3}(?!\d))/g, '')
  const [mantissa = '', exponent, ...more] = text.split(/[eE]/)
  if (more.length > 0 || !/^[+]?\d[\d.,]*$/.test(mantissa)) return notANumber
  const sign = decimal ?? signIn(mantissa)
  if (sign === undefined) return ambiguous
  const [whole = '', fraction, ...others] = mantissa.replace('+', '').split(sign)
  const grouping = sign === ',' ? '.' : ','
  const isGrouped = /^\d{1,3}([.,]\d{3})*$/.test(whole)
  if (others.length > 0 || (whole.includes(grouping) && !isGrouped)) return notANumber
  const digits = whole.replaceAll(grouping, '')
  if (fraction !== undefined && !/^\d+$/.test(fraction)) return notANumber
  if (exponent === undefined) return tidy(digits, fraction ?? '')
  // A larger exponent is a damaged cell.
  if (!/^[+-]?\d{1,2}$/.test(exponent) || Math.abs(Number(exponent)) > 30) return notANumber
  return shifted(digits, fraction ?? '', Number(exponent))
}

/** Of two different signs the last begins the fraction; one that stands twice groups. */
function signIn(mantissa: string): DecimalSign | undefined {
  const [commas, points] = [mantissa.split(',').length - 1, mantissa.split('.').length - 1]
  if (commas > 0 && points > 0) return mantissa.lastIndexOf(',') > mantissa.lastIndexOf('.') ? ',' : '.'
  if (points > 1) return ','
  if (commas !== 1) return '.'
  return /^[1-9]\d{0,2},\d{3}$/.test(mantissa) ? undefined : ','
}

function shifted(whole: string, fraction: string, places: number): string {
  const point = whole.length + places
  const digits = whole + fraction
  if (point <= 0) return tidy('0', '0'.repeat(-point) + digits)
  return tidy(digits.slice(0, point).padEnd(point, '0'), digits.slice(point))
}

/** Trailing zeros stay: `0.50` tells more about the balance than `0.5`. */
function tidy(whole: string, fraction: string): string {
  return whole.replace(/^0+(?=\d)/, '') + (fraction === '' ? '' : `.${fraction}`)
}

/** Ids of agencies, between commas, semicolons or spaces. */
export function agenciesIn(cell: string): readonly string[] {
  return cell.split(/[\s,;]+/).filter((agencyId) => agencyId !== '')
}
