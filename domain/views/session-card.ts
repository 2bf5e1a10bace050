/** Session card: which body meets when and where, who took part, and whether it is open. */
import { sessionStatus } from '../session.ts'
import { bySlot, cardOf, claimIdsOf, isRetracted, leading, liveClaims, type Story } from './story.ts'
import { present, withoutEnvelope } from './told.ts'
import { type Card, itemOf, type Projection } from './view.ts'

export function sessionCard(story: Story): Card {
  const schedule = leading(story, 'SessionScheduled')?.event.data
  const attendance = liveClaims(story, 'AttendanceReported').map(({ event }) => event.data)
  return cardOf(story, {
    names: schedule?.names,
    body: schedule?.body,
    number: schedule?.number,
    segment: schedule?.segment,
    dates: schedule?.dates,
    place: schedule?.place,
    agendaItems: schedule?.agendaItems,
    status: isRetracted(story, 'SessionScheduled') ? 'retracted' : sessionStatus(story.events),
    delegations: bySlot(liveClaims(story, 'DelegationParticipated')).flatMap((claimed) =>
      claimed
        .slice(0, 1)
        .map(({ event }) => ({ ...withoutEnvelope(event.data), claimIds: claimIdsOf(claimed) })),
    ),
    attendance: present({
      delegates: attendance.find(({ delegates }) => delegates)?.delegates,
      headsOfDepartment: attendance.find(({ headsOfDepartment }) => headsOfDepartment)?.headsOfDepartment,
    }),
  })
}

export function sessionProjection({ id }: Story, card: Card): Projection {
  const { from } = card.dates as { from: string }
  return {
    rows: [{ partition: 'list/sessions', sort: `${from}#${id}`, body: itemOf(card) }],
    contributions: [],
  }
}
