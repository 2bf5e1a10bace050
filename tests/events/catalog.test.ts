import { describe, expect, it } from 'vitest'
import { catalog, type EventType, eventTypes, isEventType, refsOf } from '../../events/catalog.ts'
import { errorsOf, example, put, refusals } from './examples.ts'

const chosen = (choose: (type: EventType) => boolean) => eventTypes.filter(choose).sort()

describe('the catalogue', () => {
  it('knows which types make their subject exist', () => {
    expect(chosen((type) => catalog[type].creates)).toEqual([
      'ActorReported',
      'AgencyRegistered',
      'AggregateFigureReported',
      'CommitmentMade',
      'CountryRoleReported',
      'RouteIdentified',
      'SeizureReported',
      'SessionScheduled',
      'SourceRegistered',
      'StatementDelivered',
    ])
  })

  it('knows which types change a state and need If-Match', () => {
    expect(chosen((type) => catalog[type].needsIfMatch)).toEqual([
      'ActorMergeReversed',
      'ActorsMerged',
      'AgencyReinstated',
      'AgencySuspended',
      'ClaimRetracted',
      'MarkingLowered',
      'MarkingRaised',
      'PayloadRedacted',
      'RouteDeclaredDormant',
      'RouteDisrupted',
      'RouteLegRetired',
      'RouteReactivated',
      'RouteRerouted',
      'SeizureCorrected',
      'SeizureRetracted',
      'StatementCorrected',
    ])
  })

  it('reads the named event from a field that the schema has', () => {
    for (const type of eventTypes) {
      const { names } = catalog[type]
      if (names === 'eventId' || names === 'claimId') expect(example(type).data).toHaveProperty(names)
    }
    expect(isEventType('toString')).toBe(false)
  })

  it('finds the other subjects that an event refers to', () => {
    const refs = (type: EventType) => refsOf(type, example(type).data as never, String(example(type).subject))
    expect(refs('SeizureAttributedToRoute')).toEqual([{ subject: 'routes/northern', part: 'tj-kg' }])
    expect(refs('ActorsMerged')).toEqual([{ subject: 'actors/himprom' }])
    expect(refs('StatementDelivered')).toEqual([{ subject: 'sessions/cnd-67' }])
    expect(refs('StatementAssertionExtracted')).toEqual([
      { subject: 'routes/northern' },
      { subject: 'countries/kz' },
    ])
    expect(refs('CommitmentMade')).toEqual([{ subject: 'statements/7c1e5a92-3d4f-5b68-a7c9-0e1f2d3c4b5a' }])
    expect(refs('RouteIdentified')).toEqual([])
  })
})

/** Every string of an event and where it stands. */
function* strings(node: unknown, pointer = ''): Generator<[string, string]> {
  if (typeof node === 'string') yield [pointer, node]
  else if (typeof node === 'object' && node !== null) {
    for (const [key, value] of Object.entries(node)) yield* strings(value, `${pointer}/${key}`)
  }
}

describe.each(eventTypes)('%s', (type) => {
  const places = [...strings(example(type).data, '/data')]

  it('refuses an unknown and a server-owned field', () => {
    expect(refusals(type, { '/data/person': 'x', '/data/hash': 'x' })).toEqual([
      '/data/hash server-owned',
      '/data/person unknown-field',
    ])
  })

  it('takes no text with U+0000, a lone surrogate or nothing to read, anywhere', () => {
    for (const [pointer, text] of places) {
      for (const bad of [`${text}\0`, `${text}\ud800`, '', ' \u00a0\u200b']) {
        expect(errorsOf(put(example(type), pointer, bad)), `${pointer} ${JSON.stringify(bad)}`).not.toEqual(
          [],
        )
      }
    }
  })

  it('takes no address and no number of a person, anywhere', () => {
    for (const [pointer] of places) {
      for (const bad of ['a.b@example.org', '+7 701 123 45 67', 'passport N1234567']) {
        expect(errorsOf(put(example(type), pointer, bad)), `${pointer} ${bad}`).not.toEqual([])
      }
    }
  })

  it('takes no other kind of value where it has a text', () => {
    for (const [pointer] of places) {
      for (const bad of [7, true, [], {}]) {
        expect(errorsOf(put(example(type), pointer, bad)), `${pointer} ${JSON.stringify(bad)}`).not.toEqual(
          [],
        )
      }
    }
  })
})
