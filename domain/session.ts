/** Decides what may happen to one session, and to statements made at it. */
import type { Seen } from '../events/recorded.ts'
import { standing } from './claim.ts'
import { accept, type Candidate, type Context, type Decision, refuse } from './decision.ts'

export type SessionEventType =
  | 'SessionScheduled'
  | 'SessionOpened'
  | 'SessionClosed'
  | 'DelegationParticipated'
  | 'AttendanceReported'

export type SessionStatus = 'scheduled' | 'open' | 'closed'

export function sessionStatus(seen: readonly Seen[]): SessionStatus {
  return standing(seen).reduce<SessionStatus>((status, event) => {
    // Who opens a session that is closed does not see that it is.
    if (event.type === 'SessionOpened') return status === 'closed' ? status : 'open'
    return event.type === 'SessionClosed' ? 'closed' : status
  }, 'scheduled')
}

export function decideSession(candidate: Candidate<SessionEventType>, { seen }: Context): Decision {
  const status = sessionStatus(seen)
  switch (candidate.type) {
    case 'SessionScheduled':
    // Who took part is often learned after the session has closed.
    case 'DelegationParticipated':
    case 'AttendanceReported':
      return accept()
    case 'SessionOpened':
      return status === 'scheduled'
        ? accept()
        : refuse('state-conflict', '', `This session is ${status} already.`)
    case 'SessionClosed':
      return status === 'closed' ? refuse('state-conflict', '', 'This session is closed already.') : accept()
  }
}
