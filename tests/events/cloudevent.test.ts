import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validateEvent } from '../../events/cloudevent.ts'
import { madeSubjectOf } from '../../events/ids.ts'
import { errorsOf, example, put, refusals } from './examples.ts'

describe('an accepted event', () => {
  it('is handed on as it was sent, with its agency, subject and version', () => {
    const sent = put(example('SeizureReported'), '/traceparent', `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`)
    const { specversion: _, ...attributes } = sent
    expect(validateEvent(sent)).toEqual({
      ok: true,
      event: {
        ...attributes,
        agency: 'kz-moi',
        subject: madeSubjectOf('seizures', '/agencies/kz-moi', String(sent.id)),
        schemaVersion: 1,
      },
    })
  })

  it('may say the subject that the server would make, and no other', () => {
    const made = madeSubjectOf('seizures', '/agencies/kz-moi', 'a1')
    const sent = put(example('SeizureReported'), '/id', 'a1')
    expect(errorsOf(put(sent, '/subject', made))).toEqual([])
    expect(
      errorsOf(put(sent, '/subject', madeSubjectOf('seizures', '/agencies/kz-moi', 'a2'))),
    ).toMatchObject([{ pointer: '/subject', code: 'server-owned' }])
  })

  it.each(['a', 'x'.repeat(128), 'A b/~!', '00000000-0000-0000-0000-000000000000'])(
    'may have the id %j',
    (id) => expect(refusals('RouteIdentified', { '/id': id })).toEqual([]),
  )
})

describe('attributes', () => {
  it.each([
    ['/specversion', '0.3', 'not-in-list'],
    ['/specversion', undefined, 'required'],
    ['/type', 'RouteUpdated', 'not-in-list'],
    ['/type', 'constructor', 'not-in-list'],
    ['/type', undefined, 'required'],
    ['/source', 'kz-moi', 'pattern'],
    ['/source', undefined, 'required'],
    ['/id', '', 'too-short'],
    ['/id', 'x'.repeat(129), 'too-long'],
    ['/id', 'é', 'pattern'],
    ['/id', 7, 'type'],
    ['/subject', undefined, 'required'],
    ['/subject', 'actors/northern', 'subject-kind'],
    ['/subject', 'routes/Northern', 'pattern'],
    ['/subject', ['routes/northern'], 'type'],
    ['/time', '2024-03-14', 'pattern'],
    ['/time', '2016-12-31T23:59:60Z', 'pattern'],
    ['/datacontenttype', 'text/xml', 'not-in-list'],
    ['/dataschema', '/v1/schemas/RouteIdentified/99', 'schema-version'],
    ['/dataschema', 'https://example.org/v1/schemas/ActorReported/1', 'schema-version'],
    ['/dataschema', 'urn:x', 'pattern'],
    ['/traceparent', 'x', 'pattern'],
    ['/ifmatch', '', 'too-short'],
    ['/ifmatch', '3', 'pattern'],
    ['/ifmatch', '"a', 'pattern'],
    ['/ifmatch', '*, "a"', 'pattern'],
    ['/data', undefined, 'required'],
    ['/data', [], 'type'],
    ['/data', null, 'type'],
    ['/colour', 'red', 'unknown-field'],
    ['/recordedat', 'x', 'server-owned'],
    ['/eventid', 'x', 'server-owned'],
    ['/postedby', 'x', 'server-owned'],
  ])('%s as %j is %s', (pointer, value, code) =>
    expect(refusals('RouteIdentified', { [pointer]: value })).toEqual([`${pointer} ${code}`]),
  )

  it.each([[[]], [null], ['x'], [7], [undefined]])('of %j there are none', (value) => {
    expect(errorsOf(value)).toHaveLength(1)
  })
})

