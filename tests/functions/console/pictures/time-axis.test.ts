import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  beside,
  columnOf,
  columnsMax,
  floorTo,
  plus,
  type Span,
  spanOf,
  spanOfDate,
  ticksOf,
  units,
  windowOf,
} from '../../../../functions/console/pictures/time-axis.ts'
import { spanName, whenOf } from '../../../../functions/console/pictures/time-names.ts'

const iso = (span: Span | undefined) =>
  span && [span.startMs, span.endMs].map((ms) => new Date(ms).toISOString().slice(0, 16))
const ms = (text: string) => Date.parse(`${text}T00:00:00Z`)
const now = ms('2024-06-15')
const anyDay = fc.integer({ min: ms('1961-01-01'), max: ms('2100-01-01') }).map((at) => floorTo('day', at))

describe('a date covers', () => {
  it.each([
    ['2014', '2014-01-01T00:00', '2015-01-01T00:00'],
    ['2014-Q4', '2014-10-01T00:00', '2015-01-01T00:00'],
    ['2014-12', '2014-12-01T00:00', '2015-01-01T00:00'],
    ['2024-02', '2024-02-01T00:00', '2024-03-01T00:00'],
    ['2024-02-29', '2024-02-29T00:00', '2024-03-01T00:00'],
    // The day is the one where it happened, whatever the day is in UTC.
    ['2024-02-29T23:30:00-08:00', '2024-02-29T23:30', '2024-02-29T23:31'],
  ])('%s: from %s to before %s', (text, start, end) => expect(iso(spanOfDate(text))).toEqual([start, end]))

  it.each(['', 'unknown', '2014-3', 'KZ'])('nothing where there is none: %j', (text) =>
    expect(spanOfDate(text)).toBeUndefined(),
  )

  it('no more exactly than its precision says', () => {
    expect(iso(spanOf({ from: '2014-05-19', precision: 'month' }))).toEqual(iso(spanOfDate('2014-05')))
    expect(iso(spanOf({ from: '2014-05-19', precision: 'quarter' }))).toEqual(iso(spanOfDate('2014-Q2')))
    expect(iso(spanOf({ from: '2014-05-19', precision: 'year' }))).toEqual(iso(spanOfDate('2014')))
    expect(iso(spanOf({ from: '2014-05', to: '2014-07', precision: 'month' }))).toEqual([
      '2014-05-01T00:00',
      '2014-08-01T00:00',
    ])
  })

  it('nothing where it is unknown', () => {
    expect(spanOf({ precision: 'unknown', from: '2014' })).toBeUndefined()
    expect(spanOf({ precision: 'unknown' })).toBeUndefined()
    expect(spanOf(undefined)).toBeUndefined()
  })
})

