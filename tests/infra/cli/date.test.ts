import { expect, it } from 'vitest'
import { isoDate, monthOf, precisionOf } from '../../../infra/cli/date.ts'

it.each([
  ['2014-03-19', 'YYYY-MM-DD', '2014-03-19'],
  ['19.03.2014', 'DD.MM.YYYY', '2014-03-19'],
  ['9/3/2014', 'D/M/YYYY', '2014-03-09'],
  ['03/2014', 'MM/YYYY', '2014-03'],
  ['2014', 'YYYY', '2014'],
  ['2018-01-03T00:00:00.000', 'YYYY-MM-DDT00:00:00.000', '2018-01-03'],
  // A time of day that the format does not expect is not dropped in silence.
  ['2018-01-03T10:30:00.000', 'YYYY-MM-DDT00:00:00.000', undefined],
  ['2018-02-30', 'YYYY-MM-DD', undefined],
  ['2018-13-01', 'YYYY-MM-DD', undefined],
  ['NA', 'YYYY', undefined],
])('reads %s as %s: %s', (cell, format, date) => expect(isoDate(cell, format)).toBe(date))

it.each([
  ['YYYY-MM-DD', 'day'],
  ['MM/YYYY', 'month'],
  ['YYYY', 'year'],
  ['DD YYYY', undefined],
  ['MM-DD', undefined],
])('knows the precision of %s', (format, precision) => expect(precisionOf(format)).toBe(precision))

it.each([
  ['OCT', '2019', 10, '2018-10'],
  ['september', '2019', 10, '2019-09'],
  ['4', '2019', 4, '2018-04'],
  ['3', '2019', 4, '2019-03'],
  ['JAN', '2019', 1, '2019-01'],
  ['13', '2019', 10, undefined],
  ['Foo', '2019', 10, undefined],
  ['OCT', 'FY19', 10, undefined],
])('%s of the year %s that begins in month %i is %s', (cell, year, begins, month) =>
  expect(monthOf(cell, year, begins)).toBe(month),
)
