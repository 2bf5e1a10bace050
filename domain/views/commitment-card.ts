/** Commitment card: what was promised by whom, how far it has come, and how it ended. */
import { commitmentOf } from '../commitment.ts'
import { inboundRow } from './inbound.ts'
import { cardOf, isRetracted, leading, liveClaims, type Story } from './story.ts'
import { present, toldOf, withoutEnvelope } from './told.ts'
import { type Card, itemOf, type Projection, type Row } from './view.ts'

const outcomes = ['CommitmentFulfilled', 'CommitmentLapsed', 'CommitmentWithdrawn'] as const

export function commitmentCard(story: Story): Card {
  const made = leading(story, 'CommitmentMade')?.event
  const declaratory = made?.data.measurable === false
  // Whatever was recorded of it, a commitment that nobody can measure cannot run out.
  const events = declaratory ? story.events.filter(({ type }) => type !== 'CommitmentLapsed') : story.events
  const { status } = commitmentOf(events)
  const standing = new Set(
    liveClaims(story, 'CommitmentProgressReported', ...outcomes).map(({ claim }) => claim.claimId),
  )
  const outcome = toldOf(events, ...outcomes).findLast(({ eventId }) => standing.has(eventId))
  return cardOf(story, {
    ...(made && withoutEnvelope(made.data)),
    occurred: made?.data.occurred,
    postedBy: made?.postedBy,
    status: isRetracted(story, 'CommitmentMade') ? 'retracted' : status,
    progress: toldOf(events, 'CommitmentProgressReported')
      .filter(({ eventId }) => standing.has(eventId))
      .map(({ eventId, recordedAt, data }) =>
        present({
          claimId: eventId,
          recordedAt,
          occurred: data.occurred,
          text: data.text,
          percent: data.percent,
        }),
      ),
    outcome:
      outcome &&
      present({
        claimId: outcome.eventId,
        recordedAt: outcome.recordedAt,
        occurred: outcome.data.occurred,
        ...withoutEnvelope(outcome.data),
      }),
  })
}

export function commitmentProjection(story: Story, card: Card): Projection {
  const made = leading(story, 'CommitmentMade')
  if (!made) return { rows: [], contributions: [] }
  const { by, statementId, type } = made.event.data
  const partitions = ['list/commitments', `list/commitments/by/${by}`]
  const lists = partitions.map((partition): Row => ({ partition, sort: story.id, body: itemOf(card) }))
  const links = statementId === undefined || card.status === 'retracted' ? [] : [`statements/${statementId}`]
  const inbound = links.map((to) =>
    inboundRow({
      from: story.subject,
      to,
      relation: 'made-in',
      claims: [made.claim],
      shown: { by, type, commitmentStatus: card.status },
    }),
  )
  return { rows: [...lists, ...inbound], contributions: [] }
}
