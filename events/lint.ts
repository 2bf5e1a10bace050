/**
 * Looks for what may not be recorded: data that singles out a natural person, and ethnonyms in the
 * description of an actor (DOMAIN §2). Every pattern is bounded, so reading stays linear in the text.
 */
import { adjectives, fillers, groups, peoples, placeWords } from './codes/ethnonyms.ts'
import type { Refusal } from './strict.ts'

const email = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/u

/** E.164 without its upper bound of 15 digits: 8 or more after the plus, in any grouping. */
const phone = /\+[\s(]{0,2}\p{Nd}(?:[\s().\-/]{0,3}\p{Nd}){7}/u

/** Read in any case. */
const documentWords = [
  'passports?',
  'pasport\\p{L}{0,3}',
  'паспорт\\p{L}{0,3}',
  'төлқұжат\\p{L}{0,4}',
  'жеке куәлік\\p{L}{0,4}',
  '(?:identity|identification|ID)[ -](?:cards?|documents?|numbers?|no)',
  'national id(?:entity)?',
  'ID-карт\\p{L}{0,3}',
  "driv(?:ing|ers?|er['’]s) licen[cs]e",
  'водительск\\p{L}{1,4} удостоверени\\p{L}{1,2}',
  'удостоверени\\p{L}{1,2}(?: личности)?',
  '(?:social security|tax(?:payer)?(?: identification)?|personal identification) (?:number|no)',
].join('|')

/** Only in capitals: in lower case some of these are words of their own ("id", "inn"). */
const documentAcronyms = 'ID|I\\.D\\.|IIN|ИИН|ЖСН|INN|ИНН|SNILS|СНИЛС|PINFL|ПИНФЛ|SSN|CURP|DNI'

const gap = '[\\s.:;,#№=()–—-]{0,4}'
const numberWord = '(?i:no|nr|num|number|serial|series|is|was|card|номер|серия|сер|n)'

/** Up to three letters, then at least four digits, perhaps in groups. */
const numberAfter = (words: string) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${words})${gap}(?:${numberWord}${gap}){0,3}` +
      '((?:\\p{L}{1,3}-?|\\p{Lu}{1,3}[ -])?\\p{Nd}(?:[ -]?\\p{Nd}){3,19})',
    'u',
  )
const documentNumber = numberAfter(`(?i:${documentWords})|${documentAcronyms}`)
const wordedNumber = numberAfter(`(?i:${documentWords})`)

const isYear = (number: string) => /^(?:19|20)\d\d$/.test(number)

/** Format characters would let a number hide between its own digits. */
const plain = (text: string) => text.normalize('NFKC').replace(/\p{Cf}/gu, '')

function namesDocument(text: string, pattern = documentNumber): boolean {
  const number = pattern.exec(text)?.[1]
  return number !== undefined && !isYear(number)
}

/** Refuses an e-mail address, an international phone number, a number after a document word. */
export function personalData(text: string): Refusal | undefined {
  return contactData(text) ?? documentData(text)
}

/** The same of a case number, which stands after "ID" as often as not. */
export function personalDataInReference(text: string): Refusal | undefined {
  return contactData(text) ?? documentData(text, wordedNumber)
}

export function contactData(text: string): Refusal | undefined {
  if (!/[@+＋＠]/u.test(text)) return undefined
  const read = plain(text)
  if (email.test(read)) return { code: 'personal-data', detail: 'contains an e-mail address' }
  return phone.test(read) ? { code: 'personal-data', detail: 'contains a phone number' } : undefined
}

function documentData(text: string, pattern = documentNumber): Refusal | undefined {
  return /\p{Nd}/u.test(text) && namesDocument(plain(text), pattern)
    ? { code: 'personal-data', detail: 'contains the number of a personal document' }
    : undefined
}

/** An address of the web may carry one too, there often escaped. */
export const hasEmail = (text: string): boolean => email.test(plain(text.replaceAll(/%40/g, '@')))

const wordOf = (fragments: readonly string[]) => new RegExp(`^(?:${fragments.join('|')})$`, 'u')
const isPeople = wordOf(peoples)
const isAdjective = wordOf(adjectives)
const isGroup = wordOf(groups)
const isFiller = wordOf(fillers)
const isPlace = wordOf(placeWords)

/** A people by its name, or an adjective of one that stands alone or within two words of a word for a group. */
function namesPeople(text: string): boolean {
  const words = (
    plain(text)
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  ).filter((word) => !isFiller.test(word))
  return words.some((word, at) => {
    const next = words[at + 1]
    if (next !== undefined && isPlace.test(next)) return false
    if (isPeople.test(word)) return true
    if (!isAdjective.test(word)) return false
    return words.length === 1 || words.slice(Math.max(0, at - 2), at + 3).some((near) => isGroup.test(near))
  })
}

/**
 * Refuses a people. Only for names, aliases and roles of actors: elsewhere such words are legitimate, and
 * there too in the name of a place, a State, a company or a product.
 */
export function protectedAttribute(text: string): Refusal | undefined {
  return namesPeople(text)
    ? {
        code: 'protected-attribute',
        detail: 'names an ethnic, religious or national group',
        hint: 'describe the actor by role, place of operation and scale',
      }
    : undefined
}
