/** Decides what may happen to an agency in the register, and what an agency may post. Only the centre registers. */

import type { EventType } from '../events/catalog.ts'
import { catalog } from '../events/catalog.ts'
import type { Recorded, Seen } from '../events/recorded.ts'
import type { AgencyKind, Member } from './audience.ts'
import { accept, type Candidate, type Context, type Decision, every, refuse } from './decision.ts'

export type AgencyEventType = 'AgencyRegistered' | 'AgencySuspended' | 'AgencyReinstated'

/** An agency as the register knows it. `clientIds` bind tokens, and `account:<id>` entries bind bus accounts, to it. */
export type Agency = Member & {
  clientIds: readonly string[]
  postingScopes: readonly string[]
  suspended: boolean
}

/** Authority does not depend on who looks: the register folds the whole stream. */
export function agencyOf(stream: readonly (Recorded | Seen)[]): Agency | undefined {
  let agency: Agency | undefined
  for (const event of stream) agency = evolveAgency(agency, event)
  return agency
}

function evolveAgency(agency: Agency | undefined, event: Recorded | Seen): Agency | undefined {
  switch (event.type) {
    case 'AgencyRegistered': {
      if (!event.data) return agency
      const { kind, clientIds, postingScopes } = event.data
      const agencyId = event.subject.slice('agencies/'.length)
      const suspended = agency?.suspended ?? false
      // A later registration renews clients and scopes; the kind never changes.
      return { agencyId, kind: agency?.kind ?? kind, clientIds, postingScopes, suspended }
    }
    case 'AgencySuspended':
      return agency && { ...agency, suspended: true }
    case 'AgencyReinstated':
      return agency && { ...agency, suspended: false }
    default:
      return agency
  }
}

/** An observer posts only statements unless its scopes say more. What is said of agencies is the centre's alone. */
export function mayPost(agency: Agency, type: EventType, subject: string): boolean {
  if (agency.kind === 'centre') return true
  const kind = subject.slice(0, subject.indexOf('/'))
  if (catalog[type].kind === 'agencies' || kind === 'agencies') return false
  return scopesOf(agency.kind, agency.postingScopes).includes(kind)
}

export function decideAgency(
  candidate: Candidate<AgencyEventType>,
  { seen, takenClients }: Context,
): Decision {
  const agency = agencyOf(seen)
  switch (candidate.type) {
    case 'AgencyRegistered': {
      const { kind, clientIds } = candidate.data
      if (agency && agency.kind !== kind)
        return refuse(
          'state-conflict',
          '/kind',
          "An agency's kind never changes; another kind is another agency.",
        )
      // A second holder of the centre's label would read what is marked for the centre alone.
      if ((kind === 'centre') !== (candidate.subject === 'agencies/centre'))
        return refuse('rule-violated', '/kind', 'There is one centre, and its id is "centre".')
      return every(
        ...clientIds.map((clientId, n) =>
          takenClients.includes(clientId)
            ? refuse('rule-violated', `/clientIds/${n}`, 'Another agency signs in as this client.')
            : accept(),
        ),
      )
    }
    case 'AgencySuspended':
      if (agency?.kind === 'centre') return refuse('rule-violated', '', 'The centre cannot suspend itself.')
      return agency?.suspended ? refuse('state-conflict', '', 'This agency is suspended already.') : accept()
    case 'AgencyReinstated':
      return agency?.suspended ? accept() : refuse('state-conflict', '', 'This agency is not suspended.')
  }
}

function scopesOf(kind: AgencyKind, postingScopes: readonly string[]): readonly string[] {
  return kind === 'observer' || kind === 'international-organisation'
    ? ['statements', ...postingScopes]
    : postingScopes
}
