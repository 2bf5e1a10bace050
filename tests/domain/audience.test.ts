import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  audienceOf,
  chainOf,
  covers,
  join,
  type Member,
  meet,
  narrower,
  ownLabel,
  sees,
  within,
} from '../../domain/audience.ts'
import type { Marking } from '../../events/envelope.ts'

/** Written by hand: who a reader is, and what it holds from wide to narrow. */
const chains = {
  public: ['public'],
  community: ['public', 'community'],
  participants: ['public', 'community', 'participants'],
  'community/observer-one': ['public', 'community', 'community/observer-one'],
  'community/io-one': ['public', 'community', 'community/io-one'],
  'participants/kz-moi': ['public', 'community', 'participants', 'participants/kz-moi'],
  'participants/ru-authority': ['public', 'community', 'participants', 'participants/ru-authority'],
  'participants/centre': ['public', 'community', 'participants', 'participants/centre'],
} as const
const labels = Object.keys(chains)

const members = {
  kz: { agencyId: 'kz-moi', kind: 'participating-state' },
  ru: { agencyId: 'ru-authority', kind: 'participating-state' },
  obs: { agencyId: 'observer-one', kind: 'observer' },
  io: { agencyId: 'io-one', kind: 'international-organisation' },
  centre: { agencyId: 'centre', kind: 'centre' },
} as const satisfies Record<string, Member>
type Name = keyof typeof members

const readers = {
  anyone: 'public',
  obs: 'community/observer-one',
  io: 'community/io-one',
  kz: 'participants/kz-moi',
  ru: 'participants/ru-authority',
  centre: 'participants/centre',
} as const

describe('labels', () => {
  it.each(Object.entries(members))('%s holds its own', (name, member) => {
    expect(ownLabel(member)).toBe(readers[name as Name])
  })
  it.each(Object.entries(chains))('%s reads as its chain', (label, chain) => {
    expect(chainOf(label)).toStrictEqual(chain)
    expect(labels.filter((wide) => covers(wide, label)).sort()).toStrictEqual([...chain].sort())
  })
})

/** DOMAIN.md §4: tlp, poster, released to, and everyone who reads it. */
const table: readonly (readonly [Marking['tlp'], Name, readonly Name[], string])[] = [
  ['CLEAR', 'kz', [], 'anyone obs io kz ru centre'],
  ['CLEAR', 'obs', [], 'anyone obs io kz ru centre'],
  ['CLEAR', 'io', [], 'anyone obs io kz ru centre'],
  ['CLEAR', 'centre', [], 'anyone obs io kz ru centre'],
  ['GREEN', 'kz', [], 'obs io kz ru centre'],
  ['GREEN', 'obs', [], 'obs io kz ru centre'],
  ['GREEN', 'io', [], 'obs io kz ru centre'],
  ['GREEN', 'centre', [], 'obs io kz ru centre'],
  ['AMBER', 'kz', [], 'kz ru centre'],
  ['AMBER', 'obs', [], 'obs kz ru centre'],
  ['AMBER', 'io', [], 'io kz ru centre'],
  ['AMBER', 'centre', [], 'kz ru centre'],
  ['AMBER+STRICT', 'kz', [], 'kz centre'],
  ['AMBER+STRICT', 'kz', ['ru'], 'kz ru centre'],
  ['AMBER+STRICT', 'kz', ['obs'], 'obs kz centre'],
  ['AMBER+STRICT', 'kz', ['kz', 'centre'], 'kz centre'],
  ['AMBER+STRICT', 'obs', [], 'obs centre'],
  ['AMBER+STRICT', 'io', ['obs'], 'obs io centre'],
  ['AMBER+STRICT', 'centre', [], 'centre'],
  ['RED', 'kz', [], 'kz'],
  ['RED', 'kz', ['ru', 'io'], 'io kz ru'],
  ['RED', 'obs', [], 'obs'],
  ['RED', 'obs', ['centre'], 'obs centre'],
  ['RED', 'io', [], 'io'],
  ['RED', 'centre', [], 'centre'],
  ['RED', 'centre', ['kz'], 'kz centre'],
]

