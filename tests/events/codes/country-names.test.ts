import { iso31661 } from 'iso-3166'
import { expect, it } from 'vitest'
import { countryIn } from '../../../events/codes/country-names.ts'
import { countryName } from '../../../events/codes/iso-names.ts'

it('knows every country by both codes', () => {
  for (const { alpha2, alpha3 } of iso31661)
    expect([countryIn(alpha2), countryIn(alpha3.toLowerCase())]).toStrictEqual([
      { code: alpha2 },
      { code: alpha2 },
    ])
})
it('knows every country by the name that it has in ISO 3166-1, and no two by the same', () => {
  for (const { alpha2, name } of iso31661) {
    expect(countryName(alpha2)).toBe(name)
    expect([name, countryIn(name)]).toStrictEqual([name, { code: alpha2 }])
  }
})
it.each([
  ['Iran', 'IR'],
  ['Iran (Islamic Republic of)', 'IR'],
  ['Iran, Islamic Republic of', 'IR'],
  ['Russian Federation', 'RU'],
  ['Türkiye', 'TR'],
  ['TURKEY', 'TR'],
  ['Kyrgyzstan', 'KG'],
  ['Republic of Korea', 'KR'],
  ['Korea (Republic of)', 'KR'],
  ["Democratic People's Republic of Korea", 'KP'],
  ['United Republic of Tanzania', 'TZ'],
  ['Bolivia (Plurinational State of)', 'BO'],
  ['State of Palestine', 'PS'],
  ['China, Hong Kong SAR', 'HK'],
  ['United States Virgin Islands', 'VI'],
  ['Virgin Islands (British)', 'VG'],
  ['Saint Martin (French part)', 'MF'],
  ['United Kingdom (England and Wales)', 'GB'],
  ['Holy See', 'VA'],
  ['Vatican City', 'VA'],
  ['Congo, Democratic Republic of the', 'CD'],
  ['Congo (Democratic Republic of the)', 'CD'],
  ['Congo', 'CG'],
  ['United States', 'US'],
  ['Hong Kong', 'HK'],
  ['Taiwan, Province of China', 'TW'],
  ['Côte d’Ivoire', 'CI'],
])('%s is %s', (name, code) => expect(countryIn(name)).toStrictEqual({ code }))
it('guesses slips, and not what several are called', () => {
  expect(countryIn('Kazakstan')).toStrictEqual({ hint: 'kazakhstan' })
  expect(countryIn('Korea')).not.toHaveProperty('code')
  expect(countryIn('NA (not available)')).not.toHaveProperty('code')
  expect(countryIn('Virgin Islands')).not.toHaveProperty('code')
  expect(countryIn('Atlantis')).toStrictEqual({ hint: undefined })
})
