import { describe, expect, it } from 'vitest'
import { areDisjoint, derivationsOf, rootsOf } from '../../domain/roots.ts'

const kind = 'open-source-media' as const
const register: Record<string, string[]> = {
  daryo: ['gi-toc'],
  digest: ['daryo', 'un-report'],
  hen: ['egg'],
  egg: ['hen'],
  chick: ['hen'],
}
const registered = (id: string) => register[id] ?? []
const roots = (...sources: Parameters<typeof rootsOf>[0]['sources']) =>
  [...rootsOf({ claimId: 'c1', postedBy: 'kz-moi', sources }, derivationsOf(sources, registered))].sort()

describe('the root of a claim', () => {
  it('is the agency, where it names no source', () => expect(roots()).toStrictEqual(['agency kz-moi']))
  it('is the end of what its source derives from', () =>
    expect(roots({ id: 'daryo', kind })).toStrictEqual(['source gi-toc']))
  it('may be several', () =>
    expect(roots({ id: 'digest', kind })).toStrictEqual(['source gi-toc', 'source un-report']))
  it('counts an original and its copy once', () =>
    expect(roots({ id: 'daryo', kind }, { id: 'gi-toc', kind })).toStrictEqual(['source gi-toc']))
  it('takes inline derivations as well', () =>
    expect(roots({ id: 'blog', kind, derivedFrom: ['daryo'] })).toStrictEqual(['source gi-toc']))
  it('is the nameless source itself, unless that derives from another', () => {
    expect(roots({ kind })).toStrictEqual(['unnamed c1 0'])
    expect(roots({ kind, derivedFrom: ['daryo'] })).toStrictEqual(['source gi-toc'])
  })
  it('is one for a circle', () => {
    expect(roots({ id: 'hen', kind })).toStrictEqual(['source egg'])
    expect(roots({ id: 'chick', kind }, { id: 'egg', kind })).toStrictEqual(['source egg'])
  })
})

it('knows what one claim tells about a source that another cites', () => {
  const derivation = derivationsOf([{ id: 'blog', kind, derivedFrom: ['daryo'] }], registered)
  expect(derivation('blog')).toStrictEqual(['daryo'])
})

it('tells disjoint sets from others', () => {
  expect(areDisjoint(new Set(['a']), new Set(['b']))).toBe(true)
  expect(areDisjoint(new Set(['a', 'b']), new Set(['b']))).toBe(false)
})
