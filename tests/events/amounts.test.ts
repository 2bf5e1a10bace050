import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amount, compareAmounts, currency, money, percent, quantity } from '../../events/amounts.ts'

const accepted = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success

describe('amounts', () => {
  it.each(['0', '12', '12.50', '0.001', '123456789012345678', '0.000123456789012345678'])('%s', (text) =>
    expect(accepted(amount, text)).toBe(true),
  )

  it.each([
    '',
    '-1',
    '+1',
    '01',
    '.5',
    '5.',
    '1e3',
    '1,5',
    ' 1',
    '1 ',
    '0x10',
    'NaN',
    '١٢',
    '1234567890123456789',
    '0.1234567890123456789',
    1,
    -0,
    Number.POSITIVE_INFINITY,
    9_007_199_254_740_991,
    null,
    ['1'],
  ])('not %j', (value) => expect(accepted(amount, value)).toBe(false))

  it('of what was seized are more than nothing', () => {
    expect(['0', '0.0', '0.000', '0.001', '1'].map((text) => accepted(quantity, text))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ])
  })

  it('of money are whole units of an ISO 4217 currency', () => {
    expect(accepted(money, '1100000000')).toBe(true)
    expect(accepted(money, '1.10')).toBe(false)
    expect(['USD', 'KZT', 'usd', 'BUCKS'].map((code) => accepted(currency, code))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  it('of per cent end at 100', () => {
    expect(['0', '41.5', '100', '100.0', '100.1', '1000'].map((text) => accepted(percent, text))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ])
  })

  const parts = fc.record({
    whole: fc.bigInt({ min: 0n, max: 999_999_999_999n }),
    fraction: fc.integer({ min: 0, max: 999_999 }),
  })
  const text = ({ whole, fraction }: { whole: bigint; fraction: number }) =>
    `${whole}.${String(fraction).padStart(6, '0')}`
  const exact = ({ whole, fraction }: { whole: bigint; fraction: number }) =>
    whole * 1_000_000n + BigInt(fraction)

  it('are ordered exactly, whatever zeros follow', () =>
    fc.assert(
      fc.property(parts, parts, fc.nat(3), (a, b, zeros) => {
        const order = Math.sign(compareAmounts(text(a) + '0'.repeat(zeros), text(b)))
        expect(order).toBe(exact(a) < exact(b) ? -1 : exact(a) > exact(b) ? 1 : 0)
      }),
    ))

  it('that are integers of at most 18 digits are accepted as written', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999_999_999n }), (n) => {
        expect(amount.parse(String(n))).toBe(String(n))
      }),
    ))
})
