import { describe, expect, it } from 'vitest'
import { cellsOf, columns, delimiterOf, headerOf, pointerOf } from '../../../events/unodc/columns.ts'

const all = Object.values(columns).slice(0, 14)
const errorsIn = (names: readonly string[], idColumn?: string) => {
  const found = headerOf(names, idColumn)
  return 'errors' in found ? found.errors.map(({ pointer, code }) => `${pointer} ${code}`) : []
}

it('names the columns of individual drug seizures as they are published', () =>
  expect(all).toStrictEqual([
    'Seizure Date',
    'Country/Territory of Seizure',
    'ISO3',
    'Drug/Substance',
    'Quantity Seized',
    'Measurement Unit',
    'City',
    'Administrative Region',
    'Physical Seizure Location',
    'Trafficking Mode of Transportation',
    'Source',
    'Reporting Channel',
    'Subregion',
    'Region',
  ]))

it.each([',', ';', '\t'])('finds that %j stands between the names', (delimiter) => {
  expect(delimiterOf(all.join(delimiter))).toBe(delimiter)
  expect(delimiterOf(all.map((name) => `"${name}"`).join(delimiter))).toBe(delimiter)
})

describe('a header', () => {
  it('may have the columns in any order and case, and others beside them', () => {
    const found = headerOf(['Our file', ...all.toReversed().map((name) => ` ${name.toUpperCase()}  `), ''])
    if ('errors' in found) throw new Error(JSON.stringify(found.errors))
    const row = ['7', ...all.toReversed().map((name) => ` of ${name} `), '']
    expect(cellsOf(found.header, row)).toMatchObject({ seizedOn: 'of Seizure Date', region: 'of Region' })
  })
  it('needs a date, a country or its code, a drug, a quantity and a unit', () => {
    expect(errorsIn(['City'])).toHaveLength(5)
    expect(errorsIn(all.filter((name) => name !== 'ISO3'))).toStrictEqual([])
    expect(errorsIn(all.filter((name) => name !== 'Country/Territory of Seizure'))).toStrictEqual([])
    expect(errorsIn(all.filter((name) => name !== 'Measurement Unit'))).toStrictEqual([
      `${pointerOf('unit')} required`,
    ])
  })
  it('with a slip is told, also where the column could be left out', () => {
    const slip = (from: string, to: string) => errorsIn(all.map((name) => (name === from ? to : name)))
    expect(slip('Quantity Seized', 'Quantity Siezed')).toStrictEqual(['/Quantity Seized unknown-column'])
    expect(slip('Reporting Channel', 'Reporting Chanel')).toStrictEqual(['/Reporting Channel unknown-column'])
  })
  it('with a column twice is refused', () =>
    expect(errorsIn([...all, 'city'])).toStrictEqual(['/City duplicate']))
  it('has the ids where idColumn says, but for rows that came back with their own', () => {
    expect(errorsIn(all, 'Case number')).toStrictEqual(['/Event id required'])
    const idOf = (names: readonly string[]) => {
      const found = headerOf(names, 'Case number')
      return 'header' in found ? cellsOf(found.header, names).eventId : undefined
    }
    expect(idOf([...all, 'Case number'])).toBe('Case number')
    expect(idOf([...all, 'Case number', 'Event id'])).toBe('Event id')
  })
})
