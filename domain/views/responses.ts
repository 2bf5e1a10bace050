/**
 * What came of an agency's claims: one row for each event that endorses, disputes, corrects or ends one of them, adds a
 * laboratory's result, or carries a seizure on to a route or an actor. Who may not see the event has no row.
 */
import { catalog, type EventType } from '../../events/catalog.ts'
import type { Seen } from '../../events/recorded.ts'
import type { Story } from './story.ts'
import { present } from './told.ts'
import type { Row } from './view.ts'

/** Concern the report of a seizure without naming it. */
const added: readonly EventType[] = [
  'SeizureLabConfirmed',
  'SeizureAttributedToRoute',
  'SeizureAttributedToActor',
]

export function responseRows({ subject, events }: Story): Row[] {
  const byId = new Map(events.map((event) => [event.eventId, event]))
  const reports = events.filter(({ type }) => catalog[type].creates)
  return events.flatMap((event) => {
    const named = event.names === undefined ? undefined : byId.get(event.names)
    const claims = named ? [named] : added.includes(event.type) ? reports : []
    return claims.filter((claim) => concerns(event, claim)).map((claim) => rowOf(subject, event, claim))
  })
}

/** What an agency does to its own claims is no news to it, but for what its report then counts for. */
function concerns(event: Seen, claim: Seen): boolean {
  return event.postedBy !== claim.postedBy || event.type === 'SeizureAttributedToRoute'
}

/** `moved`: to which route, leg or actor the report now counts. */
function rowOf(subject: string, event: Seen, claim: Seen): Row {
  const { eventId, type, postedBy, recordedAt } = event
  const { reason, items, routeId, legId, actorId } = (event.data ?? {}) as Record<string, unknown>
  const moved = present({ routeId, legId, actorId })
  const laboratory = type === 'SeizureLabConfirmed' ? items : undefined
  return {
    partition: `responses/${claim.postedBy}`,
    sort: `${recordedAt}#${eventId}#${claim.eventId}`,
    body: present({
      eventId,
      subject,
      type,
      claimId: claim.eventId,
      postedBy,
      recordedAt,
      reason,
      laboratory,
      moved: Object.keys(moved).length > 0 ? [moved] : undefined,
    }),
  }
}
