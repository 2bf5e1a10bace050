import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fieldOf, mapRow } from '../../../infra/cli/map-row.ts'
import { checkColumns, parseMapping, readMapping } from '../../../infra/cli/mapping.ts'

const base = { type: 'SeizureReported', id: 'x-{row}', marking: { tlp: 'CLEAR' }, fields: {} }
const mappingOf = (more: object) => parseMapping({ ...base, ...more }, 'm.json')
const dataOf = (fields: object, values: Record<string, string>) => {
  const mapped = mapRow(mappingOf({ fields }), { number: 3, values }, 'kz-moi')
  return 'event' in mapped ? mapped.event.data : mapped.errors
}

it('makes one event of a row, the same each time', () => {
  const mapping = mappingOf({
    id: 'x-{row}-{Case no}',
    subject: 'routes/{r}',
    occurred: { column: 'd', date: 'DD.MM.YYYY' },
  })
  const row = { number: 3, values: { 'Case no': ' 17 ', r: 'northern', d: '19.03.2014' } }
  const expected = {
    specversion: '1.0',
    type: 'SeizureReported',
    source: '/agencies/kz-moi',
    id: 'x-3-17',
    subject: 'routes/northern',
    data: { marking: { tlp: 'CLEAR' }, occurred: { from: '2014-03-19', precision: 'day' } },
  }
  expect(mapRow(mapping, row, 'kz-moi')).toStrictEqual({ event: expected })
  expect(mapRow(mapping, row, 'kz-moi')).toStrictEqual({ event: expected })
})

it('builds objects and arrays from pointers', () =>
  expect(
    dataOf(
      {
        '/items/0/quantity/value': { column: 'q', number: {} },
        '/items/0/substance': { constant: 'heroin' },
        '/place/point/lon': { column: 'x', number: { as: 'number' } },
        '/reportRef': { template: '{q}/{row}' },
      },
      { q: '4e-04', x: '-75.5' },
    ),
  ).toStrictEqual({
    marking: { tlp: 'CLEAR' },
    items: [{ quantity: { value: '0.0004' }, substance: 'heroin' }],
    place: { point: { lon: -75.5 } },
    reportRef: '4e-04/3',
  }))

it('takes the map first, then what is skipped, then the default', () => {
  const rule = { column: 'c', map: { NA: 'mapped' }, skip: ['NA', '-'], default: 'else' }
  const read = (cell: string, more = {}) => dataOf({ '/note': { ...rule, ...more } }, { c: cell })
  expect(read('NA')).toMatchObject({ note: 'mapped' })
  expect(read('-')).toMatchObject({ note: 'else' })
  expect(read('other')).toMatchObject({ note: 'else' })
  expect(read('-', { default: undefined })).not.toHaveProperty('note')
  expect(read('other', { default: undefined })).toMatchObject([{ field: 'c', code: 'unknown-value' }])
})

it('restores lost leading zeros', () =>
  expect(
    dataOf({ '/a': { column: 'c', pad: 8, first: 2, map: { '05': 'CO-ANT' } } }, { c: '5101000' }),
  ).toMatchObject({
    a: 'CO-ANT',
  }))

it('reports an absent date as unknown, and a bad one as an error', () => {
  const mapping = mappingOf({ occurred: { column: 'd', date: 'YYYY' } })
  expect(mapRow(mapping, { number: 1, values: { d: '' } }, 'a')).toMatchObject({
    event: { data: { occurred: { precision: 'unknown' } } },
  })
  expect(mapRow(mapping, { number: 1, values: { d: 'x' } }, 'a')).toMatchObject({
    errors: [{ field: 'd', code: 'invalid-date' }],
  })
})

it('lists every error of a row', () =>
  expect(
    dataOf({ '/a': { column: 'n', number: {} }, '/b': { column: 'd', date: 'YYYY' } }, { n: 'x', d: 'y' }),
  ).toMatchObject([{ code: 'invalid-number' }, { code: 'invalid-date' }]))

it.each([
  ['an unknown key', { colour: 1 }],
  ['two readings of one cell', { fields: { '/a': { column: 'c', map: {}, number: {} } } }],
  ['a pointer into the prototype', { fields: { '/__proto__/x': { constant: 1 } } }],
  ['no pointer', { fields: { a: { constant: 1 } } }],
  ['a date without a year', { fields: { '/a': { column: 'c', date: 'MM-DD' } } }],
  ['one sign for two things', { fields: { '/a': { column: 'c', number: { thousands: '.' } } } }],
  [
    'a field inside another',
    { fields: { '/place': { constant: {} }, '/place/country': { constant: 'CO' } } },
  ],
  ['no marking', { marking: undefined }],
])('refuses a mapping with %s', (_, more) => {
  expect(() => mappingOf(more)).toThrow(expect.objectContaining({ exit: 'usage' }))
})

