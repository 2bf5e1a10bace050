/** Country profile: the roles a country is reported to play, for which substance or group, since when, which way. */
import { bySlot, cardOf, claimIdsOf, claimsOf, liveClaims, type Story } from './story.ts'
import { present, withoutEnvelope } from './told.ts'
import { type Card, itemOf, type Projection } from './view.ts'

export function countryCard(story: Story): Card {
  return cardOf(story, {
    country: story.id.toUpperCase(),
    roles: bySlot(liveClaims(story, 'CountryRoleReported')).flatMap((claimed) =>
      claimed
        .slice(0, 1)
        .map(({ event }) => ({ ...withoutEnvelope(event.data), claimIds: claimIdsOf(claimed) })),
    ),
    endedRoles: endedRolesOf(story),
  })
}

export function countryProjection({ id }: Story, card: Card): Projection {
  return { rows: [{ partition: 'list/countries', sort: id, body: itemOf(card) }], contributions: [] }
}

/** What a country no longer is, kept with its end; what was retracted was never so and is in the claims alone. */
function endedRolesOf({ events, ...story }: Story): readonly object[] {
  const reported = new Map(
    claimsOf({ events, ...story }, 'CountryRoleReported').map((one) => [one.claim.claimId, one]),
  )
  return events.flatMap((end) => {
    if (end.type !== 'CountryRoleEnded' || end.names === undefined) return []
    const role = reported.get(end.names)?.event.data
    if (!role) return []
    const { eventId, recordedAt, names: claimId, data } = end
    const ended = present({ eventId, recordedAt, occurred: data?.occurred, reason: data?.reason })
    return [{ ...withoutEnvelope(role), claimIds: [claimId], ended }]
  })
}
