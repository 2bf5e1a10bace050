import Big from 'big.js'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { plainDecimal } from '../../../infra/cli/number.ts'

it.each([
  ['4e-04', {}, '0.0004'],
  ['5E-05', {}, '0.00005'],
  ['0.50', {}, '0.50'],
  ['007', {}, '7'],
  ['.5', {}, '0.5'],
  [' 12 ', {}, '12'],
  ['5,001', { thousands: ',' }, '5001'],
  ['1.234.567,8', { thousands: '.', decimal: ',' }, '1234567.8'],
  ['1 234', { thousands: ' ' }, '1234'],
  ['2.5', { times: '0.45359237' }, '1.133980925'],
  ['-3.10', {}, '-3.10'],
] as const)('reads %s in %j as %s', (cell, format, decimal) =>
  expect(plainDecimal(cell, format)).toBe(decimal),
)

it.each([
  ['', {}],
  ['NA', {}],
  ['.', {}],
  ['1.', {}],
  ['1,5', {}],
  ['1.5', { decimal: ',' }],
  ['1,23', { thousands: ',' }],
  ['1234,567', { thousands: ',' }],
  [',123', { thousands: ',' }],
  ['1e999999', {}],
  ['0x10', {}],
  ['Infinity', {}],
  ['12kg', {}],
] as const)('refuses %j in %j', (cell, format) => expect(plainDecimal(cell, format)).toBeUndefined())

const digits = fc.stringMatching(/^(0|[1-9]\d{0,11})(\.\d{1,12})?$/)

it('is exact, however the number is written', () =>
  fc.assert(
    fc.property(digits, fc.integer({ min: -20, max: 20 }), (decimal, exponent) => {
      expect(plainDecimal(decimal)).toBe(decimal)
      const shifted = plainDecimal(`${decimal}e${exponent}`)
      expect(shifted).toMatch(/^\d+(\.\d+)?$/)
      // 30 decimals are more than these numbers have, so division by a power of ten stays exact.
      expect(new Big(shifted ?? 'NaN').eq(new Big(decimal).times(new Big(`1e${exponent}`)))).toBe(true)
    }),
  ))

it('undoes grouping and decimal comma', () =>
  fc.assert(
    fc.property(digits, (decimal) => {
      const [whole = '', fraction] = decimal.split('.')
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.')
      const cell = fraction === undefined ? grouped : `${grouped},${fraction}`
      expect(plainDecimal(cell, { thousands: '.', decimal: ',' })).toBe(decimal)
    }),
  ))

it('multiplies without rounding', () =>
  fc.assert(
    fc.property(digits, digits, (decimal, times) => {
      expect(plainDecimal(decimal, { times })).toBe(new Big(decimal).times(times).toFixed())
    }),
  ))
