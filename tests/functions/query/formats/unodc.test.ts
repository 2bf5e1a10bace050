import { expect, it } from 'vitest'
import { modes, siteKinds } from '../../../../events/codes/circumstances.ts'
import { countryCodes } from '../../../../events/codes/countries.ts'
import { substances } from '../../../../events/codes/substances.ts'
import { units } from '../../../../events/codes/units.ts'
import { type Cells, cellsOf, headerOf } from '../../../../events/unodc/columns.ts'
import { seizureOf } from '../../../../events/unodc/row.ts'
import { unodc } from '../../../../functions/query/formats/unodc.ts'
import { csvRows } from '../../../support/valid-exports.ts'

const claim = { field: 'report', status: 'preferred', postedBy: 'kz-moi', sources: [] as object[] }
const seizure = {
  subject: 'seizures/x',
  occurred: { from: '2024-03', precision: 'month' },
  place: { country: 'KZ', adminRegion: 'KZ-75', locality: '=Алматы, "центр"' },
  siteKind: 'land-border-crossing',
  mode: 'train-or-bus',
  items: [
    { substance: 'heroin', quantity: { value: '123456789012345678', unit: 'g' } },
    { substance: 'opiates-nonspecified', quantity: { value: '1', unit: 'L' } },
  ],
  postedBy: 'kz-moi',
  reporters: { 'kz-moi': 'The ministry' },
  claims: [claim],
}

it('has the columns of the individual drug seizures, and a line for each item', () => {
  const [first, second] = csvRows(unodc.write([seizure]))
  expect(first).toStrictEqual({
    'Seizure Date': '2024-03',
    'Country/Territory of Seizure': 'Kazakhstan',
    ISO3: 'KAZ',
    'Drug/Substance': 'Heroin',
    'Quantity Seized': '123456789012345678',
    'Measurement Unit': 'g',
    City: `'=Алматы, "центр"`,
    'Administrative Region': 'KZ-75',
    'Physical Seizure Location': 'Land border crossing',
    'Trafficking Mode of Transportation': 'Train or bus',
    Source: 'The ministry',
    'Reporting Channel': 'The ministry',
    Subregion: 'Central Asia',
    Region: 'Asia',
  })
  expect(second).toMatchObject({ 'Drug/Substance': 'Opiates, non-specified', 'Measurement Unit': 'L' })
})

it('names countries as ISO 3166-1 does', () => {
  const lines = csvRows(
    unodc.write(['IR', 'RU', 'TR'].map((country) => ({ ...seizure, place: { country } }))),
  )
  expect(lines.map((line) => line['Country/Territory of Seizure'])).toStrictEqual(
    ['Iran, Islamic Republic of', 'Russian Federation', 'Türkiye'].flatMap((name) => [name, name]),
  )
})

it('names the sources of a report that is not first-hand', () => {
  const sources = [
    { kind: 'open-source-media', title: 'A paper', wording: 'secret' },
    { kind: 'court-record' },
  ]
  const [line] = csvRows(unodc.write([{ ...seizure, claims: [{ ...claim, sources }] }]))
  expect(line).toMatchObject({ Source: 'A paper; Court record', 'Reporting Channel': 'The ministry' })
})

it('leaves empty what is not known', () => {
  const bare = {
    occurred: { precision: 'unknown' },
    place: { country: 'AQ' },
    items: seizure.items,
    claims: [],
  }
  const [line] = csvRows(unodc.write([bare]))
  expect(line).toMatchObject({ 'Seizure Date': '', ISO3: 'ATA', City: '', Subregion: '', Region: '' })
})

it('comes in again as it went out, for every code of every list', () => {
  const [codes, countries] = [Object.keys(substances), [...countryCodes]]
  const reports = countries.map((country, n) => ({
    occurred: { from: '2024-03-14', precision: 'day' },
    place: { country, locality: 'Somewhere', precision: 'locality' },
    siteKind: siteKinds[n % siteKinds.length],
    mode: modes[n % modes.length],
    items: [
      {
        substance: codes[n % codes.length] ?? '',
        quantity: { value: '0.5', unit: units[n % units.length] ?? 'kg' },
      },
    ],
  }))
  const rows = csvRows(unodc.write(reports.map((report) => ({ ...seizure, ...report }))))
  const found = headerOf(Object.keys(rows[0] ?? {}))
  if ('errors' in found) throw new Error(JSON.stringify(found.errors))
  const again = (more: Cells) =>
    rows.map((row) =>
      seizureOf({ ...cellsOf(found.header, Object.values(row)), ...more }, { tlp: 'CLEAR', admiralty: 'B2' }),
    )
  for (const without of [{}, { iso3: '' }, { country: '' }])
    expect(again(without)).toMatchObject(reports.map((data) => ({ data })))
})
