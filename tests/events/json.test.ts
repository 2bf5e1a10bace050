import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { depthMax, parseJson } from '../../events/json.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const parse = (text: string) => parseJson(bytes(text))
const detail = (input: Uint8Array) => {
  const parsed = parseJson(input)
  return parsed.ok ? 'accepted' : parsed.detail
}
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

describe('parseJson', () => {
  it.each([
    ['cut short', '{"a":'],
    ['two documents', '{"ok":1} {}'],
    ['a trailing comma', '{"a":1,}'],
    ['a comment', '{"a":1 /* so */}'],
    ['a line comment', '// so\n{}'],
    ['single quotes', "{'a':1}"],
    ['a bare key', '{a:1}'],
    ['a raw line break in a string', '"a\nb"'],
    ['a leading zero', '[01]'],
    ['NaN', '[NaN]'],
    ['nothing', ''],
    ['unbalanced closing', '}]'],
  ])('refuses %s', (_, text) => expect(detail(bytes(text))).toBe('is not valid JSON'))

  it.each([
    ['at the top', '{"a":1,"a":1}'],
    ['three levels down', '{"p":{"l":{"c":1,"c":2}}}'],
    ['in another spelling', '{"tlp":"RED","t\\u006Cp":"CLEAR"}'],
    ['in an object of an array', '[0,{"a":[{}],"b":2,"a":3}]'],
    ['when it is empty', '{"":1,"":2}'],
  ])('refuses a duplicate key %s', (_, text) =>
    expect(detail(bytes(text))).toBe('has the same key twice in one object'),
  )

  it('keeps equal keys of different objects and equal strings apart', () => {
    const text = '{"a":{"a":"a"},"b":[{"a":1},{"a":1}],"c":["a","a"]}'
    expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) })
  })

  it.each(['{"__proto__":{}}', '{"a":[{"\\u005f_proto__":1}]}'])('refuses the key in %s', (text) =>
    expect(detail(bytes(text))).toBe('has a key that is not allowed'),
  )

  it('refuses more than 16 levels, however many, and takes 16', () => {
    expect(parse(nested(depthMax)).ok).toBe(true)
    expect(parse(nested(depthMax + 1))).toEqual({ ok: false, detail: 'is nested deeper than 16' })
    expect(detail(bytes('['.repeat(200_000)))).toBe('is nested deeper than 16')
  })

  it.each([
    ['a lone FF', [0x22, 0xff, 0x22]],
    ['an overlong NUL', [0x22, 0xc0, 0x80, 0x22]],
    ['an encoded surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['a character cut short', [0x22, 0xe2, 0x82, 0x22]],
  ])('refuses %s', (_, given) => expect(detail(Uint8Array.from(given))).toBe('is not valid UTF-8'))

  it('refuses a byte order mark', () => {
    expect(detail(Uint8Array.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]))).toMatch('byte order mark')
  })

  it.each(['1e-400', '-1e-400', '0.5E-999', `0.${'0'.repeat(400)}1`])(
    'refuses a number that would become zero, wherever it stands: %#',
    (number) => {
      for (const text of [number, `[${number}]`, `{"data":{"point":{"lon":${number}}}}`])
        expect(detail(bytes(text))).toBe('has a number too close to zero to be kept')
    },
  )

  it.each(['0', '-0', '0.000', '0e5', '0E-400', '5e-324', '"1e-400"'])('takes %s', (text) => {
    expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) })
  })

  const anyJson = fc.jsonValue({ maxDepth: 8, noUnicodeString: false })

  it('reads what JSON.parse reads', () =>
    fc.assert(
      fc.property(anyJson, fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space)
        if (/"__proto__"/.test(text)) return
        expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) })
      }),
    ))

  it('never throws and never takes what JSON.parse refuses', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'{}[]:,"\\u0061 a1-.e/*tru')), (signs) => {
        const text = signs.join('')
        const parsed = parse(text)
        if (parsed.ok) expect(parsed.value).toEqual(JSON.parse(text))
      }),
    ))

  it('finds a key that is written twice wherever it stands', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 8 }), fc.nat(), (keys, at) => {
        const again = keys[at % keys.length]
        const members = [...keys, again].map((key) => `${JSON.stringify(key)}:{"x":[]}`)
        expect(parse(`{${members.join(',')}}`).ok).toBe(false)
      }),
    ))
})
