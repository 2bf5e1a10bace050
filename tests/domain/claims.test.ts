import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { citing, claim, daryo, giToc, graded, route, statuses, value, weighed } from './estimates.ts'
import { type Draft, everyone, id, told } from './stream.ts'

describe('policy 1 prefers', () => {
  it.each<[string, Draft, Draft]>([
    [
      'the better information',
      value('1', '2', { grading: graded('E', '2') }),
      value('3', '4', { grading: graded('A', '3') }),
    ],
    [
      'then the better source',
      value('1', '2', { grading: graded('B', '2') }),
      value('3', '4', { grading: graded('C', '2') }),
    ],
    [
      'what can be judged',
      value('1', '2', { grading: graded('E', '5') }),
      value('3', '4', { grading: graded('A', '6') }),
    ],
    ['then more independent roots', value('1', '2', citing('one', 'two')), value('3', '4', citing('three'))],
    [
      'then what occurred last',
      value('1', '2', { occurred: { from: '2023', to: '2024', precision: 'year' } }),
      value('3', '4', { occurred: { from: '2023-12', precision: 'month' } }),
    ],
    [
      'then what was recorded last',
      value('1', '2', {}, { recordedAt: '2024-03-21T00:00:00.000Z' }),
      value('3', '4', {}, { recordedAt: '2024-03-20T00:00:00.000Z' }),
    ],
    [
      'then the lowest id',
      value('1', '2', {}, { eventId: id(1), recordedAt: '2024-03-20T00:00:00.000Z' }),
      value('3', '4', {}, { eventId: id(2), recordedAt: '2024-03-20T00:00:00.000Z' }),
    ],
  ])('%s', (_why, better, other) => {
    expect(statuses(route(better, other))).toStrictEqual(['preferred', 'live'])
    expect(statuses(route({ ...other, eventId: id(2) }, { ...better, eventId: id(1) }))).toStrictEqual([
      'live',
      'preferred',
    ])
  })
})

describe('roots', () => {
  it('count a retelling once, and call it a variant under another metric', () => {
    const events = route(
      value('1', '2', giToc),
      value('1', '2', { ...daryo, metric: 'gross-revenue', grading: graded('C', '3') }),
    )
    expect(weighed(events).weighed.map(({ claim: { status, roots } }) => [status, roots])).toStrictEqual([
      ['preferred', 1],
      ['variant', 1],
    ])
    expect(weighed(events).conflicts).toStrictEqual([])
  })
  it('make a retelling in other words a variant too, but not a mere repetition', () => {
    const retold = { sources: daryo.sources.map((source) => ({ ...source, wording: 'revenue' })) }
    expect(statuses(route(value('1', '2', giToc), value('1', '2', retold)))).toStrictEqual([
      'variant',
      'preferred',
    ])
    expect(statuses(route(value('1', '2', giToc), value('1', '2', daryo)))).toStrictEqual([
      'live',
      'preferred',
    ])
  })
  it('follow the register as well', () => {
    const as = { label: 'public', derivedFrom: (source: string) => (source === 'press' ? ['gi-toc'] : []) }
    const events = route(value('1', '2', giToc), value('1', '2', citing('press')))
    expect(weighed(events, as).weighed.map((one) => one.claim.roots)).toStrictEqual([1, 1])
    expect(weighed(events).weighed.map((one) => one.claim.roots)).toStrictEqual([2, 2])
  })
  it('lift the cap on credibility 1 when they are two', () => {
    const confirmed = { grading: graded('B', '1') }
    const information = (...drafts: Draft[]) => claim(route(...drafts))?.grading.admiralty.information
    expect(information(value('1', '2', { ...giToc, ...confirmed }))).toBe('2')
    expect(information(value('1', '2', { ...giToc, ...confirmed }), value('1', '2', daryo))).toBe('2')
    expect(
      information(value('1', '2', { ...giToc, ...confirmed }), value('1', '2', citing('un-report'))),
    ).toBe('1')
    expect(claim(route(value('1', '2', confirmed)))?.grading.sent).toStrictEqual(graded('B', '1'))
  })
  it('do not count what was retracted', () => {
    const events = route(
      value('1', '2', giToc),
      value('1', '2', citing('un-report')),
      told('ClaimRetracted', { claimId: id(2), reason: 'error' }),
    )
    expect(weighed(events).weighed.map(({ claim: { status, roots } }) => [status, roots])).toStrictEqual([
      ['preferred', 1],
      ['retracted', 2],
    ])
  })
})

describe('conflicts', () => {
  it('are different values from different roots', () => {
    const events = route(value('1', '2', giToc), value('3', '4', citing('un-report')))
    expect(weighed(events).conflicts).toStrictEqual([{ field: 'value', claimIds: [id(1), id(2)] }])
  })
  it.each([
    ['from one root', value('3', '4', daryo)],
    ['by another metric', value('3', '4', { ...citing('un-report'), metric: 'street-value' })],
    ['for another period', value('3', '4', { ...citing('un-report'), referencePeriod: '2019' })],
  ])('are none %s', (_why, other) =>
    expect(weighed(route(value('1', '2', giToc), other)).conflicts).toStrictEqual([]),
  )
})

it('shows to whom a claim is released to its poster alone', () => {
  const red = value('1', '2', { marking: { tlp: 'RED', releasableTo: ['ru-authority'] } })
  const seenAs = (label: string) => weighed(route(red), { ...everyone, label }).weighed[0]?.claim.marking
  expect(seenAs('participants/kz-moi')).toStrictEqual({ tlp: 'RED', releasableTo: ['ru-authority'] })
  expect(seenAs('participants/ru-authority')).toStrictEqual({ tlp: 'RED' })
})

const anyValue = fc
  .record({
    min: fc.constantFrom('1', '2'),
    grade: fc.constantFrom('A1', 'B2', 'F6'),
    cited: fc.constantFrom(giToc, daryo, citing('un-report'), {}),
  })
  .map(({ min, grade, cited }) =>
    value(min, '9', { ...cited, grading: graded(grade.charAt(0), grade.charAt(1)) }),
  )

it('prefers the same claim however they are shuffled', () =>
  fc.assert(
    fc.property(
      fc.array(anyValue, { minLength: 1, maxLength: 6 }).chain((drafts) => {
        const events = route(...drafts)
        return fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))
      }),
      ([events, shuffled]) => {
        expect(weighed(shuffled)).toStrictEqual(weighed(events))
      },
    ),
  ))
