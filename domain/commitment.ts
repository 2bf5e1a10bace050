/** Decides what may happen to one commitment: made → progress → fulfilled, lapsed or withdrawn. */
import type { Seen } from '../events/recorded.ts'
import { standing } from './claim.ts'
import { accept, type Candidate, type Context, type Decision, refuse } from './decision.ts'
import { isWiderThan } from './statement.ts'

export type CommitmentEventType =
  | 'CommitmentMade'
  | 'CommitmentProgressReported'
  | 'CommitmentFulfilled'
  | 'CommitmentLapsed'
  | 'CommitmentWithdrawn'

export type CommitmentStatus = 'made' | 'in-progress' | 'fulfilled' | 'lapsed' | 'withdrawn'
export type CommitmentState = { status: CommitmentStatus; measurable: boolean }

/**
 * Ignores events of other kinds, so that any subset of a stream can be folded. What ended stays ended: who reports
 * progress after that does not see the end.
 */
export function evolveCommitment(commitment: CommitmentState, event: Seen): CommitmentState {
  if (event.type === 'CommitmentMade')
    return event.data ? { ...commitment, measurable: event.data.measurable } : commitment
  if (hasEnded(commitment)) return commitment
  switch (event.type) {
    case 'CommitmentProgressReported':
      return { ...commitment, status: 'in-progress' }
    case 'CommitmentFulfilled':
      return { ...commitment, status: 'fulfilled' }
    case 'CommitmentLapsed':
      return { ...commitment, status: 'lapsed' }
    case 'CommitmentWithdrawn':
      return { ...commitment, status: 'withdrawn' }
    default:
      return commitment
  }
}

export function commitmentOf(seen: readonly Seen[]): CommitmentState {
  return standing(seen).reduce(evolveCommitment, { status: 'made', measurable: true })
}

export function decideCommitment(candidate: Candidate<CommitmentEventType>, context: Context): Decision {
  const { seen, other } = context
  if (candidate.type === 'CommitmentMade') {
    const { statementId, marking } = candidate.data
    return statementId !== undefined && isWiderThan(marking, other(`statements/${statementId}`))
      ? refuse('rule-violated', '/marking', 'A commitment cannot be marked wider than its statement.')
      : accept()
  }
  const commitment = commitmentOf(seen)
  const { status, measurable } = commitment
  if (hasEnded(commitment)) {
    return refuse('state-conflict', '', `This commitment is ${status}; nothing follows that.`)
  }
  switch (candidate.type) {
    case 'CommitmentLapsed':
      return measurable ? accept() : refuse('state-conflict', '', 'A declaratory commitment never lapses.')
    case 'CommitmentProgressReported':
    case 'CommitmentFulfilled':
    case 'CommitmentWithdrawn':
      return accept()
  }
}

function hasEnded({ status }: CommitmentState): boolean {
  return status !== 'made' && status !== 'in-progress'
}
