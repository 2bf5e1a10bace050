/** The centre in the register, which registers itself: nobody else could. Its events are known by their ids. */
import { eventIdOf, sourceOfAgency } from '../../events/ids.ts'
import { type Commit, headerOf } from '../ledger/commit.ts'

export const centre = 'agencies/centre'
export const centreSource = sourceOfAgency('centre')
export const genesisId = 'register-centre'
const genesisEventId = eventIdOf(centreSource, genesisId, centre)

/** What follows upon a registration; the same whoever finds that it is needed. */
export const renewalId = (last: string, clientIdsDigest: string): string =>
  `${genesisId}-${last}-${clientIdsDigest}`

/** The first event of a new store, by which the centre registers itself. */
export function isGenesis(commit: Commit): boolean {
  return commit.subject === centre && commit.sequence === 1 && headerOf(commit).eventId === genesisEventId
}

/** By this a deployment gives the centre of another one its own clients. */
export function isRenewal(commit: Commit): boolean {
  if (commit.subject !== centre) return false
  const { source, id, type } = headerOf(commit)
  return type === 'AgencyRegistered' && source === centreSource && id.startsWith(`${genesisId}-`)
}
