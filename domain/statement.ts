/** Decides what may happen to one statement. Its words are never replaced: they are annotated. */
import { catalog } from '../events/catalog.ts'
import type { Label, Seen } from '../events/recorded.ts'
import { join, within } from './audience.ts'
import { standing } from './claim.ts'
import { accept, type Candidate, type Context, type Decision, refuse } from './decision.ts'

export type StatementEventType = 'StatementDelivered' | 'StatementCorrected' | 'StatementAssertionExtracted'

/** @param audience the labels that the candidate's own marking opens it to. */
export function decideStatement(
  candidate: Candidate<StatementEventType>,
  { other, poster }: Context,
  audience: readonly Label[],
): Decision {
  switch (candidate.type) {
    case 'StatementDelivered': {
      const session = other(`sessions/${candidate.data.sessionId}`)
      const closedByPoster = standing(session).some(
        (e) => e.type === 'SessionClosed' && e.postedBy === poster.agencyId,
      )
      if (closedByPoster)
        return refuse('state-conflict', '/sessionId', 'Your agency has closed this session.')
      return within(audience, creationAudience(session))
        ? accept()
        : refuse('rule-violated', '/marking', 'A statement cannot be open to more readers than its session.')
    }
    case 'StatementCorrected':
    case 'StatementAssertionExtracted':
      return accept()
  }
}

function creationAudience(session: readonly Seen[]): readonly Label[] {
  return session
    .filter((e) => catalog[e.type].creates)
    .reduce<readonly Label[]>((all, e) => join(all, e.audience), [])
}
