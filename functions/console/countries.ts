/** What countries are called: in English as in ISO 3166-1, in Russian as the runtime's CLDR has them. */
import { iso31661 } from 'iso-3166/1.js'
import { once } from '../../events/once.ts'
import type { Language } from './language.ts'

const english = once(() => new Map(iso31661.map(({ alpha2, name }) => [alpha2, name])))
const russian = once(() => new Intl.DisplayNames('ru', { type: 'region' }))

export function countryName(iso2: string, lang: Language): string {
  if (lang === 'ru') return russian().of(iso2) ?? iso2
  return english().get(iso2) ?? iso2
}
