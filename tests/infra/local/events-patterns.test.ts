import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compilePattern, matches } from '../../../infra/local/events-patterns.ts'
import { projectDir } from '../../../infra/project-dir.ts'

type Case = { name: string; pattern: object; event: object; matches: boolean }

/** Confirmed with AWS's own matcher; lies beside the checkout, not in it. */
const confirmedFile = join(projectDir, '../shared/eventbridge-patterns.json')
const confirmed: Case[] = existsSync(confirmedFile) ? JSON.parse(readFileSync(confirmedFile, 'utf8')) : []

const hit = (pattern: object, event: object) => matches(compilePattern(pattern), event)

describe('patterns confirmed with AWS', () => {
  it.skipIf(confirmed.length === 0)('are all there', () => expect(confirmed.length).toBeGreaterThan(40))
  it.each(confirmed)('$name', (each) => expect(hit(each.pattern, each.event)).toBe(each.matches))
})

const detail = (pattern: object, event: object): [object, object] => [{ detail: pattern }, { detail: event }]

/** From the EventBridge user guide, "Comparison operators for use in event patterns" and "Event pattern syntax". */
describe('patterns of the user guide', () => {
  it.each<[string, [object, object], boolean]>([
    [
      'equals-ignore-case of something else',
      detail({ n: [{ 'equals-ignore-case': 'alice' }] }, { n: 'bob' }),
      false,
    ],
    [
      'suffix ignoring case',
      detail({ f: [{ suffix: { 'equals-ignore-case': '.PNG' } }] }, { f: 'a.png' }),
      true,
    ],
    ['prefix of a number', detail({ n: [{ prefix: '1' }] }, { n: 12 }), false],
    ['anything-but of another type', detail({ n: [{ 'anything-but': 'x' }] }, { n: 7 }), true],
    ['anything-but, one number', detail({ n: [{ 'anything-but': 7 }] }, { n: 7 }), false],
    [
      'anything-but, list of prefixes',
      detail({ n: [{ 'anything-but': { prefix: ['a', 'b'] } }] }, { n: 'bc' }),
      false,
    ],
    [
      'anything-but, list of suffixes',
      detail({ n: [{ 'anything-but': { suffix: ['x', 'y'] } }] }, { n: 'ab' }),
      true,
    ],
    [
      'anything-but, list of wildcards',
      detail({ n: [{ 'anything-but': { wildcard: ['*x*', 'y*'] } }] }, { n: 'yes' }),
      false,
    ],
    [
      'anything-but matches another element',
      detail({ t: [{ 'anything-but': 'a' }] }, { t: ['a', 'b'] }),
      true,
    ],
    ['wildcard, escaped star', detail({ f: [{ wildcard: 'a\\*b' }] }, { f: 'a*b' }), true],
    ['wildcard, escaped star is no wildcard', detail({ f: [{ wildcard: 'a\\*b' }] }, { f: 'axb' }), false],
    ['wildcard, escaped backslash', detail({ f: [{ wildcard: 'a\\\\*' }] }, { f: 'a\\b' }), true],
    ['wildcard over lines', detail({ f: [{ wildcard: 'a*b' }] }, { f: 'a\nb' }), true],
    ['numeric of a string', detail({ n: [{ numeric: ['=', 5] }] }, { n: '5' }), false],
    ['numeric, lower bound', detail({ n: [{ numeric: ['>=', 5] }] }, { n: 5 }), true],
    ['boolean is no string', detail({ b: [true] }, { b: 'true' }), false],
    ['boolean', detail({ b: [true] }, { b: true }), true],
    ['number is no string', detail({ n: ['1'] }, { n: 1 }), false],
    ['empty string', detail({ s: [''] }, { s: '' }), true],
    ['null and absent', detail({ u: [null] }, { z: 1 }), false],
    ['exists true of null', detail({ u: [{ exists: true }] }, { u: null }), true],
    ['exists true of an object', detail({ u: [{ exists: true }] }, { u: { a: 1 } }), false],
    ['exists false of an object', detail({ u: [{ exists: false }] }, { u: { a: 1 } }), true],
    ['exists false or a value', detail({ u: [{ exists: false }, 'x'] }, { u: 'x' }), true],
    ['exists false or another value', detail({ u: [{ exists: false }, 'x'] }, { u: 'y' }), false],
    ['exists false of an empty array', detail({ u: [{ exists: false }] }, { u: [] }), true],
    ['cidr of no address', detail({ ip: [{ cidr: '10.0.0.0/8' }] }, { ip: 'ten' }), false],
    ['cidr of the other version', detail({ ip: [{ cidr: '10.0.0.0/8' }] }, { ip: '::ffff:a00:1' }), false],
    ['cidr IPv6, outside', detail({ ip: [{ cidr: '2001:db8::/32' }] }, { ip: '2001:db9::1' }), false],
    ['cidr of everything', detail({ ip: [{ cidr: '0.0.0.0/0' }] }, { ip: '255.255.255.255' }), true],
    [
      'both in one element',
      detail(
        { i: { a: [1], b: [2] } },
        {
          i: [
            { a: 1, b: 2 },
            { a: 3, b: 4 },
          ],
        },
      ),
      true,
    ],
    [
      'each in another element',
      detail(
        { i: { a: [1], b: [4] } },
        {
          i: [
            { a: 1, b: 2 },
            { a: 3, b: 4 },
          ],
        },
      ),
      false,
    ],
    [
      'each in another array',
      detail({ i: { a: [1] }, j: { b: [2] } }, { i: [{ a: 1 }], j: [{ b: 9 }, { b: 2 }] }),
      true,
    ],
    ['arrays in elements', detail({ i: { a: ['y'], b: ['k'] } }, { i: [{ a: ['x', 'y'], b: ['k'] }] }), true],
    [
      'arrays in other elements',
      detail({ i: { a: ['y'], b: ['k'] } }, { i: [{ a: ['y'] }, { b: ['k'] }] }),
      false,
    ],
    ['$or at the top', [{ $or: [{ source: ['a'] }, { account: ['1'] }] }, { account: '1' }], true],
    ['$or inside $or', detail({ $or: [{ a: [1] }, { $or: [{ b: [1] }, { c: [1] }] }] }, { c: 1 }), true],
    [
      'two $or, both needed',
      [
        { $or: [{ a: [1] }, { b: [1] }], d: { $or: [{ x: [1] }, { y: [1] }] } },
        { b: 1, d: { x: 2 } },
      ],
      false,
    ],
    ['of no field', [{ source: ['a'] }, {}], false],
  ])('%s', (_, [pattern, event], expected) => expect(hit(pattern, event)).toBe(expected))
})

