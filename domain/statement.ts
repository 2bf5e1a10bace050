/** Decides what may happen to one statement. Its words are never replaced: they are annotated. */
import { catalog } from '../events/catalog.ts'
import { type Marking, tlps } from '../events/envelope.ts'
import type { Seen } from '../events/recorded.ts'
import { standing } from './claim.ts'
import { accept, type Candidate, type Context, type Decision, refuse } from './decision.ts'

export type StatementEventType = 'StatementDelivered' | 'StatementCorrected' | 'StatementAssertionExtracted'

export function decideStatement(
  candidate: Candidate<StatementEventType>,
  { other, poster }: Context,
): Decision {
  switch (candidate.type) {
    case 'StatementDelivered': {
      const session = other(`sessions/${candidate.data.sessionId}`)
      const closedByPoster = standing(session).some(
        (e) => e.type === 'SessionClosed' && e.postedBy === poster.agencyId,
      )
      if (closedByPoster)
        return refuse('state-conflict', '/sessionId', 'Your agency has closed this session.')
      return isWiderThan(candidate.data.marking, session)
        ? refuse('rule-violated', '/marking', 'A statement cannot be marked wider than its session.')
        : accept()
    }
    case 'StatementCorrected':
    case 'StatementAssertionExtracted':
      return accept()
  }
}

/** By TLP alone: to compare readers would tell one of them whom else a session is released to. */
export function isWiderThan(marking: Marking, parent: readonly Seen[]): boolean {
  const created = parent.filter((e) => catalog[e.type].creates)
  return created.every((e) => rankOf(marking) < rankOf(e.marking))
}

function rankOf(marking: Marking | undefined): number {
  return tlps.indexOf(marking?.tlp ?? 'CLEAR')
}
