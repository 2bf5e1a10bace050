import { describe, expect, it } from 'vitest'
import type * as z from 'zod'
import { actorName, lang, name, names, note, prose } from '../../events/text.ts'

const codes = (schema: z.ZodType, value: unknown) =>
  schema
    .safeParse(value)
    .error?.issues.map((issue) => (issue.code === 'custom' ? issue.params?.code : issue.code)) ?? []

describe('a name', () => {
  it.each([
    'Northern route',
    'Химпром',
    'Қазақстан Ішкі істер министрлігі',
    "'Ndrangheta",
    'Null',
    'undefined',
    '=1+1',
    '{{7*7}}',
    'alpha-PVP and α-PVP',
    'Химпром (Khimprom)',
    'Cafe\u0301',
    'می\u200cخواهم',
    '😀',
    'a'.repeat(200),
    '😀'.repeat(200),
  ])('%s', (text) => expect(codes(name, text)).toEqual([]))

  it.each([
    ['', 'blank'],
    ['\u00a0 ', 'blank'],
    ['\u3164\u2800', 'blank'],
    ['a'.repeat(201), 'too-long'],
    ['a\u200bgency', 'invisible-character'],
    ['\u202eagency', 'invisible-character'],
    ['a\u0000b', 'invisible-character'],
    ['two\nlines', 'invisible-character'],
    ['\ue000agency', 'invisible-character'],
    [`e${'\u0301'.repeat(5)}`, 'too-many-marks'],
    ['\u0410gency', 'mixed-script'],
    ['a\ud800', 'lone-surrogate'],
    ['write to office@example.org', 'personal-data'],
  ])('not %j', (text, code) => expect(codes(name, text)).toContain(code))

  it('of an actor names no people', () => {
    expect(codes(actorName, 'Tajik wholesalers')).toEqual(['protected-attribute'])
    expect(codes(name, 'Tajik customs')).toEqual([])
  })

  it('is given in English and in any other language that exists', () => {
    expect(codes(names, { en: 'Almaty', kk: 'Алматы', zh: '阿拉木图' })).toEqual([])
    expect(
      codes(names, {
        en: 'Almaty',
        'uz-Cyrl': 'Алмати',
        'az-Cyrl': 'Алматы',
        'sr-Latn': 'Almati',
        'zh-Hans': '阿拉木图',
        'pt-BR': 'Almaty',
        'zh-Hant-TW': '阿拉木圖',
        'es-419': 'Almaty',
      }),
    ).toEqual([])
    expect(codes(names, { ru: 'Алматы' })).toEqual(['invalid_type'])
    for (const key of [
      'EN',
      'xx',
      'english',
      'en-gb',
      'uz-cyrl',
      'xx-Cyrl',
      'en_GB',
      'iw',
      'de-DE-1996',
      'en-u-ca-iso8601',
    ]) {
      expect(codes(names, { en: 'Almaty', [key]: 'Almaty' })).toEqual(['unknown-language'])
    }
  })
})

describe('prose', () => {
  it.each(['a \u202e b', '<script>alert(1)</script>', '=cmd|" /C calc"!A0', 'two\nlines', 'e\u0301 in NFD'])(
    'keeps %j as given',
    (text) => expect(note.parse(text)).toBe(text),
  )

  it.each([
    ['', 'blank'],
    ['\u00a0\u200b\n', 'blank'],
    ['a\u0000b', 'nul-character'],
    ['a\u0007b', 'control-character'],
    ['\u001b[31mred', 'control-character'],
    ['a\u007fb', 'control-character'],
    ['a\u009bb', 'control-character'],
    ['a\udc00', 'lone-surrogate'],
    ['😀'.repeat(2_001), 'too-long'],
  ])('refuses %j', (text, code) => expect(codes(note, text)).toEqual([code]))

  it('counts code points', () => expect(codes(prose(3), '😀😀😀')).toEqual([]))
})

describe('a language', () => {
  it.each(['en', 'kk', 'uz-Latn', 'zh-Hant-TW', 'pt-BR'])('%s', (tag) => expect(codes(lang, tag)).toEqual([]))
  it.each(['english', 'xx', 'en_US', '', '-'])('not %j', (tag) =>
    expect(codes(lang, tag)).toEqual(['pattern']),
  )
})
