import { describe, expect, it } from 'vitest'
import { countryCodes } from '../../../events/codes/countries.ts'
import { regions } from '../../../events/codes/regions.ts'
import { groups } from '../../../events/codes/substance-groups.ts'
import { substances } from '../../../events/codes/substances.ts'
import { units } from '../../../events/codes/units.ts'

describe('code lists', () => {
  it('every substance has its names, group and unit, and every group a catch-all or members', () => {
    for (const one of Object.values(substances)) {
      expect(Object.keys(groups)).toContain(one.group)
      expect(units).toContain(one.unit)
      expect(one.ru).toMatch(/[а-яё]/i)
    }
    expect(new Set(Object.values(substances).map(({ group }) => group)).size).toBe(Object.keys(groups).length)
  })

  it('no two substances share a name or a label', () => {
    const all = Object.values(substances).flatMap((one) => ('ids' in one ? [`ids ${one.ids}`] : []))
    expect(new Set(all).size).toBe(all.length)
    expect(new Set(Object.values(substances).map(({ en }) => en)).size).toBe(Object.keys(substances).length)
  })

  it('regions have three digits each, no two the same', () => {
    const codes = Object.values(regions).map(({ m49 }) => m49)
    expect(codes.every((code) => /^\d{3}$/.test(code))).toBe(true)
    expect(new Set(codes).size).toBe(codes.length)
  })

  it('countries are the assigned ones', () => {
    expect(countryCodes.size).toBe(249)
    expect(['KZ', 'TM', 'SU', 'XK', 'UK', 'EU', 'XX'].filter((code) => countryCodes.has(code))).toEqual([
      'KZ',
      'TM',
    ])
  })
})
