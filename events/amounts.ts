/** Quantities and money as decimal strings: what was sent is what is stored, no binary fraction in between. */
import * as z from 'zod'
import { once } from './once.ts'
import { refusal } from './strict.ts'

const decimal = /^(0|[1-9]\d*)(\.\d+)?$/
const significantMax = 18
/** Longest text that 18 significant digits need with room for leading zeros after the point. */
const lengthMax = 40

const significant = (text: string) => text.replace('.', '').replace(/^0+/, '').length

/** 0 or more, at most 18 significant digits, never an exponent. */
export const amount = z
  .string()
  .max(lengthMax)
  .regex(decimal, { error: 'must be a decimal string such as "12.5", without sign or exponent' })
  .refine((text) => significant(text) <= significantMax, {
    ...refusal({ code: 'too-many-digits', detail: `must have at most ${significantMax} significant digits` }),
    when: ({ issues }) => issues.length === 0,
  })

/** More than 0: a seizure of nothing is an error of the data. */
export const quantity = amount.refine((text) => !decimal.test(text) || significant(text) > 0, {
  ...refusal({ code: 'too-small', detail: 'must be more than 0' }),
})

/** Whole units of a currency, e.g. `"1100000000"`. */
export const money = amount.refine((text) => !text.includes('.'), {
  ...refusal({ code: 'not-whole', detail: 'must be in whole currency units' }),
})

/** 0 to 100. */
export const percent = amount.refine((text) => !decimal.test(text) || compareAmounts(text, '100') <= 0, {
  ...refusal({ code: 'too-big', detail: 'must be at most 100' }),
})

/** Exact order of two amounts: negative, 0 or positive. */
export function compareAmounts(a: string, b: string): number {
  const [wholeA = '', fractionA = ''] = a.split('.')
  const [wholeB = '', fractionB = ''] = b.split('.')
  if (wholeA.length !== wholeB.length) return wholeA.length - wholeB.length
  const width = Math.max(fractionA.length, fractionB.length)
  const left = wholeA + fractionA.padEnd(width, '0')
  const right = wholeB + fractionB.padEnd(width, '0')
  return left < right ? -1 : left > right ? 1 : 0
}

const currencies = once(() => new Set(Intl.supportedValuesOf('currency')))

/** ISO 4217, upper case. */
export const currency = z
  .string()
  .refine((code) => currencies().has(code), {
    ...refusal({ code: 'not-in-list', detail: 'is not an ISO 4217 currency code' }),
  })
  .meta({ description: 'ISO 4217' })
