/** Actor card: names and aliases, what the actor does where, its routes and links, merges, and what is said of its end. */
import { actorOf } from '../actor.ts'
import { normaliseName } from '../names.ts'
import { placeKeys } from './places.ts'
import {
  bySlot,
  cardOf,
  claimIdsOf,
  claimsOf,
  isRetracted,
  leading,
  liveClaims,
  type Story,
} from './story.ts'
import { present, toldOf, withoutEnvelope } from './told.ts'
import type { Card } from './view.ts'

export function actorCard(story: Story): Card {
  const identity = leading(story, 'ActorReported')?.event.data
  const presence = liveClaims(story, 'ActorPresenceReported').flatMap(({ event }) => event.data.places)
  const reported = liveClaims(story, 'ActorReported').map(({ event }) => event.data)
  const { status, mergedInto } = actorOf(story.events)
  return cardOf(story, {
    names: identity?.names,
    aliases: aliasesOf(story),
    kind: identity?.kind,
    specificity: identity?.specificity,
    basedIn: placeKeys(reported.flatMap(({ basedIn }) => basedIn ?? [])),
    operatesIn: placeKeys([...reported.flatMap(({ operatesIn }) => operatesIn ?? []), ...presence]),
    roles: rolesOf(story),
    routes: routesOf(story),
    links: linksOf(story),
    status: statusOf(story, status, mergedInto),
    mergedInto,
    duplicateSuspects: suspectsOf(story),
    dismantlements: liveClaims(story, 'ActorDismantlementClaimed').map(({ event, claim }) =>
      present({
        claimId: claim.claimId,
        occurred: event.data.occurred,
        ...withoutEnvelope(event.data),
        status: claim.status,
      }),
    ),
  })
}

/** Aliases that stand, and the names under which others report the actor. What was rejected is in the claims alone. */
function aliasesOf(story: Story): readonly string[] {
  const names = leading(story, 'ActorReported')?.event.data.names ?? {}
  const own = new Set(Object.values(names).map((name) => normaliseName(String(name))))
  const reported = liveClaims(story, 'ActorReported').flatMap(({ event }) => Object.values(event.data.names))
  const aliases = liveClaims(story, 'ActorAliasReported').map(({ event }) => event.data.alias)
  const others = reported.filter((name) => !own.has(normaliseName(name)))
  return [...new Set([...aliases, ...others])].sort()
}

/** One entry for each role, substance and set of places. A role that has ended stays, with its end. */
function rolesOf(story: Story): readonly object[] {
  const endings = new Map(
    story.events.flatMap((e) => (e.type === 'ActorRoleEnded' && e.names ? [[e.names, e]] : [])),
  )
  const standing = Map.groupBy(liveClaims(story, 'ActorRoleReported'), ({ slot }) => slot)
  return bySlot(claimsOf(story, 'ActorRoleReported')).flatMap((claimed) => {
    const live = standing.get(claimed[0]?.slot ?? '') ?? []
    const ended = claimed.findLast(({ claim }) => endings.has(claim.claimId))
    const shown = live[0] ?? ended
    if (!shown) return []
    const end = live.length === 0 ? endings.get(shown.claim.claimId) : undefined
    const { eventId, recordedAt, data } = end ?? {}
    const ending = end && present({ eventId, recordedAt, occurred: data?.occurred, reason: data?.reason })
    return [
      present({
        ...withoutEnvelope(shown.event.data),
        claimIds: claimIdsOf(live.length > 0 ? live : claimed),
        ended: ending,
      }),
    ]
  })
}

function routesOf(story: Story): readonly object[] {
  return bySlot(liveClaims(story, 'ActorLinkedToRoute')).flatMap((claimed) =>
    claimed
      .slice(0, 1)
      .map(({ event }) => ({ ...withoutEnvelope(event.data), claimIds: claimIdsOf(claimed) })),
  )
}

function linksOf(story: Story): readonly object[] {
  return bySlot(liveClaims(story, 'ActorLinkedToActor')).flatMap((claimed) =>
    claimed
      .slice(0, 1)
      .map(({ event }) => ({ ...withoutEnvelope(event.data), claimIds: claimIdsOf(claimed) })),
  )
}

function suspectsOf(story: Story): readonly object[] {
  return bySlot(liveClaims(story, 'ActorDuplicateSuspected')).flatMap((claimed) =>
    claimed.slice(0, 1).map(({ event }) => ({ actorId: event.data.actorId, claimIds: claimIdsOf(claimed) })),
  )
}

function statusOf(story: Story, status: string, mergedInto: string | undefined): string {
  if (isRetracted(story, 'ActorReported')) return 'retracted'
  return mergedInto === undefined ? status : 'merged'
}

/** Every name and alias that stands, once for each normal form. */
export function namesOf(story: Story): ReadonlyMap<string, string> {
  const reported = toldOf(
    liveClaims(story, 'ActorReported').map(({ event }) => event),
    'ActorReported',
  )
  const names = [...reported.flatMap(({ data }) => Object.values(data.names)), ...aliasesOf(story)]
  return new Map(names.reverse().map((name) => [normaliseName(name), name]))
}
