/** EventBridge's schedule expressions: `rate(15 minutes)` and `cron(0 3 * * ? *)`, in UTC. */

/** Says whether the schedule fires at `now`, having fired last at `last` (both in milliseconds since 1970). */
export type Schedule = (now: number, last: number) => boolean

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** Throws for an expression that EventBridge refuses, or that is not understood here. */
export function scheduleOf(expression: string): Schedule {
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression)
  if (rate) {
    const [, count = '', unit = '', plural] = rate
    if (Number(count) === 0 || (Number(count) === 1) === (plural === 's')) throw notValid(expression)
    const interval = Number(count) * (units[unit] ?? 0)
    return (now, last) => now - last >= interval
  }
  const cron = /^cron\((.+)\)$/.exec(expression)?.[1]
  if (cron !== undefined) return cronOf(cron.split(' '), expression)
  throw notValid(expression)
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

function cronOf(fields: readonly string[], expression: string): Schedule {
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields
  if (fields.length !== 6 || (day === '?') === (weekday === '?')) throw notValid(expression)
  const tests = [
    fieldOf(minute, 0, 59, [], expression),
    fieldOf(hour, 0, 23, [], expression),
    fieldOf(day, 1, 31, [], expression),
    fieldOf(month, 1, 12, months, expression),
    fieldOf(weekday, 1, 7, weekdays, expression),
    fieldOf(year, 1970, 2199, [], expression),
  ]
  return (now, last) => {
    const minuteNow = Math.floor(now / 60_000)
    if (minuteNow === Math.floor(last / 60_000)) return false
    const at = new Date(now)
    const values = [
      at.getUTCMinutes(),
      at.getUTCHours(),
      at.getUTCDate(),
      at.getUTCMonth() + 1,
      at.getUTCDay() + 1,
      at.getUTCFullYear(),
    ]
    return tests.every((test, index) => test(values[index] ?? Number.NaN))
  }
}

/** `*`, `?`, `5`, `MON-FRI`, `0/10`, `1,15`; the letters L, W and # are not understood here. */
function fieldOf(
  field: string,
  low: number,
  high: number,
  names: readonly string[],
  expression: string,
): (value: number) => boolean {
  const numberOf = (text: string): number => {
    const named = names.indexOf(text.toUpperCase())
    const value = named >= 0 ? named + low : /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= low && value <= high)) throw notValid(expression)
    return value
  }
  const parts = field.split(',').map((part) => {
    const [range = '', step = '1'] = part.split('/')
    if (!/^[1-9]\d*$/.test(step)) throw notValid(expression)
    if (range === '*' || range === '?') return { from: low, to: high, step: Number(step) }
    const [first = '', last] = range.split('-')
    const from = numberOf(first)
    return {
      from,
      to: last !== undefined ? numberOf(last) : part.includes('/') ? high : from,
      step: Number(step),
    }
  })
  return (value) =>
    parts.some(({ from, to, step }) => value >= from && value <= to && (value - from) % step === 0)
}

const notValid = (expression: string): Error =>
  new Error(`Parameter ScheduleExpression is not valid: ${expression}`)
