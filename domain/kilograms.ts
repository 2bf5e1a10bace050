/**
 * The kilogram equivalent of a quantity, derived and versioned (DOMAIN.md §5, ADR-0007). Mass is exact, a litre
 * counts as one kilogram, a tablet of an amphetamine-type stimulant as 0.09 to 0.3 g; nothing else converts.
 * All figures are plain decimal strings, without exponent and without rounding.
 */
import Big from 'big.js'
import { type SubstanceCode, substances } from '../events/codes/substances.ts'

export const methodVersion = 1

/** `kg` is null where only a range is known: see `ofTablets`. */
export type KilogramEquivalent = {
  kg: string | null
  low?: string
  high?: string
  method: 'mass' | 'litre' | 'ats-tablet' | 'laboratory-net-mass' | 'sum'
  methodVersion: number
}
export type Conversion = { equivalent: KilogramEquivalent } | { equivalent: null; reason: string }

export type Quantity = { value: string; unit: string }

const kilogramsPerUnit: Readonly<Record<string, { factor: string; method: 'mass' | 'litre' }>> = {
  t: { factor: '1000', method: 'mass' },
  kg: { factor: '1', method: 'mass' },
  g: { factor: '0.001', method: 'mass' },
  mg: { factor: '0.000001', method: 'mass' },
  L: { factor: '1', method: 'litre' },
  mL: { factor: '0.001', method: 'litre' },
}
const tabletGramsLow = '0.09'
const tabletGramsHigh = '0.3'

export const notConvertible = 'unit not convertible without an assumption'

export function kilogramEquivalent({ value, unit }: Quantity, substance: SubstanceCode): Conversion {
  const rule = kilogramsPerUnit[unit]
  if (rule) {
    return { equivalent: { kg: plain(Big(value).times(rule.factor)), method: rule.method, methodVersion } }
  }
  if (unit === 'tablet' && substances[substance].group === 'ats') return { equivalent: ofTablets(value) }
  return { equivalent: null, reason: notConvertible }
}

/**
 * The sum over items. What has no exact `kg` widens the range from `low` to `high` or, where it has none, is only
 * counted by the caller. Null where no item converts at all.
 */
export function sumOfEquivalents(items: readonly Conversion[]): Conversion {
  const found = items.flatMap(({ equivalent }) => (equivalent ? [equivalent] : []))
  if (found.length === 0) return { equivalent: null, reason: notConvertible }
  const exact = found.flatMap(({ kg }) => (kg === null ? [] : [kg]))
  const kg = exact.length > 0 ? sumOf(exact) : null
  const isRange = found.some(({ low }) => low !== undefined)
  const low = sumOf(found.map((e) => e.low ?? e.kg ?? '0'))
  const high = sumOf(found.map((e) => e.high ?? e.kg ?? '0'))
  return { equivalent: { kg, ...(isRange && { low, high }), method: 'sum', methodVersion } }
}

export function sumOf(decimals: readonly string[]): string {
  return plain(decimals.reduce((sum, decimal) => sum.plus(decimal), Big(0)))
}

/**
 * A range and no middle: nobody weighed these tablets, and a midpoint would be added up as if somebody had. A null
 * `kg` cannot slip into a total; the range stays on the card.
 */
function ofTablets(count: string): KilogramEquivalent {
  const kilograms = (grams: string) => plain(Big(count).times(grams).times('0.001'))
  return {
    kg: null,
    low: kilograms(tabletGramsLow),
    high: kilograms(tabletGramsHigh),
    method: 'ats-tablet',
    methodVersion,
  }
}

function plain(value: Big): string {
  return value.toFixed()
}
