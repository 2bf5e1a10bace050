/** What other agencies say about a claim: one opinion for each agency, its latest. */
import type { Seen } from '../events/recorded.ts'
import type { Claim, Dispute } from './views/view.ts'

type Opinions = Pick<Claim, 'endorsements' | 'disputes'>
type OpinionEvent = Seen<'ClaimEndorsed'> | Seen<'ClaimDisputed'>

/**
 * Opinions by claim id. An agency that endorses what it disputed has changed its mind, and the other way round.
 * A redacted opinion still counts; its reason is gone.
 */
export function opinionsOf(events: readonly Seen[]): (claimId: string) => Opinions {
  const latest = new Map<string, OpinionEvent>()
  for (const event of events) {
    if (isOpinion(event) && event.names !== undefined) latest.set(`${event.names} ${event.postedBy}`, event)
  }
  const visible = new Set(events.map(({ eventId }) => eventId))
  const byClaim = Map.groupBy(latest.values(), ({ names }) => names)
  return (claimId) => {
    const own = byClaim.get(claimId) ?? []
    const endorsements = own.filter(({ type }) => type === 'ClaimEndorsed').map((e) => shown(e, visible))
    const disputes = own.filter(({ type }) => type === 'ClaimDisputed').map((e) => shown(e, visible))
    return { ...(endorsements.length > 0 && { endorsements }), ...(disputes.length > 0 && { disputes }) }
  }
}

/** A counter-claim that the reader does not see is not named. */
function shown({ eventId, postedBy, recordedAt, data }: OpinionEvent, visible: ReadonlySet<string>): Dispute {
  const counterClaim = data && 'counterClaim' in data ? data.counterClaim : undefined
  return {
    eventId,
    postedBy,
    recordedAt,
    ...(data?.reason !== undefined && { reason: data.reason }),
    ...(counterClaim !== undefined && visible.has(counterClaim) && { counterClaim }),
  }
}

function isOpinion(event: Seen): event is OpinionEvent {
  return event.type === 'ClaimEndorsed' || event.type === 'ClaimDisputed'
}
