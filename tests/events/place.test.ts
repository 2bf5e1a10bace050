import { describe, expect, it } from 'vitest'
import { adminRegion } from '../../events/codes/subdivisions.ts'
import { countryOrRegion, place, placeOrRegion, placePatch } from '../../events/place.ts'

const accepted = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success

describe('a place', () => {
  it.each([
    [{ country: 'KZ' }],
    [{ country: 'KZ', adminRegion: 'KZ-10', locality: 'Семей', unlocode: 'KZPLX', precision: 'locality' }],
    [{ country: 'GH', point: { lon: 0, lat: 0 }, precision: 'exact' }],
  ])('%j', (value) => expect(accepted(place, value)).toBe(true))

  it.each([
    [{}],
    ['KZ'],
    [{ country: 'kz' }],
    [{ country: 'SU' }],
    [{ country: 'KAZ' }],
    [{ country: ['KZ'] }],
    [{ country: 'KZ', adminRegion: 'KG-B' }],
    [{ country: 'KZ', adminRegion: 'Almaty' }],
    [{ country: 'KZ', unlocode: 'KGFRU' }],
    [{ country: 'KZ', unlocode: 'KZAL1' }],
    [{ country: 'KZ', point: { lon: 181, lat: 0 } }],
    [{ country: 'KZ', point: { lon: 0, lat: -91 } }],
    [{ country: 'KZ', point: { lon: '76', lat: '43' } }],
    [{ country: 'KZ', point: [76, 43] }],
    [{ country: 'KZ', point: { lon: 76 } }],
    [{ country: 'KZ', region: 'central-asia' }],
  ])('not %j', (value) => expect(accepted(place, value)).toBe(false))

  it('may be a region where that will do', () => {
    expect(accepted(placeOrRegion, { region: 'western-europe' })).toBe(true)
    expect(accepted(placeOrRegion, { region: 'Western Europe' })).toBe(false)
    expect(accepted(placeOrRegion, { region: 'western-europe', country: 'DE' })).toBe(false)
    expect(
      ['RU', 'western-europe', { region: 'asia' }].map((value) => accepted(countryOrRegion, value)),
    ).toEqual([true, true, true])
    expect(['ru', 'west', { country: 'RU' }].map((value) => accepted(countryOrRegion, value))).toEqual([
      false,
      false,
      false,
    ])
  })

  it('may be corrected in part', () => {
    expect(accepted(placePatch, { locality: null, point: { lat: 43.2 } })).toBe(true)
    expect(accepted(placePatch, { country: null })).toBe(false)
  })

  it('lies in a subdivision that ISO 3166-2 knows', () => {
    expect(['KZ-75', 'RU-MOW', 'kz-75', 'KZ-ALA', 'KZ'].map((code) => accepted(adminRegion, code))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})
