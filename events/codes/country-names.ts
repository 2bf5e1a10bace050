/** Countries by what people write: alpha-2, alpha-3, and English names. */
import { iso31661 } from 'iso-3166/1.js'
import { nearest } from '../issues.ts'
import { once } from '../once.ts'
import { countryCodes } from './countries.ts'

/** The names of the UN that the runtime's list does not have. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  BN: ['Brunei Darussalam'],
  CD: ['Democratic Republic of the Congo', 'Congo (Democratic Republic of the)'],
  CG: ['Congo', 'Republic of the Congo'],
  CI: ['Ivory Coast'],
  CZ: ['Czech Republic'],
  GB: ['Great Britain', 'United Kingdom of Great Britain and Northern Ireland'],
  HK: ['Hong Kong', 'China, Hong Kong SAR'],
  KP: ["Democratic People's Republic of Korea"],
  KR: ['Republic of Korea'],
  LA: ["Lao People's Democratic Republic"],
  MD: ['Republic of Moldova'],
  MK: ['The former Yugoslav Republic of Macedonia'],
  MM: ['Myanmar'],
  MO: ['Macao', 'China, Macao SAR'],
  PS: ['State of Palestine'],
  RU: ['Russian Federation'],
  SY: ['Syrian Arab Republic'],
  TR: ['Türkiye', 'Turkey'],
  TW: ['Taiwan, Province of China', 'China, Taiwan Province of China'],
  TZ: ['United Republic of Tanzania'],
  US: ['United States of America'],
  VN: ['Viet Nam'],
}

const plain = (name: string) =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/['’`.]/g, '')
    .replaceAll('&', ' and ')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const alpha3 = once(() => new Map(iso31661.map((country) => [country.alpha3, country.alpha2])))

// The runtime's own list (CLDR) comes with it: a list of ours would weigh on every cold start.
const names = once(() => {
  const english = new Intl.DisplayNames('en', { type: 'region' })
  return new Map(
    [...countryCodes].flatMap((code) =>
      [english.of(code) ?? code, ...(otherNames[code] ?? [])].map((name) => [plain(name), code] as const),
    ),
  )
})

/** The alpha-2 code of what a cell says, or the name that was probably meant. */
export function countryIn(cell: string): { code: string } | { hint: string | undefined } {
  const text = cell.normalize('NFKC').trim()
  const code = countryCodes.has(text.toUpperCase()) ? text.toUpperCase() : alpha3().get(text.toUpperCase())
  if (code !== undefined) return { code }
  // "Iran (Islamic Republic of)" and "Iran, Islamic Republic of" are Iran.
  const short = text.replace(/\s*(\(.*\)|,.*\bof( the)?)$/, '')
  const named = names().get(plain(text)) ?? names().get(plain(short))
  return named === undefined ? { hint: nearest(plain(text), [...names().keys()]) } : { code: named }
}
