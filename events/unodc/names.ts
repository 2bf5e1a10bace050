/** Words of a sheet to codes of the lists: by code, by the names that the lists have, and by a few that the field uses. */
import { modes, siteKinds } from '../codes/circumstances.ts'
import { substances } from '../codes/substances.ts'
import type { units } from '../codes/units.ts'
import { nearest } from '../issues.ts'
import { once } from '../once.ts'

type Found = { code: string } | { hint: string | undefined }

const plain = (word: string) =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

type Names = () => ReadonlyMap<string, string>

function lookUp(word: string, list: Names): Found {
  const sought = plain(word)
  const names = list()
  const code = names.get(sought)
  if (code !== undefined) return { code }
  const near = nearest(sought, [...names.keys()])
  return { hint: near === undefined ? undefined : names.get(near) }
}

const listed = (lists: Readonly<Record<string, readonly string[]>>): Names =>
  once(
    () =>
      new Map(
        Object.entries(lists).flatMap(([code, names]) => [code, ...names].map((name) => [plain(name), code])),
      ),
  )

/** What the register has no label for, and sheets have. */
const otherSubstances: Readonly<Record<string, readonly string[]>> = {
  'cannabis-herb': ['marijuana', 'marihuana', 'herbal cannabis'],
  'cannabis-resin': ['hashish'],
  'cannabis-plant': ['cannabis plant'],
  'cocaine-nonspecified': ['cocaine non specified'],
  'cocaine-hcl': ['cocaine hcl', 'cocaine salts'],
  'crack-cocaine': ['crack'],
  'coca-base': ['coca paste', 'cocaine base'],
  mdma: ['ecstasy'],
  methamphetamine: ['meth'],
  khat: ['khat catha edulis'],
  ghb: ['gbl'],
  'fentanyl-type': ['fentanyl'],
}
const substanceNames = listed(
  Object.fromEntries(
    Object.entries(substances).map(([code, { en, ru, ...rest }]) => [
      code,
      [en, ru, ...('ids' in rest ? [rest.ids] : []), ...(otherSubstances[code] ?? [])],
    ]),
  ),
)
export const substanceIn = (word: string): Found => lookUp(word, substanceNames)

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
  residence: ['house', 'home', 'residential premises', 'private residence'],
  'clandestine-laboratory': ['laboratory', 'clandestine lab'],
  'detention-facility': ['prison', 'penitentiary'],
})
export const siteIn = (word: string): string | undefined => siteNames().get(plain(word))

const modeNames = listed({
  ...Object.fromEntries(modes.map((mode) => [mode, []])),
  aircraft: ['air', 'by air', 'airplane', 'plane'],
  vessel: ['sea', 'by sea', 'maritime', 'boat', 'ship'],
  truck: ['lorry', 'trucks'],
  'car-or-motorcycle': ['car', 'cars', 'motorcycle', 'vehicle'],
  'train-or-bus': ['train', 'bus', 'rail'],
  'post-or-parcel': ['mail', 'post', 'parcel', 'postal'],
  pedestrian: ['on foot', 'person', 'foot'],
})
export const modeIn = (word: string): string | undefined => modeNames().get(plain(word))
