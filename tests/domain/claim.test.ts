import { describe, expect, it } from 'vitest'
import { endings, mayActOnClaim, standing } from '../../domain/claim.ts'
import { catalog, type EventType, eventTypes } from '../../events/catalog.ts'
import { candidateOf, contextOf, specOf } from '../support/decider.ts'
import { type Draft, envelope, id, marked, streamOf, told } from './stream.ts'
import { onLeg, reported, subject, toKhimprom } from './views/heroin-and-tablets.ts'

/** The events that still hold. */
const seizure = specOf(subject, (seen) => standing(seen).map(({ eventId }) => eventId))
const reason = 'Misread.'
const endorse = (n: number) =>
  told('ClaimEndorsed', { claimId: id(n), ...marked }, { postedBy: 'ru-authority' })
const dispute = (n: number, counterClaim?: string): Draft =>
  told('ClaimDisputed', { claimId: id(n), reason, ...(counterClaim && { counterClaim }), ...marked })
const regrade = (n: number) => told('ClaimRegraded', { claimId: id(n), grading: envelope.grading, reason })
const retract = (n: number) => told('ClaimRetracted', { claimId: id(n), reason }, { audience: [] })
const withdraw = (n: number) => told('AttributionWithdrawn', { claimId: id(n), reason }, { audience: [] })
const redact = (n: number) =>
  told('PayloadRedacted', { eventId: id(n), reason }, { audience: [], postedBy: 'centre' })
const raise = (n: number) => told('MarkingRaised', { eventId: id(n), marking: { tlp: 'RED' }, reason })
const audience = ['participants/kz-moi']

describe('a claim', () => {
  const given = seizure.given(reported(), onLeg())

  it('is endorsed by another agency, and disputed by any', () => {
    given.when(endorse(2)).thenLeadsTo([id(1), id(2), id(3)])
    given.when(dispute(2)).thenLeadsTo([id(1), id(2), id(3)])
    given.when({ ...dispute(2), postedBy: 'tj-authority' }).thenLeadsTo([id(1), id(2), id(3)])
  })
  it('is not endorsed by its own agency', () =>
    given.when({ ...endorse(2), postedBy: 'kz-moi' }).thenRefused('rule-violated', '/data/claimId'))
  it('is disputed with another claim, if the poster sees that', () => {
    given.when(dispute(2, id(1))).thenLeadsTo([id(1), id(2), id(3)])
    given.when(dispute(2, id(9))).thenRefused('unknown-reference', '/data/counterClaim')
  })
  it('is regraded, and retracted: then it holds no longer', () => {
    given.when(regrade(2)).thenLeadsTo([id(1), id(2), id(3)])
    given.when(retract(2)).thenLeadsTo([id(1), id(3)])
    given.when(withdraw(2)).thenLeadsTo([id(1), id(3)])
  })
  it.each([retract(2), withdraw(2), { ...retract(2), redacted: true }])(
    'that is gone by $type meets nothing more, whatever became of the reason',
    (gone) => {
      for (const next of [endorse(2), dispute(2), regrade(2), retract(2), withdraw(2)]) {
        seizure.given(reported(), onLeg(), gone).when(next).thenRefused('state-conflict', '/data/claimId')
      }
    },
  )
  it('must be there, as far as the poster sees', () => {
    for (const next of [endorse(9), dispute(9), regrade(9), retract(9), withdraw(9)]) {
      given.when(next).thenRefused('unknown-reference', '/data/claimId')
    }
    for (const next of [redact(9), raise(9)]) {
      given.when(next, { audience }).thenRefused('unknown-reference', '/data/eventId')
    }
  })
  it.each([endorse(1), dispute(1), regrade(1), retract(1), redact(1)])(
    'is no opinion, ending or redaction: of $type nothing is claimed',
    (said) => {
      for (const next of [endorse(2), dispute(2), regrade(2), retract(2)]) {
        seizure.given(reported(), said).when(next).thenRefused('unknown-reference', '/data/claimId')
      }
    },
  )
})

