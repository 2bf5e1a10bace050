import { describe, expect, it } from 'vitest'
import {
  agencyOfSource,
  eventIdOf,
  madeSubjectOf,
  parseSubject,
  slug,
  subjectRefusal,
} from '../../events/ids.ts'

describe('ids', () => {
  it('derive from what was posted and never change', () => {
    expect(madeSubjectOf('seizures', '/agencies/kz-moi', 'a1')).toBe(
      'seizures/934dd471-161a-5b99-b643-4b4beccc2db4',
    )
    const id = eventIdOf('/agencies/kz-moi', 'a1', 'routes/northern')
    expect(id).toBe(eventIdOf('/agencies/kz-moi', 'a1', 'routes/northern'))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/)
  })

  it('differ when source, id or subject do, also at their seams', () => {
    const ids = [
      eventIdOf('/agencies/a', 'b', 'routes/c'),
      eventIdOf('/agencies/ab', '', 'routes/c'),
      eventIdOf('/agencies/a', 'br', 'outes/c'),
      eventIdOf('/agencies/a', 'B', 'routes/c'),
    ]
    expect(new Set(ids).size).toBe(4)
  })

  it.each([
    ['routes/northern', 'routes', 'northern'],
    ['countries/kz', 'countries', 'kz'],
    ['seizures/934dd471-161a-5b99-b643-4b4beccc2db4', 'seizures', '934dd471-161a-5b99-b643-4b4beccc2db4'],
  ])('%s is a subject', (text, kind, id) => expect(parseSubject(text)).toEqual({ kind, id }))

  it.each([
    '',
    'routes',
    'routes/',
    'routes/Northern',
    'routes/a/b',
    'routes/a#b',
    'routes/../agencies',
    `routes/${'a'.repeat(65)}`,
    'persons/x',
    'constructor/x',
    'countries/KZ',
    'countries/su',
    'countries/ß',
    'seizures/1',
    'seizures/934DD471-161A-5B99-B643-4B4BECCC2DB4',
    'seizures/00000000-0000-0000-0000-000000000000',
  ])('%j is none', (text) => expect(parseSubject(text)).toBeUndefined())

  it.each([
    ['routes/Northern', 'slug', 'routes/northern'],
    ['Routes/northern', 'slug', 'routes/northern'],
    ['routes/north ern', 'slug', undefined],
    ['countries/KZ', 'country', 'countries/kz'],
    ['countries/SU', 'country', undefined],
    ['seizures/1', 'UUID', undefined],
    ['persons/x', 'known kind', undefined],
    ['routes/a/b', 'known kind', undefined],
  ])('%s breaks the rule of the %s', (text, rule, hint) => {
    expect(subjectRefusal(text)).toMatchObject({ code: 'pattern', detail: expect.stringContaining(rule) })
    expect(subjectRefusal(text)?.hint).toBe(hint)
  })

  it('of an agency are read from a source', () => {
    expect(agencyOfSource('/agencies/kz-moi')).toBe('kz-moi')
    expect(['/agencies/', '/agencies/KZ', 'kz-moi', '/agencies/a/b'].map(agencyOfSource)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  it.each(['a', 'kz-moi', '2351885-ontario'])('%s is a slug', (text) =>
    expect(slug.safeParse(text).success).toBe(true),
  )
  it.each(['', '-a', 'a-', 'a--b', 'A', 'a_b', 'a b', 'а'])('%j is no slug', (text) =>
    expect(slug.safeParse(text).success).toBe(false),
  )
})
