import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseName, searchable } from '../../domain/names.ts'

describe('names compared', () => {
  it.each([
    ['Химпром', 'Khimprom'],
    ['ХИМПРОМ', 'khim-prom'],
    ['Ｋｈｉｍｐｒｏｍ', '"Khimprom"'],
    ['Жібек жолы', 'Zhibek Zholy'],
    ['Türkiye', 'Turkiye'],
    ['STRASSE', 'straße'],
    ['STRAẞE', 'straße'],
    ['O’Brien', "O'Brien"],
    ['ΣΙΓΜΑΣ', 'σιγμας'],
  ])('%s is %s', (one, other) => expect(normaliseName(one)).toBe(normaliseName(other)))

  it.each([
    ['Химпром', 'Химпро'],
    ['North', 'Nord'],
  ])('%s is not %s', (one, other) => expect(normaliseName(one)).not.toBe(normaliseName(other)))

  it('keeps signs where a name has nothing else', () => expect(normaliseName('★ ★')).toBe('★★'))

  it('normalises once and for all, and never to nothing', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const normal = normaliseName(name)
        expect(normaliseName(normal)).toBe(normal)
        if (/\S/u.test(name)) expect(normal).not.toBe('')
      }),
    ))
})

it('searches by words', () => {
  expect(searchable('Сеть «Химпром», Central-Asia')).toBe('set khimprom central asia')
})
