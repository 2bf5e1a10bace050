import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mergePatch } from '../../domain/merge-patch.ts'

/** RFC 7396, appendix A: the cases whose target and patch are objects. */
it.each<[object, object, object]>([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('%j patched with %j is %j', (target, patch, result) => {
  expect(mergePatch(target, patch)).toStrictEqual(result)
})

const anyObject = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  fc.oneof(fc.constant(null), fc.nat(3), fc.array(fc.nat(2), { maxLength: 2 }), fc.object({ maxDepth: 1 })),
  { noNullPrototype: true },
)

it('leaves its input alone, and a second time changes nothing', () => {
  fc.assert(
    fc.property(anyObject, anyObject, (target, patch) => {
      const before = JSON.stringify([target, patch])
      const once = mergePatch(target, patch)
      expect(mergePatch(once, patch)).toStrictEqual(once)
      expect(JSON.stringify([target, patch])).toBe(before)
    }),
  )
})
