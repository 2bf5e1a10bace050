import { describe, expect, it } from 'vitest'
import { delegation, grading, marking, url } from '../../events/envelope.ts'
import { refusals } from './examples.ts'

const accepted = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success

describe('a grading', () => {
  it.each([
    ['admiralty-6x6', 'F', '6'],
    ['europol-4x4', 'X', '4'],
    ['uk-5x5x5', 'E', '5'],
    ['uk-3x5x2', '3', 'E'],
  ])('%s %s%s', (scale, source, information) =>
    expect(accepted(grading, { scale, source, information })).toBe(true),
  )

  it.each([
    ['admiralty-6x6', 'G', '1'],
    ['admiralty-6x6', 'A', '7'],
    ['admiralty-6x6', 'a', '1'],
    ['admiralty-6x6', 'A', 1],
    ['europol-4x4', 'D', '1'],
    ['europol-4x4', 'A', '5'],
    ['uk-5x5x5', 'F', '1'],
    ['uk-3x5x2', 'A', '1'],
    ['uk-3x5x2', 1, 'A'],
    ['nato', 'A', '1'],
  ])('not %s %j %j', (scale, source, information) =>
    expect(accepted(grading, { scale, source, information })).toBe(false),
  )

  it('says which of its fields is wrong', () => {
    expect(refusals('RouteIdentified', { '/data/grading/information': 2 })).toEqual([
      '/data/grading/information type',
    ])
    expect(refusals('RouteIdentified', { '/data/grading/scale': 'nato' })).toEqual([
      '/data/grading/scale not-in-list',
    ])
    expect(refusals('RouteIdentified', { '/data/grading': undefined })).toEqual(['/data/grading required'])
  })
})

describe('a marking', () => {
  it.each([
    [{ tlp: 'CLEAR' }],
    [{ tlp: 'RED' }],
    [{ tlp: 'RED', releasableTo: [] }],
    [{ tlp: 'AMBER+STRICT', releasableTo: ['kg-authority', 'uz-authority'] }],
  ])('%j', (value) => expect(accepted(marking, value)).toBe(true))

  it.each([
    [{}],
    ['RED'],
    [{ tlp: 'red' }],
    [{ tlp: 'RED ' }],
    [{ tlp: 'WHITE' }],
    [{ tlp: 'TLP:RED' }],
    [{ tlp: ['RED', 'CLEAR'] }],
    [{ tlp: 'GREEN', releasableTo: ['kg-authority'] }],
    [{ tlp: 'CLEAR', releasableTo: [] }],
    [{ tlp: 'RED', releasableTo: ['*'] }],
    [{ tlp: 'RED', releasableTo: ['ALL'] }],
    [{ tlp: 'RED', releasableTo: ['kg', 'kg'] }],
    [{ tlp: 'RED', releasableTo: 'kg' }],
    [{ tlp: 'RED', audience: 'public' }],
  ])('not %j', (value) => expect(accepted(marking, value)).toBe(false))

  it('has no default', () => {
    expect(refusals('RouteIdentified', { '/data/marking': undefined })).toEqual(['/data/marking required'])
    expect(refusals('ClaimEndorsed', { '/data/marking': undefined })).toEqual(['/data/marking required'])
  })
})

describe('what names another event', () => {
  it.each(['SeizureCorrected', 'ClaimRetracted', 'PayloadRedacted'] as const)(
    '%s has no envelope of its own',
    (type) =>
      expect(refusals(type, { '/data/occurred': { precision: 'unknown' }, '/data/sources': [] })).toEqual([
        '/data/occurred unknown-field',
        '/data/sources unknown-field',
      ]),
  )

  it('a claim is named by its UUID', () => {
    expect(refusals('ClaimEndorsed', { '/data/claimId': '7' })).toEqual(['/data/claimId pattern'])
  })
})

describe('a delegation', () => {
  it.each(['KZ', 'caricc', 'european-union'])('%s', (text) => expect(accepted(delegation, text)).toBe(true))
  it.each(['kz', 'SU', 'XX', 'KAZ', 'Kazakhstan', ''])('not %j', (text) =>
    expect(accepted(delegation, text)).toBe(false),
  )
})

describe('an address', () => {
  it.each(['https://example.org/a?b=c', 'http://example.org'])('%s', (text) =>
    expect(accepted(url, text)).toBe(true),
  )
  it.each([
    'javascript:alert(1)',
    'ftp://example.org',
    'https://partner.example@evil.example/',
    'example.org',
    'https://a b',
  ])('not %s', (text) => expect(accepted(url, text)).toBe(false))
})

it('an address carries no e-mail address', () => {
  expect(refusals('SourceRegistered', { '/data/url': 'https://example.org/?to=a.b%40example.org' })).toEqual([
    '/data/url personal-data',
  ])
  expect(refusals('SourceRegistered', { '/data/url': 'https://example.org/@agency/7' })).toEqual([])
})

describe('a source', () => {
  it('is not derived from itself, and not listed twice', () => {
    const source = { id: 'a', kind: 'laboratory' }
    expect(refusals('RouteIdentified', { '/data/sources': [{ ...source, derivedFrom: ['a'] }] })).toEqual([
      '/data/sources/0/derivedFrom self-reference',
    ])
    expect(refusals('RouteIdentified', { '/data/sources': [source, source] })).toEqual([
      '/data/sources duplicate',
    ])
  })

  it('may quote what nobody else may say', () => {
    const sources = [{ kind: 'open-source-media', wording: 'a Tajik gang' }]
    expect(refusals('ActorReported', { '/data/sources': sources })).toEqual([])
    expect(
      refusals('ActorReported', { '/data/sources': [{ ...sources[0], wording: 'call +7 701 123 45 67' }] }),
    ).toEqual(['/data/sources/0/wording personal-data'])
  })
})
