/** Rows of an actor: its place in the register, its names to be found by, and its links as others have to know them. */
import { actorOf } from '../actor.ts'
import { namesOf } from './actor-card.ts'
import { inboundRow } from './inbound.ts'
import { bySlot, liveClaims, type Story, type TypedClaim } from './story.ts'
import { type Card, itemOf, type Projection, type Row } from './view.ts'

export function actorProjection(story: Story, card: Card): Projection {
  const register: Row = { partition: 'list/actors', sort: story.id, body: itemOf(card) }
  const names = [...namesOf(story)].map(([normal, name]): Row => {
    return { partition: `names/${normal}`, sort: story.subject, body: { subject: story.subject, name } }
  })
  return { rows: [register, ...names, ...linkRows(story)], contributions: [] }
}

type LinkClaim = TypedClaim<
  'ActorLinkedToRoute' | 'ActorLinkedToActor' | 'ActorDuplicateSuspected' | 'ActorsMerged'
>

/** A merge links only as long as it holds: a reversal takes the link away, not the claim. */
function linkRows(story: Story): readonly Row[] {
  const { mergedInto } = actorOf(story.events)
  const links = liveClaims(
    story,
    'ActorLinkedToRoute',
    'ActorLinkedToActor',
    'ActorDuplicateSuspected',
    'ActorsMerged',
  ).filter(({ event }) => event.type !== 'ActorsMerged' || event.data.into === mergedInto)
  return bySlot(links).flatMap((claimed) => claimed.slice(0, 1).map((link) => linkRow(link, claimed)))
}

function linkRow({ event }: LinkClaim, claimed: readonly LinkClaim[]): Row {
  const link = { from: event.subject, claims: claimed.map(({ claim }) => claim) }
  switch (event.type) {
    case 'ActorLinkedToRoute': {
      const { routeId, legId, relation } = event.data
      return inboundRow({ ...link, to: `routes/${routeId}`, relation, legId })
    }
    case 'ActorLinkedToActor':
      return inboundRow({ ...link, to: `actors/${event.data.actorId}`, relation: event.data.relation })
    case 'ActorDuplicateSuspected':
      return inboundRow({ ...link, to: `actors/${event.data.actorId}`, relation: 'duplicate-suspected' })
    case 'ActorsMerged':
      return inboundRow({ ...link, to: `actors/${event.data.into}`, relation: 'merged-into' })
  }
}