describe('audiences', () => {
  it.each(table)('%s by %s, released to %j, is read by %s', (tlp, poster, released, expected) => {
    const releasableTo = released.map((name) => members[name].agencyId)
    const marking = released.length > 0 ? { tlp, releasableTo } : { tlp }
    const audience = audienceOf(
      marking,
      members[poster],
      released.map((name) => members[name]),
    )
    const reading = Object.entries(readers).filter(([, label]) => sees(label, audience))
    expect(reading.map(([name]) => name).join(' ')).toBe(expected)
  })

  it('are written without what a wider label covers, in one order', () => {
    expect(audienceOf({ tlp: 'AMBER' }, members.kz)).toStrictEqual(['participants'])
    expect(audienceOf({ tlp: 'AMBER' }, members.obs)).toStrictEqual([
      'community/observer-one',
      'participants',
    ])
    expect(audienceOf({ tlp: 'RED' }, members.ru, [members.kz])).toStrictEqual([
      'participants/kz-moi',
      'participants/ru-authority',
    ])
  })
})

/** A state and an observer that no audience here names stand for all the others. */
const everyReader: Readonly<Record<string, readonly string[]>> = {
  ...chains,
  'participants/tj-authority': [...chains.participants, 'participants/tj-authority'],
  'community/observer-two': [...chains.community, 'community/observer-two'],
}
const reads = (label: string, audience: readonly string[]) =>
  audience.some((one) => everyReader[label]?.includes(one))
const readersOf = (audience: readonly string[]) =>
  Object.keys(everyReader).filter((label) => reads(label, audience))

const anyAudience = fc.subarray(labels)
const pair = fc.tuple(anyAudience, anyAudience)
const trio = fc.tuple(anyAudience, anyAudience, anyAudience)
const holds = <T>(values: fc.Arbitrary<T>, law: (value: T) => void) =>
  fc.assert(
    fc.property(values, (value) => {
      law(value)
    }),
  )

describe('laws', () => {
  it('a reader sees what carries a label of its chain', () =>
    holds(anyAudience, (a) =>
      expect(Object.keys(everyReader).filter((label) => sees(label, a))).toStrictEqual(readersOf(a)),
    ))
  it('meet is read by the readers of both, join by those of either', () =>
    holds(pair, ([a, b]) => {
      const both = readersOf(a).filter((label) => reads(label, b))
      expect(readersOf(meet(a, b))).toStrictEqual(both)
      expect(readersOf(join(a, b))).toStrictEqual(
        Object.keys(everyReader).filter((label) => reads(label, a) || reads(label, b)),
      )
    }))
  it('meet and join forget order, repetition and grouping, and absorb each other', () =>
    holds(trio, ([a, b, c]) => {
      for (const [op, dual] of [
        [meet, join],
        [join, meet],
      ] as const) {
        expect(op(a, b)).toStrictEqual(op(b, a))
        expect(op(a, a)).toStrictEqual(join(a, []))
        expect(op(a, op(b, c))).toStrictEqual(op(op(a, b), c))
        expect(op(a, dual(a, b))).toStrictEqual(join(a, []))
      }
    }))
  it('within means that every reader of the one reads the other', () =>
    holds(pair, ([a, b]) => {
      expect(within(a, b)).toBe(readersOf(a).every((label) => reads(label, b)))
      expect(narrower(a, b)).toBe(within(a, b) && readersOf(a).length < readersOf(b).length)
    }))
  it('within and meet agree', () =>
    holds(pair, ([a, b]) => {
      expect(within(meet(a, b), a)).toBe(true)
      expect(within(a, join(a, b))).toBe(true)
      expect(within(a, b)).toBe(String(meet(a, b)) === String(join(a, [])))
    }))
  it('narrower is a strict order', () =>
    holds(trio, ([a, b, c]) => {
      expect(narrower(a, a)).toBe(false)
      expect(narrower(a, b) && narrower(b, a)).toBe(false)
      if (narrower(a, b) && narrower(b, c)) expect(narrower(a, c)).toBe(true)
    }))
})
