import { describe, it } from 'vitest'
import type { Tlp } from '../../events/envelope.ts'
import type { Seen } from '../../events/recorded.ts'
import { specOf } from '../support/decider.ts'
import { type Draft, envelope, id, streamOf, told } from './stream.ts'
import { subjects } from './views/any-stream.ts'

const statement = specOf(subjects.statements, (seen) => seen.length)
const delivered = told('StatementDelivered', {
  sessionId: 'cnd-67',
  delegation: 'KZ',
  speakerOffice: 'Deputy Minister of the Interior',
  occurred: { from: '2024-03-14', precision: 'day' },
  themes: ['regional cooperation'],
  text: 'We are ready for concerted cooperation.',
  ...envelope,
})
const annotated = told('StatementCorrected', { annotation: 'Given on 15 March.' })
const extracted = told('StatementAssertionExtracted', {
  text: 'The route leads north.',
  about: ['routes/northern', 'countries/kz'],
  ...envelope,
})

const scheduled = told('SessionScheduled', {
  body: 'CND',
  segment: 'high-level',
  dates: { from: '2024-03-14' },
  place: { country: 'AT' },
  ...envelope,
})
const closed = (by: string) => told('SessionClosed', envelope, { postedBy: by })
const at = (...session: readonly Seen[]) => ({
  other: (subject: string) => (subject === 'sessions/cnd-67' ? session : []),
})

describe('a statement', () => {
  it('is delivered at a session, annotated, and read for what it asserts', () => {
    statement
      .given()
      .when(delivered, at(...streamOf('sessions/cnd-67', scheduled)))
      .thenLeadsTo(1)
    statement.given(delivered).when(annotated).thenLeadsTo(2)
    statement.given(delivered, annotated).when(extracted).thenLeadsTo(3)
  })

  it('is late where its own agency has closed the session, not where another has', () => {
    const sessionOf = (...closings: readonly string[]) =>
      streamOf('sessions/cnd-67', scheduled, ...closings.map(closed))
    statement
      .given()
      .when(delivered, at(...sessionOf('kz-moi')))
      .thenRefused('state-conflict', '/data/sessionId')
    statement
      .given()
      .when(delivered, at(...sessionOf('ru-authority')))
      .thenLeadsTo(1)
  })
  it('is in time again when the closing is retracted', () => {
    const retracted = told('ClaimRetracted', { claimId: id(2), reason: 'Misread.' })
    const reopened = streamOf('sessions/cnd-67', scheduled, closed('kz-moi'), retracted)
    statement
      .given()
      .when(delivered, at(...reopened))
      .thenLeadsTo(1)
  })

  /** By TLP alone: who else a session is released to is nothing that a refusal may tell. */
  it.each<[Tlp, Tlp[], boolean]>([
    ['CLEAR', ['CLEAR'], true],
    ['GREEN', ['CLEAR'], true],
    ['RED', ['AMBER'], true],
    ['AMBER', ['RED', 'AMBER'], true],
    ['RED', ['RED'], true],
    ['CLEAR', ['GREEN'], false],
    ['AMBER', ['AMBER+STRICT'], false],
    ['AMBER+STRICT', ['RED'], false],
    ['GREEN', ['AMBER', 'RED'], false],
  ])('marked %s at a session marked %j: %s', (tlp, sessions, allowed) => {
    const at = (as: Tlp, { type, data }: Draft) => told(type, { ...(data as object), marking: { tlp: as } })
    const stream = streamOf('sessions/cnd-67', ...sessions.map((as) => at(as, scheduled)))
    const asked = statement.given().when(at(tlp, delivered), { other: () => stream })
    if (allowed) asked.thenLeadsTo(1)
    else asked.thenRefused('rule-violated', '/data/marking')
  })
})

describe('what a statement refers to', () => {
  const missing = (...hidden: readonly string[]) => ({
    exists: (subject: string) => !hidden.includes(subject),
  })

  it('must be there, as far as the poster sees: the session', () =>
    statement
      .given()
      .when(delivered, { ...at(...streamOf('sessions/cnd-67', scheduled)), ...missing('sessions/cnd-67') })
      .thenRefused('unknown-reference', '/data/sessionId'))
  it('and each subject of an assertion', () => {
    statement
      .given(delivered)
      .when(extracted, missing('countries/kz'))
      .thenRefused('unknown-reference', '/data/about/1')
    statement
      .given(delivered)
      .when(extracted, missing('routes/northern', 'countries/kz'))
      .thenRefused('unknown-reference', '/data/about/0', '/data/about/1')
  })
})
