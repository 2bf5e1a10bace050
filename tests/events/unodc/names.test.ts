import { expect, it } from 'vitest'
import { substances } from '../../../events/codes/substances.ts'
import { modeIn, siteIn, substanceIn, unitIn } from '../../../events/unodc/names.ts'

it('knows every substance by code, names and label', () => {
  for (const [code, { en, ru, ...rest }] of Object.entries(substances)) {
    for (const name of [code, en, ru, ...('ids' in rest ? [rest.ids] : [])])
      expect([name, substanceIn(name.toUpperCase())]).toStrictEqual([name, { code }])
  }
})
it('knows what sheets write besides, and guesses slips', () => {
  expect(substanceIn('Ecstasy')).toStrictEqual({ code: 'mdma' })
  expect(substanceIn('Heroine')).toStrictEqual({ hint: 'heroin' })
  expect(substanceIn('Quux')).toStrictEqual({ hint: undefined })
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
  expect(['By air', 'Car or motorcycle', 'sled'].map(modeIn)).toStrictEqual([
    'aircraft',
    'car-or-motorcycle',
    undefined,
  ])
})