describe('an ending', () => {
  /** Which ending ends what, on which subject: written by hand. */
  const ends: Readonly<Record<string, readonly EventType[]>> = {
    AttributionWithdrawn: ['SeizureAttributedToRoute', 'SeizureAttributedToActor'],
    ActorAliasRejected: ['ActorAliasReported'],
    ActorRoleEnded: ['ActorRoleReported'],
    LinkWithdrawn: ['ActorLinkedToRoute', 'ActorLinkedToActor'],
    CountryRoleEnded: ['CountryRoleReported'],
  }
  it('ends claims of its own kind', () => expect(endings).toStrictEqual(ends))
  it('does not end others', () => {
    seizure.given(reported(), toKhimprom).when(withdraw(1)).thenRefused('unknown-reference', '/data/claimId')
    seizure
      .given(reported(), toKhimprom)
      .when(withdraw(2))
      .thenLeadsTo([id(1), id(3)])
  })
})

describe('a redaction', () => {
  it('is made once, of any event but a marking change', () => {
    seizure
      .given(reported())
      .when(redact(1))
      .thenLeadsTo([id(1), id(2)])
    seizure
      .given(reported(), retract(1))
      .when(redact(2))
      .thenLeadsTo([id(2), id(3)])
    seizure
      .given({ ...reported(), redacted: true })
      .when(redact(1))
      .thenRefused('state-conflict', '/data/eventId')
    seizure.given(reported(), raise(1)).when(redact(2)).thenRefused('rule-violated', '/data/eventId')
  })
})

describe('a marking', () => {
  const atRed = { audience }
  it('changes of what carries one, redacted or retracted as it may be', () => {
    seizure
      .given(reported())
      .when(raise(1), atRed)
      .thenLeadsTo([id(1), id(2)])
    seizure
      .given({ ...reported(), redacted: true })
      .when(raise(1), atRed)
      .thenLeadsTo([id(1), id(2)])
    seizure
      .given(reported(), retract(1))
      .when(raise(1), atRed)
      .thenLeadsTo([id(2), id(3)])
    seizure
      .given(reported(), endorse(1))
      .when(raise(2), atRed)
      .thenLeadsTo([id(1), id(2), id(3)])
  })
  it('is not of what takes the audience of another, nor of another marking', () => {
    const unmarked = [retract(1), redact(1)]
    for (const said of unmarked) {
      seizure
        .given(reported(), said)
        .when(raise(2), atRed)
        .thenRefused('rule-violated', '/data/eventId', '/data/marking')
    }
    seizure
      .given(reported(), raise(1))
      .when(raise(2), { audience: ['participants/kz-moi'] })
      .thenRefused('rule-violated', '/data/eventId')
  })
})

/** Who may do what to a claim that kz-moi made, written by hand: the originator, the centre, anybody else. */
const mayAct: Readonly<Partial<Record<EventType, string>>> = {
  SeizureCorrected: 'originator',
  MarkingLowered: 'originator',
  PayloadRedacted: 'centre',
  MarkingRaised: 'originator centre',
  ClaimRegraded: 'originator centre',
  ClaimRetracted: 'originator centre',
  SeizureRetracted: 'originator centre',
  StatementCorrected: 'originator centre',
  AttributionWithdrawn: 'originator centre',
  ActorAliasRejected: 'originator centre',
  ActorRoleEnded: 'originator centre',
  LinkWithdrawn: 'originator centre',
  CountryRoleEnded: 'originator centre',
  ActorMergeReversed: 'originator centre anybody',
  ClaimEndorsed: 'originator centre anybody',
  ClaimDisputed: 'originator centre anybody',
}

describe('who may act on a claim', () => {
  const posters = { originator: 'kz-moi', centre: 'centre', anybody: 'ru-authority' }
  const naming = eventTypes.filter((type) => catalog[type].names !== undefined)

  it('is settled for every type that names an event', () =>
    expect(naming.filter((type) => mayAct[type] === undefined)).toStrictEqual([]))

  it.each(Object.entries(mayAct))('%s: %s', (type, expected) => {
    const seen = streamOf(subject, reported())
    const candidate = { type, subject, data: { claimId: id(1), eventId: id(1) } } as never
    const allowed = Object.entries(posters).filter(([, poster]) =>
      mayActOnClaim(candidate, contextOf(poster, seen)),
    )
    expect(allowed.map(([who]) => who).join(' ')).toBe(expected)
  })
  it('is nobody’s question where the claim is not seen', () =>
    expect(mayActOnClaim(candidateOf(subject, retract(1)), contextOf('ru-authority', []))).toBe(true))
  it('is nobody’s question of a claim that stands for itself', () =>
    expect(
      mayActOnClaim(candidateOf(subject, onLeg()), contextOf('ru-authority', streamOf(subject, reported()))),
    ).toBe(true))
})
