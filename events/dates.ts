/** When something happened, as exactly as it is known and no more exactly. */
import * as z from 'zod'
import { refusal, strict, together } from './strict.ts'

const shapes = [
  ['year', /^(\d{4})$/],
  ['month', /^(\d{4})-(\d\d)$/],
  ['day', /^(\d{4})-(\d\d)-(\d\d)$/],
  ['minute', /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:Z|[+-](\d\d):(\d\d))$/],
] as const

type Form = (typeof shapes)[number][0]

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** The finest thing that a date says, or undefined when it is no date of the calendar. */
function formOf(text: string): Form | undefined {
  for (const [form, pattern] of shapes) {
    const match = pattern.exec(text)
    if (!match) continue
    const [, year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] =
      match.map((part) => Number(part ?? 0) || 0)
    const realMonth = form === 'year' || (month >= 1 && month <= 12)
    const realDay = form === 'year' || form === 'month' || (day >= 1 && day <= daysIn(year, month))
    const realTime = hour <= 23 && minute <= 59 && second <= 59 && zoneHour <= 23 && zoneMinute <= 59
    return realMonth && realDay && realTime ? form : undefined
  }
  return undefined
}

const yearOf = (text: string) => Number(text.slice(0, 4))

/** Nothing before the Single Convention of 1961 is recorded here as having occurred. */
const firstYear = 1961
const lastYear = 2200

const calendar = (from: number) =>
  z
    .string()
    .max(40)
    .refine((text) => formOf(text) !== undefined, {
      ...refusal({
        code: 'pattern',
        detail: 'must be a date of the calendar: 2014, 2014-03, 2014-03-19, or RFC 3339 with an offset',
      }),
      abort: true,
    })
    .refine((text) => yearOf(text) >= from && yearOf(text) <= lastYear, {
      ...refusal({ code: 'out-of-range', detail: `must lie between ${from} and ${lastYear}` }),
    })
    .meta({ description: `2014, 2014-03, 2014-03-19 or RFC 3339 with an offset; from ${from}` })

/** A day that is neither an occurrence nor a period: of publication, of a session, due. */
export const date = calendar(1900)
const occurredDate = calendar(firstYear)

/** An instant, RFC 3339 with its offset; no leap second, no year of five digits. */
export const instant = z
  .string()
  .refine((text) => formOf(text) === 'minute', {
    ...refusal({ code: 'pattern', detail: 'must be an RFC 3339 time with an offset' }),
  })
  .meta({ format: 'date-time' })

const precisions = ['minute', 'day', 'month', 'quarter', 'year', 'unknown'] as const
export type Precision = (typeof precisions)[number]
const fineness: Record<Precision, number> = { minute: 5, day: 4, month: 3, quarter: 2, year: 1, unknown: 0 }

/** False when the precision claims more than the date says. */
const backed = (date: string, precision: Precision) => {
  const form = formOf(date)
  return form === undefined || fineness[precision] <= fineness[form]
}

type Span = { from?: string | undefined; to?: string | undefined }

/** The first instant that a date covers, in milliseconds of UTC. */
function startMs(text: string): number {
  const form = formOf(text)
  if (form === 'minute') return Date.parse(text)
  return Date.parse(`${text}${form === 'year' ? '-01-01' : form === 'month' ? '-01' : ''}T00:00:00Z`)
}

/** The last instant that a date covers, in milliseconds of UTC. */
function endMs(text: string): number {
  const form = formOf(text)
  if (form === 'minute') return Date.parse(text)
  const [year = 0, month = 12, day] = text.split('-').map(Number)
  return Date.UTC(year, month - 1, day ?? daysIn(year, month), 23, 59, 59, 999)
}

const inOrder = ({ from, to }: Span) => from === undefined || to === undefined || startMs(from) <= endMs(to)
const disordered = { code: 'out-of-order', detail: 'must not be before "from"' }

const occurredShape = {
  from: occurredDate.optional(),
  to: occurredDate.optional(),
  precision: z.enum(precisions),
  approximate: z.boolean().optional(),
}

/** When a fact happened. `unknown` needs no `from`; every other precision does. */
export const occurred = strict(occurredShape).check(
  together<z.output<z.ZodObject<typeof occurredShape>>>(['from', 'to'], inOrder, 'to', disordered),
  together<z.output<z.ZodObject<typeof occurredShape>>>(
    ['from', 'precision'],
    ({ from, precision }) => from !== undefined || precision === 'unknown',
    'from',
    { code: 'required', detail: 'is required unless the precision is unknown' },
  ),
  together<z.output<z.ZodObject<typeof occurredShape>>>(
    ['from', 'to', 'precision'],
    ({ from, to, precision }) =>
      (from === undefined || backed(from, precision)) && (to === undefined || backed(to, precision)),
    'precision',
    { code: 'precision-mismatch', detail: 'claims more than the dates say' },
  ),
)
export type Occurred = z.output<typeof occurred>

/** The same fields in a merge patch: anything may be absent, null removes. */
export const occurredPatch = strict({
  from: occurredDate.nullish(),
  to: occurredDate.nullish(),
  precision: z.enum(precisions).optional(),
  approximate: z.boolean().nullish(),
})

/** Since when something holds. */
export const since = z.union([occurredDate, occurred])

const spanShape = { from: date, to: date.optional() }

/** From one day to another, or on one day. May lie ahead: sessions are scheduled. */
export const span = strict(spanShape).check(
  together<z.output<z.ZodObject<typeof spanShape>>>(['from', 'to'], inOrder, 'to', disordered),
)

/** What an estimate or a figure refers to. */
export const period = z.union([z.literal('unknown'), date, span])

/** The day begins first at UTC+14; a partner there may report its own today. */
const earliestZoneMs = 14 * 3_600_000

/**
 * Whether a date begins only after `nowIso`. A year, month or day counts as begun once it has begun anywhere on Earth.
 * Callers add their own allowance for clock skew to `nowIso`.
 */
export function isAfter(date: string, nowIso: string): boolean {
  const allowanceMs = formOf(date) === 'minute' ? 0 : earliestZoneMs
  return startMs(date) - allowanceMs > Date.parse(nowIso)
}
