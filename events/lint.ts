/**
 * Looks for what may not be recorded: data that singles out a natural person, and ethnonyms in the
 * description of an actor (DOMAIN §2). Every pattern is bounded, so reading stays linear in the text.
 */
import { adjectives, fillers, groups, peoples, placeWords } from './codes/ethnonyms.ts'
import { once } from './once.ts'
import type { Refusal } from './strict.ts'

const email = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/u

/** E.164 without its upper bound of 15 digits: 8 or more after the plus, in any grouping. */
const phone = /\+[\s(]{0,2}\p{Nd}(?:[\s().\-/]{0,3}\p{Nd}){7}/u

const noMoreDigits = '(?![\\s().\\-/]{0,3}\\p{Nd})'
const counted = [
  "\\p{Sc}|USD|EUR|GBP|CNY|KZT|UZS|KGS|TJS|TMT|RUB|AFN|IRR|PKR|INR|TRY|%|per cent|percent|tenge|so[’\\u02bb']?ms?|somoni|roubles?|rubles?|rupees?|dollars?|euros?",
  'afghanis?|kg|kilos?|kilograms?|grams?|g|mg|ml|lit(?:re|er)s?|t|tons?|tonnes?|tablets?|pills?|doses|pieces?',
  'units?|seizures|people|persons|тенге|рубл\\p{L}{1,2}|сом(?:ов|а)?|сомони|доллар\\p{L}{0,3}|евро|кг|г|тонн\\p{L}?',
  'таблет\\p{L}{1,3}|штук\\p{L}?|шт|доз\\p{L}?|теңге',
].join('|')

/** An increase, in groups of three: its last two are noughts, or it is too short for a phone, or a unit follows. */
const increases = once(
  () =>
    new RegExp(
      `\\+ ?\\p{Nd}{1,3}(?:([ .])\\p{Nd}{3}){1,3}(?:\\1[0]{3}){2}${noMoreDigits}|` +
        `\\+ ?\\p{Nd}{1,3}([ .])\\p{Nd}{3}\\2[0]{3}${noMoreDigits}|` +
        `\\+ ?\\p{Nd}{1,3}([ .])\\p{Nd}{3}(?:\\3\\p{Nd}{3}){1,4}(?:[.,]\\p{Nd}{1,2})? ?(?:${counted})(?![\\p{L}\\p{N}])`,
      'gu',
    ),
)

/** Degrees with 4 to 7 decimals; longer ones are phones in the notation of registries, "+1.2025550143". */
const degrees =
  /\+(?:0?\p{Nd}{1,2}|1[0-8]\p{Nd})\.\p{Nd}{4,7}(?!\p{Nd}|[ ().\-/]{1,3}\p{Nd}(?!\p{Nd}{0,2}\.\p{Nd}{4}))/gu

const hasPhone = (text: string) =>
  phone.test(text) && phone.test(text.replace(increases(), ' ').replace(degrees, ' '))

/**
 * Letters of a pattern in either case. Not by `(?i:…)`: in V8 13.6 such a group now and then forgets its flag when the
 * heap is compacted (nodejs/node#60030), and what a person is known by would pass.
 * @param pattern has letters in escapes and for themselves, none in classes.
 */
const inAnyCase = (pattern: string): string =>
  pattern.replace(/\\p\{\w+\}|\\.|(\p{L})/gu, (found: string, letter?: string) =>
    letter === undefined ? found : `[${letter.toLowerCase()}${letter.toUpperCase()}]`,
  )

const documentWords = [
  'passports?',
  'pasport\\p{L}{0,3}',
  'паспорт\\p{L}{0,3}',
  'төлқұжат\\p{L}{0,4}',
  'жеке куәлік\\p{L}{0,4}',
  '(?:identity|identification|ID)[\\s-]{1,3}(?:cards?|documents?|numbers?|no)',
  'national id(?:entity)?',
  'ID-карт\\p{L}{0,3}',
  "driv(?:ing|ers?|er['’]s) licen(?:c|s)e",
  'водительск\\p{L}{1,4} удостоверени\\p{L}{1,2}',
  'удостоверени\\p{L}{1,2}(?: личности)?',
  '(?:social security|tax(?:payer)?(?: identification)?|personal identification) (?:number|no)',
].join('|')

/** Only in capitals: in lower case some of these are words of their own ("id", "inn"). */
const documentAcronyms = 'ID|I\\.D\\.|IIN|ИИН|ЖСН|INN|ИНН|SNILS|СНИЛС|PINFL|ПИНФЛ|SSN|CURP|DNI'

const gap = '[\\s.:;,#№=()–—-]{0,4}'
const numberWord = inAnyCase('(?:no|nr|num|number|serial|series|is|was|card|номер|серия|сер|n)')

/** Up to three letters, then at least four digits, perhaps in groups. */
const numberAfter = (words: string) =>
  once(
    () =>
      new RegExp(
        `(?<![\\p{L}\\p{N}])(${words})${gap}(?:${numberWord}${gap}){0,3}` +
          '((?:\\p{L}{1,3}-?|\\p{Lu}{1,3}[ -])?\\p{Nd}(?:[ -]?\\p{Nd}){3,19})',
        'gu',
      ),
  )
const documentNumber = numberAfter(`${inAnyCase(documentWords)}|${documentAcronyms}`)
const wordedNumber = numberAfter(inAnyCase(documentWords))

const isYear = (number: string) => /^(?:19|20)\d\d$/.test(number)

/** Format characters would let a number hide between its own digits. */
const plain = (text: string) => text.normalize('NFKC').replace(/\p{Cf}/gu, '')

/** "Container ID", "case ID", "vehicle identification number": the number of a thing. */
const ofThing = once(
  () =>
    new RegExp(
      '(?<![\\p{L}\\p{N}])(?:containers?|batch|objects?|cases?|lots?|items?|vessels?|ships?|shipments?|reports?|cargo|' +
        'consignments?|parcels?|packages?|pallets?|samples?|exhibits?|evidence|events?|claims?|records?|messages?|' +
        'transactions?|orders?|invoices?|tracking|products?|devices?|seizures?|routes?|files?|tickets?|incidents?|' +
        'operations?|references?|vehicles?|aircraft|flights?|seals?|assets?|facility|site|contracts?|projects?|' +
        'equipment|laboratory|lab|warehouse)[\\s-]{1,2}$',
      'iu',
    ),
)
const thingWord = /^(?:I\.?D\.?|(?:ID|identification)[\s-]{1,3}(?:numbers?|no))$/iu
const taxWord = /^(?:tax.*|INN|ИНН|identification[\s-]{1,3}(?:number|no))$/iu
const ofCompany =
  /^.{0,20}(?<!\p{L})(?:compan(?:y|ies)|firm|enterprise|legal entity|LLC|LLP|Ltd|JSC|ООО|ТОО|АО|компани\p{L}{1,2}|фирм\p{L}{1,2}|предприяти\p{L}{1,2})(?!\p{L}|['’]s|\s\p{L}{0,12}(?:director|owner|head|founder))/iu

/** The number of a thing or, of at most 10 digits, of a company that pays taxes: a person's has 12. */
function isImpersonal(text: string, match: RegExpExecArray): boolean {
  const [whole, word = '', number = ''] = match
  const end = match.index + whole.length
  if (isYear(number)) return true
  if (thingWord.test(word) && ofThing().test(text.slice(Math.max(0, match.index - 30), match.index)))
    return true
  return (
    taxWord.test(word) &&
    number.replace(/\P{Nd}/gu, '').length <= 10 &&
    ofCompany.test(text.slice(end, end + 60))
  )
}

const namesDocument = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].some((match) => !isImpersonal(text, match))

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
  return hasPhone(read) ? { code: 'personal-data', detail: 'contains a phone number' } : undefined
}

function documentData(text: string, pattern = documentNumber): Refusal | undefined {
  return /\p{Nd}/u.test(text) && namesDocument(plain(text), pattern())
    ? { code: 'personal-data', detail: 'contains the number of a personal document' }
    : undefined
}

/** An address of the web may carry one too, there often escaped. */
export const hasEmail = (text: string): boolean => email.test(plain(text.replaceAll(/%40/g, '@')))

const wordOf = (fragments: readonly string[]) => {
  const word = once(() => new RegExp(`^(?:${fragments.join('|')})$`, 'u'))
  return (text: string) => word().test(text)
}
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
  ).filter((word) => !isFiller(word))
  return words.some((word, at) => {
    const next = words[at + 1]
    if (next !== undefined && isPlace(next)) return false
    if (isPeople(word)) return true
    if (!isAdjective(word)) return false
    return words.length === 1 || words.slice(Math.max(0, at - 2), at + 3).some((near) => isGroup(near))
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
