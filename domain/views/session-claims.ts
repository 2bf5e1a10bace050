/** What each event of a session, of a statement made at it, and of a commitment claims. */
import { canonical } from '../canonical.ts'
import type { Assertion } from '../claims.ts'
import { present, type Told, withoutEnvelope } from './told.ts'

type SessionClaim = Told<
  'SessionScheduled' | 'SessionOpened' | 'SessionClosed' | 'DelegationParticipated' | 'AttendanceReported'
>

export function sessionAssertion(event: SessionClaim): Assertion {
  switch (event.type) {
    case 'SessionScheduled': {
      const value = withoutEnvelope(event.data)
      const { body, dates, segment } = value
      return {
        field: 'schedule',
        slot: 'schedule',
        value,
        topics: { body, dates: canonical(dates), segment },
      }
    }
    case 'SessionOpened':
      return state('status', { status: 'open' })
    case 'SessionClosed':
      return state('status', { status: 'closed' })
    case 'DelegationParticipated': {
      const value = withoutEnvelope(event.data)
      const topic = `delegations/${value.delegation}`
      const topics = value.headedByOffice === undefined ? {} : { [topic]: value.headedByOffice }
      return { field: 'delegations', slot: topic, value, topics }
    }
    case 'AttendanceReported': {
      const value = withoutEnvelope(event.data)
      const topics = Object.fromEntries(
        Object.entries(value).map(([measure, said]) => [`attendance/${measure}`, canonical(said)]),
      )
      return { field: 'attendance', slot: 'attendance', value, topics }
    }
  }
}

/** The words stand in the card, once; the claim says whose they are. */
export function statementAssertion(
  event: Told<'StatementDelivered' | 'StatementAssertionExtracted'>,
): Assertion {
  switch (event.type) {
    case 'StatementDelivered': {
      const { text: _text, ...value } = withoutEnvelope(event.data)
      return { field: 'statement', slot: 'statement', value, topics: {} }
    }
    case 'StatementAssertionExtracted':
      return {
        field: 'assertions',
        slot: `assertions/${event.eventId}`,
        value: withoutEnvelope(event.data),
        topics: {},
      }
  }
}

type CommitmentClaim = Told<
  | 'CommitmentMade'
  | 'CommitmentProgressReported'
  | 'CommitmentFulfilled'
  | 'CommitmentLapsed'
  | 'CommitmentWithdrawn'
>

export function commitmentAssertion(event: CommitmentClaim): Assertion {
  switch (event.type) {
    case 'CommitmentMade':
      return { field: 'commitment', slot: 'commitment', value: withoutEnvelope(event.data), topics: {} }
    case 'CommitmentProgressReported':
      return {
        field: 'progress',
        slot: 'progress',
        value: withoutEnvelope(event.data),
        topics: {},
        sequenced: true,
      }
    case 'CommitmentFulfilled':
      return state('status', present({ status: 'fulfilled', ...withoutEnvelope(event.data) }))
    case 'CommitmentLapsed':
      return state('status', present({ status: 'lapsed', ...withoutEnvelope(event.data) }))
    case 'CommitmentWithdrawn':
      return state('status', present({ status: 'withdrawn', ...withoutEnvelope(event.data) }))
  }
}

function state(field: string, value: object): Assertion {
  return { field, slot: field, value, topics: {}, sequenced: true }
}
