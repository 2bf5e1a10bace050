import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { delimiters } from '../../../events/unodc/columns.ts'
import { linesOf } from '../../../functions/intake/csv.ts'

const cell = fc.string({ unit: fc.constantFrom('a', 'ж', ' ', '"', ',', ';', '\t', '\n', '\r\n', "'") })
const wide = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 6 })

describe('lines of CSV', () => {
  it('are what was written, whatever stands in the cells', () =>
    fc.assert(
      fc.property(
        wide,
        fc.constantFrom(...delimiters),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (rows, delimiter, end, quoted) => {
          const text = stringify(rows, { delimiter, record_delimiter: end, quoted, quoted_match: /[\r\n]/ })
          const lines = rows.filter((row) => row.some((one) => one.trim() !== ''))
          expect(linesOf(text, delimiter)).toStrictEqual({ lines })
        },
      ),
    ))
  it('need no end of line at the end, and have a cell after each delimiter', () => {
    expect(linesOf('a,b\n1,2', ',')).toStrictEqual({
      lines: [
        ['a', 'b'],
        ['1', '2'],
      ],
    })
    expect(linesOf('a,', ',')).toStrictEqual({ lines: [['a', '']] })
    expect(linesOf(',\na,\n', ',')).toStrictEqual({ lines: [['a', '']] })
  })
  it.each([
    ['a\n"b', 2],
    ['a\nb"c"\n', 2],
    ['a\n"b"c\n', 2],
    ['"a\n\nb"\n"', 4],
    ['a\rb', 1],
  ])('%j cannot be read', (text, brokenAt) => expect(linesOf(text, ',')).toStrictEqual({ brokenAt }))
})
