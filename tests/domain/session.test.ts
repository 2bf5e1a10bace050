import { describe, expect, it } from 'vitest'
import { sessionStatus } from '../../domain/session.ts'
import { specOf } from '../support/decider.ts'
import { envelope, id, streamOf, told } from './stream.ts'

const session = specOf('sessions/cnd-67', sessionStatus)
const scheduled = told('SessionScheduled', {
  body: 'CND',
  number: 67,
  segment: 'high-level',
  dates: { from: '2024-03-14', to: '2024-03-15' },
  place: { country: 'AT', locality: 'Vienna' },
  ...envelope,
})
const opened = told('SessionOpened', envelope)
const closed = told('SessionClosed', envelope)
const tookPart = told('DelegationParticipated', { delegation: 'KZ', ...envelope })
const attended = told('AttendanceReported', { delegates: { op: 'gt', n: 1000 }, ...envelope })
const retracted = (n: number) => told('ClaimRetracted', { claimId: id(n), reason: 'Misread.' })

describe('a session', () => {
  it('is scheduled, opened, closed', () => {
    session.given().when(scheduled).thenLeadsTo('scheduled')
    session.given(scheduled).when(opened).thenLeadsTo('open')
    session.given(scheduled, opened).when(closed).thenLeadsTo('closed')
  })
  it('may be closed without having been seen to open', () =>
    session.given(scheduled).when(closed).thenLeadsTo('closed'))
  it('is scheduled again by one more agency, whatever its state', () =>
    session.given(scheduled, opened, closed).when(scheduled).thenLeadsTo('closed'))

  it('does not open twice, nor after it closed', () => {
    session.given(scheduled, opened).when(opened).thenRefused('state-conflict', '/data')
    session.given(scheduled, closed).when(opened).thenRefused('state-conflict', '/data')
  })
  it('does not close twice', () =>
    session.given(scheduled, opened, closed).when(closed).thenRefused('state-conflict', '/data'))

  it.each([tookPart, attended])('hears who was there even once it is closed: $type', (learned) => {
    session.given(scheduled).when(learned).thenLeadsTo('scheduled')
    session.given(scheduled, opened, closed).when(learned).thenLeadsTo('closed')
  })
  it('is open again when its closing is retracted', () =>
    session.given(scheduled, opened, closed).when(retracted(3)).thenLeadsTo('open'))
  it('stays closed whatever is said by who did not see that', () =>
    expect(sessionStatus(streamOf('sessions/cnd-67', scheduled, closed, opened))).toBe('closed'))
  it('can be opened by whoever sees no opening', () =>
    session.given(scheduled, opened, retracted(2)).when(opened).thenLeadsTo('open'))
})
