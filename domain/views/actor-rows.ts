/** Rows of an actor: its place in the register, its names to be found by, and its links as others have to know them. */
import { namesOf } from './actor-card.ts'
import { inboundRow } from './inbound.ts'
import { type Story, bySlot, liveClaims } from './story.ts'
import { type Card, type Projection, type Row, itemOf } from './view.ts'

export function actorProjection(story: Story, card: Card): Projection {
  const register: Row = { partition: 'list/actors', sort: story.id, body: itemOf(card) }
  const names = [...namesOf(story)].map(([normal, name]): Row => {
    return { partition: `names/${normal}`, sort: story.subject, body: { subject: story.subject, name } }
  })
  return { rows: [register, ...names, ...linkRows(story)], contributions: [] }
}

function linkRows(story: Story): readonly Row[] {
  const { subject: from } = story
  const links = liveClaims(story, 'ActorLinkedToRoute', 'ActorLinkedToActor', 'ActorDuplicateSuspected', 'ActorsMerged')
  const merges = links.filter(({ event }) => event.type === 'ActorsMerged')
  const current = links.filter(
    // Of merges only the last may hold, and only if no reversal came after it.
    ({ event, claim }) => event.type !== 'ActorsMerged' || (merges.length > 0 && claim.status === 'preferred'),
  )
  return bySlot(current).flatMap((claimed) => {
    const claims = claimed.map(({ claim }) => claim)
    return claimed.slice(0, 1).map(({ event }) => {
      switch (event.type) {
        case 'ActorLinkedToRoute':
          return inboundRow({ from, to: `routes/${event.data.routeId}`, relation: event.data.relation, legId: event.data.legId, claims })
        case 'ActorLinkedToActor':
          return inboundRow({ from, to: `actors/${event.data.actorId}`, relation: event.data.relation, claims })
        case 'ActorDuplicateSuspected':
          return inboundRow({ from, to: `actors/${event.data.actorId}`, relation: 'duplicate-suspected', claims })
        case 'ActorsMerged':
          return inboundRow({ from, to: `actors/${event.data.into}`, relation: 'merged-into', claims })
      }
    })
  })
}
