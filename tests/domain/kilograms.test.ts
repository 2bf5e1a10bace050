import { describe, expect, it } from 'vitest'
import { kilogramEquivalent, notConvertible, sumOf, sumOfEquivalents } from '../../domain/kilograms.ts'

describe('a quantity in kilograms', () => {
  it.each([
    ['1.5', 't', '1500', 'mass'],
    ['12.5', 'kg', '12.5', 'mass'],
    ['250', 'g', '0.25', 'mass'],
    ['1', 'mg', '0.000001', 'mass'],
    ['123456789012345678', 'mg', '123456789012.345678', 'mass'],
    ['2', 'L', '2', 'litre'],
    ['750', 'mL', '0.75', 'litre'],
  ] as const)('%s %s is %s, exactly', (value, unit, kg, method) => {
    expect(kilogramEquivalent({ value, unit }, 'heroin')).toStrictEqual({
      equivalent: { kg, method, methodVersion: 1 },
    })
  })

  it('is a range without a middle for tablets of stimulants', () => {
    expect(kilogramEquivalent({ value: '1000', unit: 'tablet' }, 'mdma')).toStrictEqual({
      equivalent: { kg: null, low: '0.09', high: '0.3', method: 'ats-tablet', methodVersion: 1 },
    })
  })

  it.each([
    ['tablet', 'tramadol'],
    ['capsule', 'mdma'],
    ['plant', 'cannabis-plant'],
    ['unit', 'heroin'],
  ] as const)('is none for a %s of %s', (unit, substance) => {
    expect(kilogramEquivalent({ value: '5', unit }, substance)).toStrictEqual({
      equivalent: null,
      reason: notConvertible,
    })
  })
})

describe('several items', () => {
  const kilogram = kilogramEquivalent({ value: '1', unit: 'kg' }, 'heroin')
  const tablets = kilogramEquivalent({ value: '1000', unit: 'tablet' }, 'mdma')
  const plants = kilogramEquivalent({ value: '7', unit: 'plant' }, 'cannabis-plant')

  it('add up what is exact, and keep the range beside it', () => {
    expect(sumOfEquivalents([kilogram, tablets, plants])).toStrictEqual({
      equivalent: { kg: '1', low: '1.09', high: '1.3', method: 'sum', methodVersion: 1 },
    })
  })
  it('come to nothing where none converts', () => {
    expect(sumOfEquivalents([plants])).toStrictEqual({ equivalent: null, reason: notConvertible })
  })
})

it('adds decimals without a binary fraction in between', () => {
  expect(sumOf(['0.1', '0.2', '1000000000000000.3'])).toBe('1000000000000000.6')
  expect(sumOf([])).toBe('0')
})