it('names the nearest column for one that is not there', () => {
  const mapping = mappingOf({
    id: 'x-{Nr}',
    fields: { '/a': { column: 'CANTIDA' }, '/b': { template: '{row}' } },
  })
  expect(() => checkColumns(mapping, ['CANTIDAD', 'N'])).toThrow(
    /"Nr" \(nearest: "N"\)[\s\S]*"CANTIDA" \(nearest: "CANTIDAD"\)/,
  )
})

it('finds the column behind a pointer of the server', () => {
  const mapping = mappingOf({
    occurred: { column: 'd', date: 'YYYY' },
    fields: { '/items/0/quantity/value': { column: 'q' }, '/place': { constant: {} } },
  })
  expect(fieldOf(mapping, '/data/items/0/quantity/value')).toBe('q')
  expect(fieldOf(mapping, '/data/occurred/from')).toBe('d')
  expect(fieldOf(mapping, '/data/place/country')).toBe('/data/place/country')
})

it.each([
  [{ fields: { '/a': { colum: 'c' } } }, /fields \/a: no such key "colum" \(nearest: "column"\)/],
  [{ fields: { '/a': { column: 'c', number: { time: '2' } } } }, /no such key "time" \(nearest: "times"\)/],
  [{ fields: { '/a': { constant: 1, colum: 'c' } } }, /fields \/a: no such key "colum"/],
  [{ marking: undefined }, /marking: required, one of CLEAR, GREEN, AMBER, AMBER\+STRICT, RED$/],
  [{ id: undefined }, /id: required$/],
  [{ markin: {} }, /no such key "markin" \(nearest: "marking"\)/],
  [{ type: 'SeizureReport' }, /nearest: SeizureReported/],
])('says what is wrong with a mapping: %j', (more, message) => expect(() => mappingOf(more)).toThrow(message))

it.each([
  ['{"type": "x",\n"id" 1}', /is not JSON: see line 2$/],
  ['{"type": "x",\n', /is not JSON: see line [12]$/],
])('says that a mapping is not JSON: %j', async (text, message) => {
  const path = join(await mkdtemp(join(tmpdir(), 'rw-mapping-')), 'm.json')
  await writeFile(path, text)
  await expect(readMapping(path)).rejects.toThrow(message)
  await expect(readMapping(`${path}.none`)).rejects.toThrow('no such file')
})

it('looks words up in the code lists, and says what may have been meant', () => {
  const country = { '/place/country': { column: 'c', code: 'country' } }
  expect(dataOf(country, { c: 'COL' })).toMatchObject({ place: { country: 'CO' } })
  expect(dataOf(country, { c: 'Colombia' })).toMatchObject({ place: { country: 'CO' } })
  expect(dataOf(country, { c: 'Columbia' })).toStrictEqual([
    { field: 'c', code: 'unknown-value', message: 'no country of the list (colombia?)' },
  ])
  const drug = { '/items/0/substance': { column: 'c', code: 'substance' } }
  expect(dataOf(drug, { c: 'Hashish' })).toMatchObject({ items: [{ substance: 'cannabis-resin' }] })
})
it('reads a list member by member, and leaves an empty one out', () => {
  const based = { '/basedIn': { column: 'c', list: true, code: 'country' } }
  expect(dataOf(based, { c: '["Italy","Peru"]' })).toMatchObject({ basedIn: ['IT', 'PE'] })
  expect(dataOf(based, { c: '[]' })).not.toHaveProperty('basedIn')
  expect(dataOf(based, { c: '["Italy","Nowhere","Atlantis"]' })).toHaveLength(2)
})
it('knows the month of a fiscal year, by two columns of the file', () => {
  const month = { '/period': { column: 'm', month: { year: 'FY', begins: 10 } } }
  expect(dataOf(month, { m: 'NOV', FY: '2020' })).toMatchObject({ period: '2019-11' })
  expect(dataOf(month, { m: 'NOV', FY: '' })).toMatchObject([{ field: 'm', code: 'invalid-date' }])
  const mapping = mappingOf({ fields: month })
  expect(() => checkColumns(mapping, ['m'])).toThrow('no column "FY"')
})
it('writes slugs where a template asks for them', () => {
  const slugs = { '/note': { template: '{slug:c} {c}' } }
  expect(dataOf(slugs, { c: ' San José (N°2) ' })).toMatchObject({ note: 'san-jose-n-2 San José (N°2)' })
  expect(dataOf(slugs, { c: '**' })).toMatchObject([{ field: 'c', code: 'missing-value' }])
})
