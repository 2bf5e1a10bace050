/** What countries are called: in English as in ISO 3166-1, in Russian as the runtime's CLDR has them. */
import { countryName as isoName } from '../../events/codes/iso-names.ts'
import { once } from '../../events/once.ts'
import type { Language } from './language.ts'

const russian = once(() => new Intl.DisplayNames('ru', { type: 'region' }))

export function countryName(iso2: string, lang: Language): string {
  if (lang === 'ru') return russian().of(iso2) ?? iso2
  return isoName(iso2)
}