describe('a window', () => {
  const day = (text: string): Span => spanOfDate(text) ?? { startMs: 0, endMs: 0 }

  it('holds the spans in whole columns, and a few more where these are few', () => {
    const window = windowOf('month', {}, [day('2023-03-19'), day('2024-05-02')], now)
    expect([iso(window), window.columns, window.isCut]).toEqual([
      ['2023-03-01T00:00', '2024-06-01T00:00'],
      15,
      false,
    ])
    expect(windowOf('month', {}, [day('2024-05-02')], now).columns).toBe(12)
  })

  it('is the latest of what does not fit, and says so', () => {
    const window = windowOf('month', {}, [day('1990-03-19'), day('2024-05-02')], now)
    expect([iso(window)?.[1], window.columns, window.isCut]).toEqual([
      '2024-06-01T00:00',
      columnsMax.month,
      true,
    ])
  })

  it('begins and ends as asked', () => {
    const spans = [day('2001'), day('2024')]
    expect(iso(windowOf('year', { from: '2010', to: '2019-05' }, spans, now))).toEqual([
      '2010-01-01T00:00',
      '2020-01-01T00:00',
    ])
    expect(iso(windowOf('day', { from: '2024-02-20' }, spans, now))?.[0]).toBe('2024-02-20T00:00')
    expect(iso(windowOf('month', { to: '2012-12' }, spans, now))?.[1]).toBe('2013-01-01T00:00')
  })

  it('ends now where nothing is known', () => {
    expect(iso(windowOf('year', {}, [], now))).toEqual(['2020-01-01T00:00', '2025-01-01T00:00'])
  })

  it('is made of columns that follow each other without gap, and has as many of them beside it', () =>
    fc.assert(
      fc.property(fc.constantFrom(...units), anyDay, anyDay, (unit, one, other) => {
        const spans = [one, other].map((startMs) => ({ startMs, endMs: plus('day', startMs, 1) }))
        const window = windowOf(unit, {}, spans, now)
        const edges = Array.from({ length: window.columns + 1 }, (_, i) => plus(unit, window.startMs, i))
        expect(edges.at(-1)).toBe(window.endMs)
        for (const [i, edge] of edges.slice(0, -1).entries())
          expect(columnOf(window, { startMs: edge, endMs: edges[i + 1] ?? 0 })).toEqual({
            startMs: edge,
            endMs: edges[i + 1],
          })
        const before = windowOf(unit, beside(window, -1), spans, now)
        expect([before.endMs, before.columns]).toEqual([window.startMs, window.columns])
        expect(
          ticksOf(window, 'ru')
            .filter(({ isMajor }) => !isMajor)
            .map(({ atMs }) => atMs),
        ).toEqual(edges.slice(0, -1))
      }),
      { numRuns: 40 },
    ))

  it('has columns that hold only what surely lies in them', () => {
    const window = windowOf('month', {}, [day('2024-05-02')], now)
    expect(iso(columnOf(window, day('2024-05-31')))).toEqual(['2024-05-01T00:00', '2024-06-01T00:00'])
    expect(columnOf(window, day('2024-Q2'))).toBeUndefined()
  })
})

describe('ticks', () => {
  const labels = (unit: 'day' | 'month' | 'year', from: string, to: string, lang: 'en' | 'ru') =>
    ticksOf(windowOf(unit, { from, to }, [], now), lang).map(({ label, isMajor }) =>
      isMajor ? `|${label}` : label,
    )

  it('name months and years in the language', () => {
    expect(labels('month', '2023-11', '2024-10', 'en').slice(0, 5)).toEqual([
      '|2023',
      'Nov',
      'Dec',
      '|2024',
      'Jan',
    ])
    expect(labels('month', '2023-11', '2024-10', 'ru').slice(0, 5)).toEqual([
      '|2023',
      'нояб',
      'дек',
      '|2024',
      'янв',
    ])
    expect(labels('year', '2020', '2024', 'ru')).toEqual(['2020', '2021', '2022', '2023', '2024'])
  })

  it('count the days of a leap year', () => {
    expect(labels('day', '2024-02-27', '2024-03-08', 'en').slice(0, 6)).toEqual([
      '|February 2024',
      '27',
      '28',
      '29',
      '|March 2024',
      '1',
    ])
    expect(labels('day', '2023-02-27', '2023-03-08', 'en').slice(0, 5)).toEqual([
      '|February 2023',
      '27',
      '28',
      '|March 2023',
      '1',
    ])
  })
})

describe('a span in words', () => {
  it.each([
    ['2014', '2014'],
    ['2014-03', 'March 2014'],
    ['2014-Q2', 'April 2014 – June 2014'],
    ['2014-03-19', 'Mar 19, 2014'],
    ['2014-03-19T14:30:00+05:00', 'Mar 19, 2014'],
  ])('%s is %s', (text, words) => {
    const span = spanOfDate(text)
    expect(span && spanName(span, 'en')).toBe(words)
  })

  it('tells where a period goes on', () => {
    const span = spanOfDate('2021') as Span
    expect(whenOf({ span, until: 'open' }, 'ru')).toBe('с 2021')
    expect(whenOf({ span, until: spanOfDate('2023-05') }, 'en')).toBe('2021 – May 2023')
    expect(whenOf({ span, until: span }, 'en')).toBe('2021')
  })
})
