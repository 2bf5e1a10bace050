import { describe, expect, it } from 'vitest'
import { date, instant, isAfter, occurred, period, since, span } from '../../events/dates.ts'

const accepted = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success

describe('a date', () => {
  it.each([
    '2014',
    '2014-03',
    '2014-03-19',
    '2024-02-29',
    '2014-03-19T10:00:00Z',
    '2014-03-19T10:00:00.5+05:00',
  ])('%s', (text) => expect(accepted(date, text)).toBe(true))

  it.each([
    '2014-13',
    '2014-00',
    '2023-02-29',
    '2014-04-31',
    '14-03-19',
    '2014-3-9',
    '2014-Q2',
    '19.03.2014',
    '2014-03-19T10:00:00',
    '2014-03-19T10:00Z',
    '2014-03-19T24:00:00Z',
    '2016-12-31T23:59:60Z',
    '2014-03-19 10:00:00Z',
    '2014-03-19T10:00:00+25:00',
    '+275760-09-13T00:00:00.000Z',
    '0001-01-01T00:00:00Z',
    '٢٠١٤',
    2014,
    null,
  ])('not %j', (value) => expect(accepted(date, value)).toBe(false))

  it('of an instant needs its time and offset', () => {
    expect(accepted(instant, '2014-03-19T10:00:00-00:00')).toBe(true)
    expect(accepted(instant, '2014-03-19')).toBe(false)
  })
})

describe('occurred', () => {
  it.each([
    [{ from: '2014', precision: 'year' }],
    [{ from: '2014', precision: 'unknown' }],
    [{ precision: 'unknown' }],
    [{ to: '2015', precision: 'unknown', approximate: true }],
    [{ from: '2014-01', to: '2014-03', precision: 'quarter' }],
    [{ from: '2014-03-19', precision: 'month' }],
    [{ from: '2014-03-19', to: '2014-03-19', precision: 'day' }],
    [{ from: '2014-03-19T10:00:00Z', precision: 'minute' }],
    [{ from: '1961', precision: 'year' }],
  ])('%j', (value) => expect(accepted(occurred, value)).toBe(true))

  it.each([
    [{ from: '2014', precision: 'day' }],
    [{ from: '2014', precision: 'month' }],
    [{ from: '2014-03', precision: 'day' }],
    [{ from: '2014-03-19', precision: 'minute' }],
    [{ from: '2014-03-19', to: '2014', precision: 'day' }],
    [{ from: '2014-03-19', to: '2014-03-18', precision: 'day' }],
    [{ from: '2014-03-19T10:00:00+05:00', to: '2014-03-19T04:59:59Z', precision: 'minute' }],
    [{ from: '1960-12-31', precision: 'day' }],
    [{ precision: 'year' }],
    [{ from: '2014' }],
    [{ from: '2014', precision: 'decade' }],
    [{ from: '2014', precision: 'year', day: 1 }],
    ['2014'],
  ])('not %j', (value) => expect(accepted(occurred, value)).toBe(false))

  it('may be said in one word where only a beginning matters', () => {
    expect(['2014', { from: '2014', precision: 'year' }].map((value) => accepted(since, value))).toEqual([
      true,
      true,
    ])
    expect(accepted(since, { from: '2014', precision: 'day' })).toBe(false)
  })

  it('lies ahead once it would begin after now everywhere on Earth', () => {
    const now = '2024-05-10T12:00:00Z'
    expect(isAfter('2024-05-10T12:00:01Z', now)).toBe(true)
    expect(isAfter('2024-05-10T12:00:00Z', now)).toBe(false)
    expect(isAfter('2024', now)).toBe(false)
    expect(isAfter('2024-05-11', now)).toBe(false)
    expect(isAfter('2024-05-12', now)).toBe(true)
    expect(isAfter('2024-06', now)).toBe(true)
  })
})

describe('a period', () => {
  it.each(['unknown', '2023', { from: '2022', to: '2023' }])('%j', (value) =>
    expect(accepted(period, value)).toBe(true),
  )
  it.each(['known', { from: '2023', to: '2022' }, { to: '2022' }])('not %j', (value) =>
    expect(accepted(period, value)).toBe(false),
  )
  it('of a session may lie ahead', () => expect(accepted(span, { from: '2099-03-14' })).toBe(true))
})