describe('patterns that EventBridge refuses', () => {
  it.each<[string, unknown, RegExp]>([
    ['no object', ['a'], /not an object/],
    ['empty', {}, /Empty objects/],
    ['empty inside', { detail: {} }, /Empty objects.*detail/],
    ['bare value', { source: 'a' }, /object or an array/],
    ['empty array', { source: [] }, /Empty arrays.*source/],
    ['array in an array', { source: [['a']] }, /Match value/],
    ['unknown operator', { source: [{ starts: 'a' }] }, /Unrecognized match type starts/],
    ['two operators', { source: [{ prefix: 'a', suffix: 'b' }] }, /Only one key/],
    ['no operator', { source: [{}] }, /not found/],
    ['prefix of a number', { source: [{ prefix: 1 }] }, /must be a string/],
    ['exists of a string', { source: [{ exists: 'true' }] }, /true or false/],
    ['consecutive wildcards', { source: [{ wildcard: 'a**b' }] }, /Consecutive/],
    ['consecutive wildcards after a backslash', { source: [{ wildcard: '\\\\**' }] }, /Consecutive/],
    ['bad escape', { source: [{ wildcard: 'a\\b' }] }, /escape/],
    ['numeric without a bound', { n: [{ numeric: ['<'] }] }, /elements/],
    ['numeric, empty', { n: [{ numeric: [] }] }, /elements/],
    ['numeric, unknown comparison', { n: [{ numeric: ['!=', 1] }] }, /operator/],
    ['numeric, inherited name', { n: [{ numeric: ['toString', 1] }] }, /operator/],
    ['numeric of a string', { n: [{ numeric: ['<', '1'] }] }, /numeric/],
    ['numeric, upper bound first', { n: [{ numeric: ['<', 5, '>', 1] }] }, /lower bound/],
    ['numeric, nothing between', { n: [{ numeric: ['>', 5, '<', 5] }] }, /less than/],
    ['numeric, too large', { n: [{ numeric: ['<', 6e9] }] }, /5.0e9/],
    ['anything-but nothing', { n: [{ 'anything-but': [] }] }, /Empty/],
    ['anything-but mixed', { n: [{ 'anything-but': [1, 'a'] }] }, /number or string/],
    ['anything-but null', { n: [{ 'anything-but': [null] }] }, /numbers and strings/],
    ['anything-but numeric', { n: [{ 'anything-but': { numeric: ['<', 1] } }] }, /Unsupported/],
    ['anything-but an empty prefix', { n: [{ 'anything-but': { prefix: '' } }] }, /Empty prefix/],
    ['cidr without mask', { ip: [{ cidr: '10.0.0.1' }] }, /'\/'/],
    ['cidr of the whole address', { ip: [{ cidr: '10.0.0.1/32' }] }, /< 32/],
    ['cidr of no address', { ip: [{ cidr: 'ten/8' }] }, /no IP/],
    ['$or of one', { $or: [{ a: [1] }] }, /at least 2/],
    ['$or of an object', { $or: { a: [1] } }, /array/],
    ['$or of values', { $or: [1, 2] }, /Only objects/],
    ['operator as a field in $or', { $or: [{ prefix: ['a'] }, { b: [1] }] }, /prefix/],
  ])('%s', (_, pattern, reason) => expect(() => compilePattern(pattern)).toThrow(reason))
})
