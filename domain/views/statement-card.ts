/** Statement card: the words as they were spoken, with annotations and assertions beside them, never in them. */
import { dateKey } from './dates.ts'
import { inboundRow } from './inbound.ts'
import { cardOf, isRetracted, leading, liveClaims, type Story } from './story.ts'
import { present, toldOf, withoutEnvelope } from './told.ts'
import { type Card, itemOf, type Projection, type Row } from './view.ts'

export function statementCard(story: Story): Card {
  const delivered = leading(story, 'StatementDelivered')?.event
  return cardOf(story, {
    ...(delivered && withoutEnvelope(delivered.data)),
    occurred: delivered?.data.occurred,
    lang: delivered?.data.lang ?? 'en',
    postedBy: delivered?.postedBy,
    status: isRetracted(story, 'StatementDelivered') ? 'retracted' : 'delivered',
    annotations: toldOf(story.events, 'StatementCorrected').map(({ eventId, recordedAt, postedBy, data }) =>
      present({ eventId, recordedAt, postedBy, annotation: data.annotation, reason: data.reason }),
    ),
    assertions: liveClaims(story, 'StatementAssertionExtracted').map(({ event, claim }) => {
      return { claimId: claim.claimId, text: event.data.text, about: event.data.about, status: claim.status }
    }),
  })
}

export function statementProjection(story: Story, card: Card): Projection {
  const delivered = leading(story, 'StatementDelivered')?.event.data
  if (!delivered) return { rows: [], contributions: [] }
  const sort = `${dateKey(delivered.occurred)}#${story.id}`
  const partitions = ['list/statements', `list/statements/session/${delivered.sessionId}`]
  const lists = partitions.map((partition): Row => ({ partition, sort, body: itemOf(card) }))
  return {
    rows: [...lists, ...(card.status === 'retracted' ? [] : aboutRows(story, card))],
    contributions: [],
  }
}

function aboutRows(story: Story, { sessionId, delegation, occurred }: Card): readonly Row[] {
  return liveClaims(story, 'StatementAssertionExtracted').flatMap(({ event, claim }) =>
    event.data.about.map((to) =>
      inboundRow({
        from: story.subject,
        to,
        relation: 'about',
        part: event.eventId,
        claims: [claim],
        shown: { sessionId, delegation, occurred, text: event.data.text },
      }),
    ),
  )
}
