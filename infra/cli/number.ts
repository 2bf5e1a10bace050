import Big from 'big.js'

/** How a file writes numbers: `1.234,5` has thousands `.` and decimal `,`; `4e-04` needs no declaration. */
export type NumberFormat = {
  decimal?: '.' | ',' | undefined
  thousands?: string | undefined
  times?: string | undefined
}

/** A larger exponent is a damaged cell, not a quantity, and would make a number of a million digits. */
const exponentMax = 30

/** The plain decimal that a cell means, exactly, or undefined when it is not a number in this format. */
export function plainDecimal(cell: string, format: NumberFormat = {}): string | undefined {
  const text = ungrouped(cell.trim(), format)
  const match = text && /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text)
  if (!match) return undefined
  const [, sign, whole = '', fraction, exponent] = match
  if (exponent !== undefined && Math.abs(Number(exponent)) > exponentMax) return undefined
  if (format.times !== undefined || exponent !== undefined) {
    return new Big(text).times(format.times ?? '1').toFixed()
  }
  // Kept as written, since `0.50` tells more about the balance than `0.5`.
  const digits = whole.replace(/^0+(?=\d)/, '') + (fraction === undefined ? '' : `.${fraction}`)
  return sign === '-' ? `-${digits}` : digits
}

/** The cell with a decimal point and no grouping; undefined where the groups are not groups of three. */
function ungrouped(cell: string, { decimal = '.', thousands }: NumberFormat): string | undefined {
  const [mantissa = '', ...exponent] = cell.split(/(?=[eE])/)
  const [whole = '', ...fraction] = mantissa.split(decimal)
  const [first = '', ...groups] = thousands ? whole.split(thousands) : [whole]
  const isGrouped = groups.length === 0 || (/\d/.test(first) && first.replace(/^[+-]/, '').length <= 3)
  const hasDigits = fraction.length === 1 ? /^\d+$/.test(fraction[0] ?? '') : /\d/.test(first)
  // A point where the decimal sign is a comma would be read a thousand times too small.
  if (!/^[+-]?\d*$/.test(first) || !isGrouped || !hasDigits || fraction.length > 1) return undefined
  if (!groups.every((group) => /^\d{3}$/.test(group))) return undefined
  const [, sign = '', digits = ''] = /^([+-]?)(\d*)$/.exec(first) ?? []
  return [[sign + (digits || '0') + groups.join(''), ...fraction].join('.'), ...exponent].join('')
}
