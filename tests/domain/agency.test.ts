import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Agency, agencyOf, mayPost } from '../../domain/agency.ts'
import { catalog, type EventType, eventTypes } from '../../events/catalog.ts'
import { specOf } from '../support/decider.ts'
import { type Draft, id, streamOf, told } from './stream.ts'
import { anySubset, subjects } from './views/any-stream.ts'

const subject = 'agencies/observer-one'
const agency = specOf(subject, agencyOf)
const registered = (more: object = {}): Draft =>
  told(
    'AgencyRegistered',
    {
      names: { en: 'Observer one' },
      clientIds: ['observer-one'],
      kind: 'observer',
      authorityType: 'police',
      postingScopes: [],
      ...more,
    },
    { postedBy: 'centre' },
  )
const suspended = told('AgencySuspended', { reason: 'Keys leaked.' }, { postedBy: 'centre' })
const reinstated = told('AgencyReinstated', { reason: 'New keys.' }, { postedBy: 'centre' })

const observerOne: Agency = {
  agencyId: 'observer-one',
  kind: 'observer',
  clientIds: ['observer-one'],
  postingScopes: [],
  suspended: false,
}

describe('an agency', () => {
  it('is registered, and renewed with other clients and scopes', () => {
    agency.given().when(registered()).thenLeadsTo(observerOne)
    agency
      .given(registered())
      .when(registered({ clientIds: ['two'], postingScopes: ['seizures'] }))
      .thenLeadsTo({ ...observerOne, clientIds: ['two'], postingScopes: ['seizures'] })
  })
  it.each(['participating-state', 'international-organisation', 'centre'])('never becomes a %s', (kind) =>
    agency.given(registered()).when(registered({ kind })).thenRefused('state-conflict', '/data/kind'),
  )
  it('never signs in as a client of another', () =>
    agency
      .given()
      .when(registered({ clientIds: ['observer-one', 'kz-moi'] }), { takenClients: ['kz-moi'] })
      .thenRefused('rule-violated', '/data/clientIds/1'))
  it('is suspended and reinstated, each once', () => {
    agency
      .given(registered())
      .when(suspended)
      .thenLeadsTo({ ...observerOne, suspended: true })
    agency.given(registered(), suspended).when(reinstated).thenLeadsTo(observerOne)
    agency.given(registered(), suspended).when(suspended).thenRefused('state-conflict', '/data')
    agency.given(registered()).when(reinstated).thenRefused('state-conflict', '/data')
  })
  it('stays suspended when it is registered anew', () =>
    agency
      .given(registered(), suspended)
      .when(registered())
      .thenLeadsTo({ ...observerOne, suspended: true }))
  it('keeps the kind that it was first registered with', () => {
    const stream = streamOf(subject, registered(), registered({ kind: 'participating-state' }))
    expect(agencyOf(stream)).toStrictEqual(observerOne)
  })
  it('keeps its authority when its registration is redacted, from the one before', () => {
    const past = [registered(), { ...registered({ clientIds: ['two'] }), redacted: true }]
    expect(agencyOf(streamOf(subject, ...past))).toStrictEqual(observerOne)
    expect(agencyOf(streamOf(subject, suspended))).toBeUndefined()
  })
})

describe('the register', () => {
  it.each(['AgencyRegistered', 'MarkingRaised'])('is open to the community: %s is not for fewer', (type) => {
    const marking = { tlp: 'AMBER' }
    const event =
      type === 'AgencyRegistered'
        ? registered({ marking })
        : told('MarkingRaised', { eventId: id(1), marking, reason: 'Sensitive.' }, { postedBy: 'centre' })
    const given = agency.given({ ...registered(), audience: ['public'] })
    given.when(event, { audience: ['participants'] }).thenRefused('rule-violated', '/data/marking')
    given.when(event, { audience: ['community'] }).thenLeadsTo(observerOne)
  })
})

describe('the centre', () => {
  const centre = specOf('agencies/centre', agencyOf)
  const itself = registered({ kind: 'centre', clientIds: ['centre'] })

  it('is one, under its own id', () => {
    agency
      .given()
      .when(registered({ kind: 'centre' }))
      .thenRefused('rule-violated', '/data/kind')
    centre.given().when(registered()).thenRefused('rule-violated', '/data/kind')
    centre
      .given(itself)
      .when(itself)
      .thenLeadsTo({ ...observerOne, agencyId: 'centre', kind: 'centre', clientIds: ['centre'] })
  })
  it('cannot suspend itself', () =>
    centre.given(itself).when(suspended).thenRefused('rule-violated', '/data'))
})

describe('an agency may post', () => {
  const of = (kind: Agency['kind'], ...postingScopes: string[]): Agency => {
    return { ...observerOne, kind, postingScopes }
  }
  const kinds = Object.keys(subjects) as (keyof typeof subjects)[]
  /** One event that is said of each kind of subject: a claim may be endorsed on any. */
  const postable = (as: Agency) => kinds.filter((kind) => mayPost(as, 'ClaimEndorsed', subjects[kind]))

  it.each<[Agency, readonly string[]]>([
    [of('participating-state'), []],
    [of('participating-state', 'seizures', 'routes'), ['seizures', 'routes']],
    [of('observer'), ['statements']],
    [of('observer', 'commitments'), ['statements', 'commitments']],
    [of('international-organisation'), ['statements']],
    [of('international-organisation', 'figures'), ['statements', 'figures']],
    [of('participating-state', 'agencies', 'sources'), ['sources']],
    [of('centre'), kinds],
  ])('by its kind and scopes: %j', (as, expected) => {
    expect(postable(as)).toStrictEqual(expected)
  })
  it('events of a type on subjects of their kind', () => {
    for (const type of eventTypes) {
      const { kind } = catalog[type as EventType]
      if (kind === 'any') continue
      expect(mayPost(of('participating-state', kind), type, subjects[kind])).toBe(kind !== 'agencies')
      expect(mayPost(of('participating-state'), type, subjects[kind])).toBe(false)
      expect(mayPost(of('centre'), type, subjects[kind])).toBe(true)
    }
  })
})

it('any part of a stream makes an agency or none, of the first kind seen', () =>
  fc.assert(
    fc.property(anySubset(subjects.agencies), ({ some }) => {
      const known = agencyOf(some)
      const first = some.find((e) => e.type === 'AgencyRegistered' && e.data !== undefined)
      expect(known?.kind).toBe(first?.data && 'kind' in first.data ? first.data.kind : undefined)
    }),
  ))
