/** Rows of a seizure and what it adds to the statistics: by country, route and leg, by substance and as a whole. */
import { dateKey, periodOf } from './dates.ts'
import { inboundRow } from './inbound.ts'
import { isWithdrawn, routesOf } from './seizure-card.ts'
import { contributionsOf } from './seizure-contributions.ts'
import { itemsOf } from './seizure-items.ts'
import { bySlot, leading, liveClaims, type Story } from './story.ts'
import { type Card, itemOf, type Projection, type Row } from './view.ts'

export function seizureProjection(story: Story, card: Card): Projection {
  const report = leading(story, 'SeizureReported')?.event
  if (!report) return { rows: [], contributions: [] }
  const { occurred, place, reportRef } = report.data
  const sort = `${dateKey(occurred)}#${story.id}`
  const body = itemOf(card)
  const withdrawn = isWithdrawn(story)
  const routes = withdrawn ? [] : [...new Set(routesOf(story).map(({ routeId }) => routeId))]
  const partitions = [
    'list/seizures',
    `list/seizures/country/${place.country}`,
    `list/seizures/agency/${report.postedBy}`,
    ...routes.map((routeId) => `list/seizures/route/${routeId}`),
  ]
  const lists = partitions.map((partition): Row => ({ partition, sort, body }))
  const reports: Row[] =
    reportRef === undefined
      ? []
      : [
          {
            partition: `reports/${report.postedBy}/${reportRef}`,
            sort: story.subject,
            body: { subject: story.subject },
          },
        ]
  return {
    rows: [...lists, ...reports, ...(withdrawn ? [] : actorRows(story, card))],
    contributions: withdrawn
      ? []
      : contributionsOf({
          country: place.country,
          period: periodOf(occurred),
          items: itemsOf(story),
          routes: routesOf(story),
        }),
  }
}

function actorRows(story: Story, { occurred, place, kilogramEquivalent }: Card): readonly Row[] {
  const { country } = place as { country: string }
  return bySlot(liveClaims(story, 'SeizureAttributedToActor')).flatMap((claimed) =>
    claimed.slice(0, 1).map(({ event }) =>
      inboundRow({
        from: story.subject,
        to: `actors/${event.data.actorId}`,
        relation: 'attributed-to',
        claims: claimed.map(({ claim }) => claim),
        shown: { occurred, country, kilogramEquivalent },
      }),
    ),
  )
}
