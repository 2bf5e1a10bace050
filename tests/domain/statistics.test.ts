import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bucketId,
  difference,
  groupingOf,
  periodWithin,
  statisticsItems,
  sum,
  totals,
} from '../../domain/statistics.ts'
import type { Contribution } from '../../domain/views/view.ts'

const part = (
  key: string,
  substance: string,
  period: string,
  kilograms: string,
  converted = 1,
): Contribution => ({
  dimension: 'country',
  key,
  substance,
  period,
  seizures: 1,
  kilograms,
  converted,
  unconverted: 1 - converted,
})

const mixed = [
  part('KZ', '*', '2014-03', '0.1'),
  part('KZ', 'heroin', '2014-03', '0.1'),
  part('KZ', '*', '2014-04', '0.2'),
  part('KZ', 'heroin', '2014-04', '0.2'),
  part('KZ', '*', '2014', '0', 0),
  part('KZ', 'mdma', '2014', '0', 0),
  part('RU', '*', 'unknown', '5'),
  part('RU', 'opium', 'unknown', '5'),
]
const items = (by: string, selection = {}) => statisticsItems(groupingOf(by) ?? fail(by), mixed, selection)
const fail = (by: string): never => {
  throw new Error(by)
}

describe('items', () => {
  it('count a seizure once by country, with coverage', () =>
    expect(items('country')).toStrictEqual([
      { country: 'KZ', seizures: 3, kilograms: '0.3', coverage: { converted: 2, unconverted: 1 } },
      { country: 'RU', seizures: 1, kilograms: '5', coverage: { converted: 1, unconverted: 0 } },
    ]))
  it('keep the reported precision of the month', () =>
    expect(
      items('country,substance,month', { key: 'KZ' }).map(({ substance, month }) => [substance, month]),
    ).toStrictEqual([
      ['heroin', '2014-03'],
      ['heroin', '2014-04'],
      ['mdma', '2014'],
    ]))
  it('are filtered by substance without showing it', () =>
    expect(items('country', { substance: 'heroin' })).toStrictEqual([
      { country: 'KZ', seizures: 2, kilograms: '0.3', coverage: { converted: 2, unconverted: 0 } },
    ]))
  it('leave out what is not wholly within the months asked for', () =>
    expect(
      items('country,month', { from: '2014-03', to: '2014-12' }).map(({ month }) => month),
    ).toStrictEqual(['2014-03', '2014-04']))
  it('split a leg from its route', () => {
    const leg: Contribution = { ...part('northern/tj-kg', '*', '2014', '1'), dimension: 'leg' }
    const [item] = statisticsItems({ dimension: 'leg', substance: false, month: false }, [leg], {
      key: 'northern',
    })
    expect(item).toMatchObject({ route: 'northern', leg: 'tj-kg', seizures: 1 })
  })
  it('do not show zero', () => {
    const gone = difference([], mixed)
    expect(
      statisticsItems({ dimension: 'country', substance: false, month: false }, [...mixed, ...gone]),
    ).toStrictEqual([])
  })
})

it.each(['country', 'leg,month', 'route,substance,month', 'country,substance'])('groups by %s', (by) =>
  expect(groupingOf(by)).toBeDefined(),
)
it.each(['', 'substance', 'country,month,substance', 'country,country', 'agency', 'country,'])(
  'refuses by=%s',
  (by) => expect(groupingOf(by)).toBeUndefined(),
)

it.each([
  ['2014-03', '2014-03', '2014-03', true],
  ['2014-Q2', '2014-04', '2014-06', true],
  ['2014-Q2', '2014-05', undefined, false],
  ['2014', '2014-01', '2014-12', true],
  ['2014', undefined, '2014-11', false],
  ['unknown', '2014-01', undefined, false],
  ['unknown', undefined, undefined, true],
] as const)('%s within %s to %s: %s', (period, from, to, within) =>
  expect(periodWithin(period, from, to)).toBe(within),
)

const anyPart = fc.record({
  dimension: fc.constantFrom('country' as const, 'route' as const),
  key: fc.constantFrom('KZ', 'northern'),
  substance: fc.constantFrom('*', 'heroin'),
  period: fc.constantFrom('2014', '2014-03'),
  seizures: fc.constantFrom(0 as const, 1 as const),
  kilograms: fc.tuple(fc.nat(999_999), fc.nat(6)).map(([n, digits]) => (n / 10 ** digits).toFixed(digits)),
  converted: fc.nat(3),
  unconverted: fc.nat(3),
})

it('adds up over labels: the wider total and the difference are the narrower total', () =>
  fc.assert(
    fc.property(fc.array(anyPart), fc.array(anyPart), (narrow, wide) => {
      const together = totals([...wide, ...difference(narrow, wide)])
      const whole = totals([
        ...narrow,
        ...wide.map((one) => ({ ...one, seizures: 0, kilograms: '0', converted: 0, unconverted: 0 })),
      ])
      expect(together).toStrictEqual(whole)
      expect(sum(together)).toStrictEqual(sum(narrow))
    }),
  ))

it('keeps buckets apart', () => expect(new Set(mixed.map(bucketId)).size).toBe(8))
