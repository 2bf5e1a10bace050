import { expect, it } from 'vitest'
import { substances } from '../../../events/codes/substances.ts'
import { modeIn, siteIn, substanceIn, unitIn } from '../../../events/unodc/names.ts'
import { kindsOf, sameAs } from '../../../events/unodc/substance-words.ts'

it('knows every substance by code, names and label', () => {
  for (const [code, { en, ru, ids = en }] of Object.entries(substances)) {
    for (const name of [code, en, ru, ids])
      expect([name, substanceIn(name.toUpperCase())]).toStrictEqual([name, { code }])
  }
})
it('knows what sheets write besides, and guesses slips', () => {
  expect(substanceIn('Ecstasy')).toStrictEqual({ code: 'mdma' })
  expect(substanceIn('Heroine')).toStrictEqual({ hint: 'heroin' })
  expect(substanceIn('Quux')).toStrictEqual({ hint: undefined })
})
it.each([
  ['Subutex (buprenorphine)', 'buprenorphine'],
  ['Opium (poppy, dried)', 'opium'],
  ['Other synthetic cannabinoids (spice)', 'synthetic-cannabinoid'],
  ['Unspecified hallucinogens', 'hallucinogen-nonspecified'],
  ['Synthetic cathinones, not specified', 'cathinone-nonspecified'],
])('knows %s as %s', (word, code) => expect(substanceIn(word)).toStrictEqual({ code }))
it.each([
  ['Alprazolam (Xanax, Pranax, Ksalol)', 'benzodiazepine-type'],
  ['Other cannabis-type (excluding synthetic cannabinoids)', 'cannabis-nonspecified'],
  ['Cannabis pollen (dust)', 'cannabis-nonspecified'],
  ['4-Chloromethcathinone (4-CMC, Clephedrone)', 'cathinone-nonspecified'],
  ['2C-B (4-bromo-2,5-dimethoxyphenethylamine)', 'hallucinogen-nonspecified'],
  ['MDA', 'ecstasy-nonspecified'],
])('knows of %s the class', (word, code) => expect(substanceIn(word)).toStrictEqual({ code, broader: true }))
it('does not take what brackets exclude for the substance', () =>
  expect(substanceIn('Quux (excluding heroin)')).toStrictEqual({ hint: undefined }))
it('calls no two substances by the same word', () => {
  const words = [sameAs, kindsOf].flatMap((list) =>
    Object.entries(list).flatMap(([code, names = []]) => names.map((name) => [name, code] as const)),
  )
  for (const [word, code] of words) expect([word, substanceIn(word)]).toMatchObject([word, { code }])
})
it('knows units in their spellings, and guesses no short one', () => {
  expect(['KG', 'Kilogrammes', 'Litres', 'Tablets', 'г'].map(unitIn)).toStrictEqual(
    ['kg', 'kg', 'L', 'tablet', 'g'].map((code) => ({ code })),
  )
  expect(unitIn('kilogrms')).toStrictEqual({ hint: 'kg' })
  expect(unitIn('lb')).toStrictEqual({ hint: undefined })
})
it('knows places and means of transport as phrases', () => {
  expect(['Land border crossing', 'Airport', 'moon'].map(siteIn)).toStrictEqual([
    'land-border-crossing',
    'airport',
    undefined,
  ])
  expect(
    [
      'Seaport/Riverport station/Harbour',
      'Road/ Street/highway',
      'Private dwelling/Residence/Home/Private Garage',
      'Territorial waters (seas, lakes, rivers, etc.)',
      'Airport/Warehouse',
    ].map(siteIn),
  ).toStrictEqual(['seaport', 'road', 'residence', 'territorial-waters', undefined])
  expect(
    ['Vessel/boat', 'Truck/lorry/van', 'Car/motorcycle', 'Postal/Mail/Express Parcel', 'Train/Bus'].map(
      modeIn,
    ),
  ).toStrictEqual(['vessel', 'truck', 'car-or-motorcycle', 'post-or-parcel', 'train-or-bus'])
  expect(['By air', 'Car or motorcycle', 'sled'].map(modeIn)).toStrictEqual([
    'aircraft',
    'car-or-motorcycle',
    undefined,
  ])
})
