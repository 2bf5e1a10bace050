import { describe, expect, it } from 'vitest'
import { dateIn, quantityIn } from '../../../events/unodc/cells.ts'

describe('a date', () => {
  it.each([
    ['2014', '2014', 'year'],
    ['2014-03', '2014-03', 'month'],
    ['Mar 2014', '2014-03', 'month'],
    ['2014-03-19', '2014-03-19', 'day'],
    ['2014/3/9', '2014-03-09', 'day'],
    ['2014.03.19', '2014-03-19', 'day'],
    ['2014-03-19 00:00:00', '2014-03-19', 'day'],
    ['2014-03-19T00:00:00.000Z', '2014-03-19', 'day'],
    ['19/03/2014', '2014-03-19', 'day'],
    ['3/19/2014', '2014-03-19', 'day'],
    ['19.03.2014', '2014-03-19', 'day'],
    ['04/04/2014', '2014-04-04', 'day'],
    ['19-Mar-2014', '2014-03-19', 'day'],
    ['19 March 2014', '2014-03-19', 'day'],
  ])('%s is as exact as it says', (cell, from, precision) =>
    expect(dateIn(cell)).toStrictEqual({ from, precision }),
  )
  it('that may be read in two ways is refused, unless the order is declared', () => {
    expect(dateIn('03/04/2014')).toMatchObject({ code: 'ambiguous-date' })
    expect(dateIn('03.04.2014')).toMatchObject({ code: 'ambiguous-date' })
    expect(dateIn('03/04/2014', 'DMY')).toMatchObject({ from: '2014-04-03' })
    expect(dateIn('03/04/2014', 'MDY')).toMatchObject({ from: '2014-03-04' })
  })
  it('against the declared order is refused, not turned round', () => {
    expect(dateIn('03/19/2014', 'DMY')).toMatchObject({ code: 'invalid-date' })
    expect(dateIn('19/03/2014', 'MDY')).toMatchObject({ code: 'invalid-date' })
  })
  it.each([
    '41717',
    '19/03/14',
    '2014-02-30',
    '31/02/2014',
    '2014-13',
    'March',
    '2014-03-19 14:30',
    'Foo 2014',
    '1/2-2014',
  ])('%s is none', (cell) => expect(dateIn(cell)).toMatchObject({ code: 'invalid-date' }))
})

describe('a quantity', () => {
  it.each([
    ['12.5', '12.5'],
    ['012.50', '12.50'],
    ['1.234', '1.234'],
    ['12,5', '12.5'],
    ['0,125', '0.125'],
    ['1234,125', '1234.125'],
    ['1,234.5', '1234.5'],
    ['1.234,5', '1234.5'],
    ['1,234,567', '1234567'],
    ['1.234.567', '1234567'],
    ['1 234,5', '1234.5'],
    ['1\u00A0234\u00A0567', '1234567'],
    ['4e-04', '0.0004'],
    ['1.25E3', '1250'],
    ['2.5e+0', '2.5'],
    ['5e1', '50'],
  ])('%s is %s', (cell, plain) => expect(quantityIn(cell)).toBe(plain))
  it('with one comma before three digits is refused, unless the sign is declared', () => {
    expect(quantityIn('1,234')).toMatchObject({ code: 'ambiguous-number' })
    expect(quantityIn('1,234', ',')).toBe('1.234')
    expect(quantityIn('1,234', '.')).toBe('1234')
    expect(quantityIn('1.234', ',')).toBe('1234')
  })
  it.each([
    '',
    '-5',
    '~5',
    '<1',
    '5 kg',
    '1.2.3',
    '1,23,4',
    '12,34.5',
    '1e400',
    '1e5e5',
    '.5',
    '5.',
    'NaN',
    '٥',
  ])('%j is none', (cell) => expect(quantityIn(cell)).toMatchObject({ code: 'invalid-number' }))
  it('against the declared sign is refused, not read a thousand times too small', () =>
    expect(quantityIn('12.5', ',')).toMatchObject({ code: 'invalid-number' }))
})
