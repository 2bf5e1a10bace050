/** Words of a sheet to codes of the lists: by code, by the names that the lists have, and by a few that the field uses. */
import { modes, siteKinds } from '../codes/circumstances.ts'
import { type SubstanceCode, substances } from '../codes/substances.ts'
import type { units } from '../codes/units.ts'
import { nearest } from '../issues.ts'
import { once } from '../once.ts'
import { kindsOf, sameAs } from './substance-words.ts'

type Found = { code: string } | { hint: string | undefined }

/** Lower case without punctuation; `non-specified X` is `X, non-specified`. */
function plain(word: string): string {
  const words = word
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  const known = words.replace(/ ?\b(non ?specified|not specified|unspecified)\b ?/, ' ').trim()
  return known === words ? words : `${known} nonspecified`.trim()
}

type Names = () => ReadonlyMap<string, string>

function lookUp(word: string, list: Names): Found {
  const sought = plain(word)
  const names = list()
  const code = names.get(sought)
  if (code !== undefined) return { code }
  const near = nearest(sought, [...names.keys()])
  return { hint: near === undefined ? undefined : names.get(near) }
}

const listed = (lists: Readonly<Partial<Record<string, readonly string[]>>>): Names =>
  once(
    () =>
      new Map(
        Object.entries(lists).flatMap(([code, names = []]) =>
          [code, ...names].map((name) => [plain(name), code]),
        ),
      ),
  )

const labelled = listed(
  Object.fromEntries(
    Object.entries(substances).map(([code, { en, ru, ids = en }]) => [
      code,
      [en, ru, ids, ...(sameAs[code as SubstanceCode] ?? [])],
    ]),
  ),
)
const kinds = listed(kindsOf)

/**
 * The code of a substance by its code, names and labels, also where brackets hold another name or explain the first
 * (`Subutex (buprenorphine)`). `broader`: the code is that of its class.
 */
export function substanceIn(word: string): Found & { broader?: true } {
  const spellings = spellingsOf(word)
  for (const [list, broader] of [
    [labelled(), false],
    [kinds(), true],
  ] as const)
    for (const spelling of spellings) {
      const code = list.get(spelling)
      if (code !== undefined) return broader ? { code, broader } : { code }
    }
  return lookUp(word, labelled)
}

/** The whole, what stands before brackets, and each name in them; what they exclude is none. */
function spellingsOf(word: string): readonly string[] {
  const [, before = '', inside = ''] = /^([^(]+)\(([^)]*)\)\s*$/.exec(word) ?? []
  const others = /^\s*(ex|in)cluding/i.test(inside) ? [] : inside.split(/[,;/]/)
  return [word, before, ...others].map(plain).filter((spelling) => spelling !== '')
}

const unitWords: Readonly<Record<(typeof units)[number], readonly string[]>> = {
  kg: ['kilogram', 'kilograms', 'kilogramme', 'kilogrammes', 'kgs', 'кг'],
  g: ['gram', 'grams', 'gramme', 'grammes', 'gr', 'г'],
  mg: ['milligram', 'milligrams', 'мг'],
  t: ['tonne', 'tonnes', 'metric ton', 'metric tons', 'т'],
  L: ['litre', 'litres', 'liter', 'liters', 'л'],
  mL: ['millilitre', 'millilitres', 'milliliter', 'milliliters', 'мл'],
  tablet: ['tablets', 'pill', 'pills', 'таблетка', 'таблетки'],
  capsule: ['capsules'],
  dose: ['doses', 'доза', 'дозы'],
  ampoule: ['ampoules', 'ampule', 'ampules'],
  blotter: ['blotters', 'stamp', 'stamps'],
  plant: ['plants'],
  seed: ['seeds'],
  package: ['packages', 'packet', 'packets'],
  unit: ['units', 'piece', 'pieces', 'шт'],
}
const unitNames = listed(unitWords)
/** A short word is near to many: a unit is only guessed where the word is long. */
export const unitIn = (word: string): Found => {
  const found = lookUp(word, unitNames)
  return 'code' in found || word.length > 3 ? found : { hint: undefined }
}

const siteNames = listed({
  ...Object.fromEntries(siteKinds.map((kind) => [kind, []])),
  seaport: ['port', 'sea port', 'harbour'],
  road: ['highway', 'street', 'land road'],
  railway: ['railway station', 'train station', 'rail'],
  'land-border-crossing': ['border', 'border crossing', 'land border', 'border crossing point'],
  post: ['mail', 'post office', 'mail centre', 'postal centre'],
  residence: ['house', 'home', 'residential premises', 'private residence', 'private dwelling'],
  'clandestine-laboratory': ['laboratory', 'clandestine lab'],
  'detention-facility': ['prison', 'penitentiary'],
})
export const siteIn = (word: string): string | undefined => among(word, siteNames)

const modeNames = listed({
  ...Object.fromEntries(modes.map((mode) => [mode, []])),
  aircraft: ['air', 'by air', 'airplane', 'plane'],
  vessel: ['sea', 'by sea', 'maritime', 'boat', 'ship'],
  truck: ['lorry', 'trucks', 'van'],
  'car-or-motorcycle': ['car', 'cars', 'motorcycle', 'vehicle'],
  'train-or-bus': ['train', 'bus', 'rail'],
  'post-or-parcel': ['mail', 'post', 'parcel', 'postal', 'express parcel'],
  pedestrian: ['on foot', 'person', 'foot'],
})
export const modeIn = (word: string): string | undefined => among(word, modeNames)

/** `Vessel/boat` is either, `Territorial waters (seas, lakes)` what stands first: one code or none. */
function among(word: string, list: Names): string | undefined {
  const names = list()
  const own = names.get(plain(word)) ?? names.get(plain(word.replace(/\(.*\)/, '')))
  if (own !== undefined) return own
  const codes = new Set(word.split('/').flatMap((part) => names.get(plain(part)) ?? []))
  return codes.size === 1 ? [...codes][0] : undefined
}
