/** Names as agencies gave them: in the language of the interface where there is one, else in English. */
import type { Language } from './language.ts'

export const nameIn = (names: { en: string; ru?: string }, lang: Language): string =>
  (lang === 'ru' ? names.ru : undefined) ?? names.en
