import { describe, expect, it } from 'vitest'
import { dateKey, periodOf, sinceKey } from '../../../domain/views/dates.ts'
import type { Occurred } from '../../../events/dates.ts'

const occurred = (from: string, precision: Occurred['precision'], to?: string): Occurred => ({
  from,
  precision,
  ...(to && { to }),
})

describe('the period of a date', () => {
  it.each<[string, Occurred | undefined]>([
    ['2014-03', occurred('2014-03-19', 'day')],
    ['2014-03', occurred('2014-03-31T23:30:00-08:00', 'minute')],
    ['2014-03', occurred('2014-03-01', 'day', '2014-03-31')],
    ['2014-Q2', occurred('2014-04', 'quarter')],
    ['2014-Q1', occurred('2014-01-05', 'day', '2014-03-02')],
    ['2014', occurred('2014', 'year')],
    ['2014', occurred('2014-03', 'month', '2014-04')],
    ['unknown', occurred('2013-12', 'month', '2014-01')],
    ['unknown', { precision: 'unknown' }],
    ['unknown', undefined],
  ])('is %s', (period, date) => expect(periodOf(date)).toBe(period))
})

it('sorts by date, whatever the precision, and what has none first', () => {
  const dates = [
    undefined,
    occurred('2013-12-31', 'day'),
    occurred('2014', 'year'),
    occurred('2014-03', 'month'),
    occurred('2014-03-19', 'day'),
    occurred('2014-03-19T08:00:00Z', 'minute'),
    occurred('2014-03-20', 'day'),
  ]
  const keys = dates.map((date) => `${dateKey(date)}#id`)
  expect(keys.toSorted()).toStrictEqual(keys)
})

it('compares times since when something holds', () => {
  expect(sinceKey('2014')).toBe(sinceKey({ from: '2014', precision: 'year', approximate: true }))
  expect(sinceKey({ precision: 'unknown' })).toBeUndefined()
  expect(sinceKey(undefined)).toBeUndefined()
})
