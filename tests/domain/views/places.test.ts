import { expect, it } from 'vitest'
import { countryOf, placeKey, placeKeys } from '../../../domain/views/places.ts'

it('brings a place to its country and a region to its slug', () => {
  const where = [{ country: 'KZ', locality: 'Almaty' }, 'KZ', { region: 'western-europe' }, 'western-europe']
  expect(where.map(placeKey)).toStrictEqual(['KZ', 'KZ', 'western-europe', 'western-europe'])
  expect(where.map(countryOf)).toStrictEqual(['KZ', 'KZ', undefined, undefined])
  expect(placeKeys(where)).toStrictEqual(['KZ', 'western-europe'])
  expect(placeKeys(undefined)).toStrictEqual([])
})
