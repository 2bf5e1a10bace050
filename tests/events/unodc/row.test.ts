import { describe, expect, it } from 'vitest'
import { validateEvent } from '../../../events/cloudevent.ts'
import type { Cells } from '../../../events/unodc/columns.ts'
import { type SheetOptions, seizureOf } from '../../../events/unodc/row.ts'

const cells: Cells = {
  seizedOn: '2014-03-19',
  country: 'Kazakhstan',
  iso3: 'KAZ',
  drug: 'Heroin',
  quantity: '12.5',
  unit: 'Kilogram',
  city: 'Almaty',
  adminRegion: 'KZ-75',
  site: 'Railway station',
  mode: 'Train or bus',
  source: 'Official report',
  channel: 'Ministry of the Interior',
  subregion: 'Central Asia',
  region: 'Asia',
}
const options: SheetOptions = { tlp: 'GREEN', admiralty: 'B2' }
const dataOf = (more: Cells = {}, declared = options) => {
  const found = seizureOf({ ...cells, ...more }, declared)
  if ('errors' in found) throw new Error(JSON.stringify(found.errors))
  const event = { specversion: '1.0', ...found, source: '/agencies/kz-moi', id: '1' }
  const valid = validateEvent(event)
  if (!valid.ok) throw new Error(JSON.stringify(valid.errors))
  return found.data
}
const errorsOf = (more: Cells, declared = options) => {
  const found = seizureOf({ ...cells, ...more }, declared)
  return 'errors' in found ? found.errors.map(({ pointer, code, hint }) => [pointer, code, hint]) : []
}

describe('a row', () => {
  it('keeps its own word for a substance that the register knows by its class', () => {
    expect(dataOf({ drug: 'Diazepam' })).toMatchObject({
      items: [{ substance: 'benzodiazepine-type' }],
      note: expect.stringContaining('Drug/Substance: Diazepam'),
    })
    expect(dataOf({ drug: 'Benzodiazepines' }).note ?? '').not.toContain('Drug/Substance')
  })

  it('is the report of a seizure', () =>
    expect(dataOf()).toStrictEqual({
      occurred: { from: '2014-03-19', precision: 'day' },
      place: { country: 'KZ', adminRegion: 'KZ-75', locality: 'Almaty', precision: 'locality' },
      siteKind: 'railway',
      mode: 'train-or-bus',
      items: [{ substance: 'heroin', quantity: { value: '12.5', unit: 'kg' } }],
      sources: [{ kind: 'official-report' }],
      marking: { tlp: 'GREEN' },
      grading: { scale: 'admiralty-6x6', source: 'B', information: '2' },
      note: 'Reporting Channel: Ministry of the Interior',
    }))
  it('needs no more than a date, a country, a drug and how much', () => {
    const { seizedOn, iso3, drug, quantity, unit } = cells
    expect(seizureOf({ seizedOn, iso3, drug, quantity, unit } as Cells, options)).toStrictEqual({
      type: 'SeizureReported',
      data: {
        occurred: { from: '2014-03-19', precision: 'day' },
        place: { country: 'KZ', precision: 'country' },
        items: [{ substance: 'heroin', quantity: { value: '12.5', unit: 'kg' } }],
        marking: { tlp: 'GREEN' },
        grading: { scale: 'admiralty-6x6', source: 'B', information: '2' },
      },
    })
  })
  it('keeps in its note what is on no list', () =>
    expect(
      dataOf({ adminRegion: 'Almaty oblysy', site: 'Moon', mode: 'Sled', source: 'Gazette' }),
    ).toMatchObject({
      place: { locality: 'Almaty', precision: 'locality' },
      siteKind: 'other',
      mode: 'other',
      sources: [{ kind: 'other', title: 'Gazette' }],
      note: 'Physical Seizure Location: Moon\nTrafficking Mode of Transportation: Sled\nReporting Channel: Ministry of the Interior\nAdministrative Region: Almaty oblysy',
    }))
  it('of the own channel is first-hand', () =>
    expect(dataOf({ source: 'ministry of the interior' })).not.toHaveProperty('sources'))
  it('may be marked and graded by itself', () =>
    expect(dataOf({ tlp: 'TLP:AMBER+STRICT', admiralty: 'a1' })).toMatchObject({
      marking: { tlp: 'AMBER+STRICT' },
      grading: { source: 'A', information: '1' },
    }))
  it('is released to whom the sheet is, unless it marks itself', () => {
    const strict: SheetOptions = { tlp: 'AMBER+STRICT', releasableTo: ['ru-authority'], admiralty: 'B2' }
    const markingOf = (more: Cells) => dataOf(more, strict).marking
    expect(markingOf({})).toStrictEqual({ tlp: 'AMBER+STRICT', releasableTo: ['ru-authority'] })
    expect(markingOf({ tlp: 'RED' })).toStrictEqual({ tlp: 'RED' })
    expect(markingOf({ tlp: 'RED', releasableTo: 'tj-authority; uz-authority' })).toStrictEqual({
      tlp: 'RED',
      releasableTo: ['tj-authority', 'uz-authority'],
    })
    expect(markingOf({ releasableTo: 'tj-authority' })).toStrictEqual({
      tlp: 'AMBER+STRICT',
      releasableTo: ['tj-authority'],
    })
  })
  it('is told all that is wrong with it, by its columns', () =>
    expect(
      errorsOf({ seizedOn: '03/04/2014', iso3: 'UZB', drug: 'Heroine', quantity: '1,234', unit: '' }),
    ).toStrictEqual([
      ['/Seizure Date', 'ambiguous-date', 'write 2014-03-19, or declare dates=DMY or dates=MDY'],
      ['/ISO3', 'contradiction', undefined],
      ['/Drug~1Substance', 'not-in-list', 'heroin'],
      ['/Quantity Seized', 'ambiguous-number', 'write a decimal point, or declare decimal=, or decimal=.'],
      ['/Measurement Unit', 'required', undefined],
    ]))
  it('is never marked or graded by default', () =>
    expect(errorsOf({}, {})).toStrictEqual([
      ['/TLP', 'required', undefined],
      ['/Admiralty', 'required', undefined],
    ]))
  it('of no known country is refused; a code alone or a name alone will do', () => {
    expect(errorsOf({ country: 'Kazakstan', iso3: '' })).toStrictEqual([
      ['/Country~1Territory of Seizure', 'not-in-list', 'kazakhstan'],
    ])
    expect(errorsOf({ country: '', iso3: '' })).toHaveLength(1)
    expect(errorsOf({ iso3: 'NA' })).toStrictEqual([['/ISO3', 'contradiction', undefined]])
    expect(dataOf({ country: 'An unknown spelling' })).toMatchObject({ place: { country: 'KZ' } })
    expect(dataOf({ iso3: '' })).toMatchObject({ place: { country: 'KZ' } })
  })
})