describe('errors', () => {
  it('are complete and in order of their pointers', () => {
    expect(
      refusals('SeizureReported', {
        '/sbject': 'routes/x',
        '/data/marking/tlp': 'WHITE',
        '/data/place/country': 'kz',
        '/data/place/unlocode': 'RUMOW',
        '/data/occurred': { from: '2014', precision: 'day' },
        '/data/items/1/quantity': { value: '0', unit: 'lbs.' },
        '/data/recordedAt': '2024',
        '/data/schemaVersion': 1,
        '/data/note': 'a@example.org',
      }),
    ).toEqual([
      '/data/items/1/quantity/unit not-in-list',
      '/data/items/1/quantity/value too-small',
      '/data/marking/tlp not-in-list',
      '/data/note personal-data',
      '/data/occurred/precision precision-mismatch',
      '/data/place/country not-in-list',
      '/data/recordedAt server-owned',
      '/data/schemaVersion schema-version',
      '/sbject unknown-field',
    ])
  })

  it.each([
    ['/teir', 'x', undefined],
    ['/data/xyzzy', 'x', undefined],
    ['/data/sighting', 'x', undefined],
    ['/data/moed', 'x', 'mode'],
    ['/data/marknig', {}, 'marking'],
    ['/data/place/contry', 'KZ', 'country'],
    ['/sbject', 'x', 'subject'],
    ['/data/place/country', 'kz', 'KZ'],
    ['/data/marking/tlp', 'TLP:WHITE', 'CLEAR'],
    ['/data/marking/tlp', 'white', 'CLEAR'],
    ['/data/marking/tlp', 'TLP:RED', 'RED'],
    ['/data/items/0/substance', 'herion', 'heroin'],
    ['/type', 'SeizureReport', 'SeizureReported'],
  ])('%s suggests the nearest known word, if it is near', (pointer, value, word) => {
    const [error] = errorsOf(put(example('SeizureReported'), pointer, value))
    expect(error).toMatchObject({ pointer })
    expect(error?.hint).toBe(word)
  })

  it('never repeat what was sent', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(
          '/data/note',
          '/data/names',
          '/data/grading',
          '/data/marking/tlp',
          '/data/occurred',
          '/subject',
        ),
        fc.constantFrom('\ud800', '+77011234567 ', '\0'),
        (pointer, bad) => {
          const secret = `sEcReT-7731${bad}`
          const errors = errorsOf(put(example('RouteIdentified'), pointer, secret))
          expect(errors.length).toBeGreaterThan(0)
          expect(JSON.stringify(errors)).not.toContain('sEcReT')
        },
      ),
    ))

  it('keep a key that is no plausible name out of the pointer', () => {
    const event = put(example('RouteIdentified'), '/data', {
      ...example('RouteIdentified').data,
      'a b\n@c': 1,
    })
    expect(errorsOf(event)).toMatchObject([{ pointer: '/data', code: 'unknown-field' }])
  })

  it('tell at most 50 unknown fields of one object', () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`field${n}`, n]))
    expect(errorsOf({ ...example('RouteIdentified'), ...many })).toHaveLength(50)
  })

  it('come for any JSON, and never as an exception', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, data) => {
        expect(validateEvent(value).ok).toBe(false)
        expect(validateEvent({ ...example('SeizureReported'), data }).ok).toBe(false)
      }),
    ))

  it.each(['ActorsMerged', 'ActorLinkedToActor', 'ActorDuplicateSuspected'] as const)(
    '%s never names itself',
    (type) => {
      const field = type === 'ActorsMerged' ? '/data/into' : '/data/actorId'
      expect(refusals(type, { [field]: 'khimprom' })).toEqual([`${field} self-reference`])
    },
  )

  it('a registered source never derives from itself', () => {
    const roots = (derivedFrom: unknown) => refusals('SourceRegistered', { '/data/derivedFrom': derivedFrom })
    expect(roots(['research-brief', 'regional-press-2024'])).toEqual(['/data/derivedFrom self-reference'])
    expect(roots('regional-press-2024')).toEqual(['/data/derivedFrom type'])
  })
})
