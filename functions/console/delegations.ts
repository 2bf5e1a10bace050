/** Who speaks and promises: a country under its name, an organisation under its slug. */
import { countryName } from './countries.ts'
import type { Language } from './language.ts'

export const delegationName = (delegation: string, lang: Language): string =>
  /^[A-Z]{2}$/.test(delegation) ? countryName(delegation, lang) : delegation
