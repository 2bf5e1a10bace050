/** Countries by what people write: alpha-2, alpha-3, and English names, those of ISO 3166-1 first of all. */
import { iso31661 } from 'iso-3166/1.js'
import { nearest } from '../issues.ts'
import { once } from '../once.ts'
import { countryCodes } from './countries.ts'
import { countryName } from './iso-names.ts'

/** What neither ISO 3166-1 nor the runtime's list has: names of the UN, and what countries were called before. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  CG: ['Republic of the Congo'],
  CI: ['Ivory Coast'],
  CZ: ['Czech Republic'],
  GB: ['Great Britain'],
  HK: ['China, Hong Kong SAR'],
  MK: ['The former Yugoslav Republic of Macedonia'],
  MO: ['China, Macao SAR'],
  SJ: ['Svalbard and Jan Mayen Islands'],
  SZ: ['Swaziland'],
  TR: ['Turkey'],
  TW: ['China, Taiwan Province of China'],
  VI: ['United States Virgin Islands'],
  WF: ['Wallis and Futuna Islands'],
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

const names = once(() => {
  const english = new Intl.DisplayNames('en', { type: 'region' })
  return new Map(
    [...countryCodes].flatMap((code) => {
      const iso = countryName(code)
      // "Moldova, Republic of" is the Republic of Moldova.
      const turned = iso.replace(/^(.*?), (.*)$/, '$2 $1')
      return [iso, turned, english.of(code) ?? code, ...(otherNames[code] ?? [])].map(
        (known) => [plain(known), code] as const,
      )
    }),
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
