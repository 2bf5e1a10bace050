import { describe, expect, it } from 'vitest'
import { countryCodes } from '../../../events/codes/countries.ts'
import { whereaboutsOf } from '../../../events/codes/m49.ts'

describe('the regions of M49', () => {
  it('hold every country but those that M49 leaves out', () => {
    expect([...countryCodes].filter((country) => !whereaboutsOf(country))).toStrictEqual(['AQ', 'TW'])
  })

  it('hold nothing else', () => {
    expect(whereaboutsOf('XX')).toBeUndefined()
    expect(whereaboutsOf('KZ')).toStrictEqual({ region: 'asia', subregion: 'central-asia' })
    expect(whereaboutsOf('CO')).toStrictEqual({ region: 'americas', subregion: 'south-america' })
  })
})
