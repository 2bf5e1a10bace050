/** Names and prose. Names are shown in lists, so they may not deceive; prose is evidence, kept as given. */
import * as z from 'zod'
import { personalData, personalDataInReference, protectedAttribute } from './lint.ts'
import { once } from './once.ts'
import type { Refusal } from './strict.ts'

type Rule = (text: string) => Refusal | undefined

/** Code points, not UTF-16 units: a letter outside the BMP is one letter. */
const longerThan = (text: string, max: number) => text.length > max && [...text].length > max

const wellFormed: Rule = (text) =>
  text.isWellFormed() ? undefined : { code: 'lone-surrogate', detail: 'is not well-formed Unicode' }

/** Line breaks and tabs are writing; other controls (C0, DEL, C1) steer terminals, and break CSV and XML. */
const noControls: Rule = (text) => {
  if (text.includes('\0')) return { code: 'nul-character', detail: 'must not contain U+0000' }
  return /[^\P{Cc}\t\n\r]/u.test(text)
    ? { code: 'control-character', detail: 'must not contain control characters but tabs and line breaks' }
    : undefined
}

/** Marks, separators, controls, format characters and the fillers of Hangul and Braille alone show nothing. */
const notBlank: Rule = (text) =>
  /[^\p{Z}\p{C}\p{M}\s\u115F\u1160\u2800\u3164\uFFA0]/u.test(text)
    ? undefined
    : { code: 'blank', detail: 'must not be blank' }

const atMost =
  (max: number): Rule =>
  (text) =>
    longerThan(text, max) ? { code: 'too-long', detail: `must have at most ${max} characters` } : undefined

/** ZWNJ and ZWJ are spelling, not decoration, between letters of these scripts. */
const joiners =
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{M}])[\u200C\u200D](?=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}])/gu

const noInvisible: Rule = (text) =>
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u.test(text.replace(joiners, ''))
    ? {
        code: 'invisible-character',
        detail: 'must not contain control, invisible, direction or private-use characters',
      }
    : undefined

const fewMarks: Rule = (text) =>
  /\p{M}{5}/u.test(text)
    ? { code: 'too-many-marks', detail: 'has more than 4 combining marks in a row' }
    : undefined

const oneScript: Rule = (text) =>
  (text.match(/[\p{L}\p{M}]+/gu) ?? []).some(
    (word) => /\p{Script=Latin}/u.test(word) && /\p{Script=Cyrillic}/u.test(word),
  )
    ? { code: 'mixed-script', detail: 'has a word that mixes Latin and Cyrillic letters' }
    : undefined

const textOf = (max: number, rules: readonly Rule[]) =>
  z
    .string()
    .check(({ value, issues }) => {
      for (const rule of rules) {
        const why = rule(value)
        if (why) {
          issues.push({
            code: 'custom',
            input: value,
            message: why.detail,
            params: { code: why.code, hint: why.hint },
          })
        }
      }
    })
    .meta({ minLength: 1, maxLength: max })

const plainlyShown = [wellFormed, noInvisible, notBlank, fewMarks]
const shown = [...plainlyShown, oneScript, personalData]
const kept = [wellFormed, noControls, notBlank, personalData]

/** A name of a route, organisation, session, series. */
export const name = textOf(200, [atMost(200), ...shown])
/** A name of an actor: no ethnonym either (DOMAIN §2). */
export const actorName = textOf(200, [atMost(200), ...shown, protectedAttribute])
/** What an actor is said to do, in words. */
export const actorText = textOf(200, [atMost(200), ...kept, protectedAttribute])

/** Prose in the author's words; direction marks and markup are kept, whoever shows it encodes it. */
export const prose = (max: number) => textOf(max, [atMost(max), ...kept])
export const title = prose(500)
export const note = prose(2_000)
/** A label of a few words: a form, a theme, a unit. */
export const label = textOf(100, [atMost(100), ...shown])
/** An agency's own case number. */
export const caseNumber = textOf(100, [atMost(100), ...plainlyShown, personalDataInReference])

const languageNames = once(() => new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }))
const known = (language: string) => languageNames().of(language) !== undefined

/** BCP 47, as `Intl` reads it; the primary language must exist. */
export const lang = z
  .string()
  .max(35)
  .refine(
    (tag) => {
      try {
        const [canonical] = Intl.getCanonicalLocales(tag)
        return canonical !== undefined && known(canonical.split('-')[0] ?? '')
      } catch {
        return false
      }
    },
    { error: 'is not a BCP 47 language tag', params: { code: 'pattern' } },
  )
  .meta({ description: 'BCP 47' })

/** Language, perhaps with a script and a region: `kk`, `uz-Cyrl`, `pt-BR`, `zh-Hant-TW`. */
const spokenIn = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/

const namesIn = <S extends z.ZodType>(one: S) =>
  z
    .object({ en: one })
    .catchall(one)
    .check(({ value, issues }) => {
      for (const key of Object.keys(value)) {
        const listed =
          spokenIn.test(key) && Intl.getCanonicalLocales(key)[0] === key && known(key.split('-')[0] ?? '')
        if (!listed) {
          issues.push({
            code: 'custom',
            input: value,
            path: [key],
            message: 'is not a BCP 47 language, with script and region at most, in canonical form',
            params: { code: 'unknown-language' },
          })
        }
      }
    })

/** `{en, ru?, kk?, uz-Cyrl?, …}`, `en` required. */
export const names = namesIn(name)
export const actorNames = namesIn(actorName)
