/** The two languages of the interface, and how each writes numbers, amounts and dates. What agencies wrote stays as it is. */

export const languages = ['en', 'ru'] as const
export type Language = (typeof languages)[number]

/** The same words in both: a key that one lacks does not compile. */
export type Texts<T> = Readonly<Record<Language, T>>

/** The type of the texts of one language: strings stay strings, functions keep their parameters. */
type Words<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : T[K] extends object
        ? Words<T[K]>
        : T[K]
}

/** @param en the words; `ru` has to have each of them. */
export const texts = <const T extends object>(en: T, ru: Words<T>): Texts<Words<T>> => ({
  en: en as Words<T>,
  ru,
})

export const isLanguage = (value: string | undefined): value is Language =>
  languages.some((language) => language === value)

/** To make one takes far longer than to use it, and a page uses thousands. */
function made<Options extends object, Format>(make: (lang: Language, options?: Options) => Format) {
  const known = new Map<string, Format>()
  return (lang: Language, options?: Options): Format => {
    const key = `${lang} ${JSON.stringify(options)}`
    const format = known.get(key) ?? make(lang, options)
    known.set(key, format)
    return format
  }
}

const pluralRules = made((lang) => new Intl.PluralRules(lang))
const numberFormat = made<Intl.NumberFormatOptions, Intl.NumberFormat>(
  (lang, options) => new Intl.NumberFormat(lang, options),
)
const dateFormat = made<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>(
  (lang, options) => new Intl.DateTimeFormat(lang, options),
)

/** @param forms by CLDR category: English needs `one` and `other`, Russian `one`, `few` and `many` as well. */
export function plural(
  lang: Language,
  count: number,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): string {
  const form = forms[pluralRules(lang).select(count)] ?? forms.other
  return `${number(count, lang)} ${form}`
}

export const number = (value: number, lang: Language, options: Intl.NumberFormatOptions = {}): string =>
  numberFormat(lang, options).format(value)

/** A decimal as the API sends it, digit for digit: no rounding through a floating-point number. */
export function decimal(value: string, lang: Language): string {
  const fraction = value.split('.')[1]?.length ?? 0
  const digits = {
    minimumFractionDigits: Math.min(fraction, 20),
    maximumFractionDigits: Math.min(fraction, 20),
  }
  return numberFormat(lang, digits).format(value as `${number}`)
}

/** Kilograms for reading: three significant digits below a hundred, whole ones above. */
export function kilograms(kg: string | number, lang: Language): string {
  const amount = Number(kg)
  const digits = Math.abs(amount) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 }
  return `${numberFormat(lang, digits).format(amount)} ${lang === 'ru' ? 'кг' : 'kg'}`
}

const timeZone = 'UTC'

/** As precise as what was sent: `2014`, `2014-03`, `2014-03-19` or a moment, in UTC. */
export function date(value: string, lang: Language): string {
  const [year = '', month, day] = value.slice(0, 10).split('-')
  const at = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)))
  if (Number.isNaN(at.getTime())) return value
  if (month === undefined) return year
  const options: Intl.DateTimeFormatOptions =
    day === undefined ? { year: 'numeric', month: 'long', timeZone } : { dateStyle: 'medium', timeZone }
  return dateFormat(lang, options).format(at)
}

/** A moment to the minute, UTC and saying so. */
export function moment(value: string, lang: Language): string {
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) return value
  const text = dateFormat(lang, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at)
  return `${text} UTC`
}

type Occurred = {
  from?: string | undefined
  to?: string | undefined
  precision?: string
  approximate?: boolean | undefined
}

/** When something happened, no finer than it is known. */
export function period({ from, to, precision, approximate }: Occurred, lang: Language): string {
  const fine = (value: string) =>
    date(
      precision === 'year'
        ? value.slice(0, 4)
        : precision === 'month' || precision === 'quarter'
          ? value.slice(0, 7)
          : value,
      lang,
    )
  if (from === undefined && to === undefined) return '—'
  const [start, end] = [from === undefined ? '…' : fine(from), to === undefined ? undefined : fine(to)]
  const span = end === undefined || end === start ? start : `${start} – ${end}`
  return approximate ? `≈ ${span}` : span
}
