/**
 * Seizure card: the report as corrected, what the laboratory found, the kilogram equivalent, attributions, and the
 * chain of corrections. A retracted seizure stays readable; it counts nowhere.
 */
import type { Seen } from '../../events/recorded.ts'
import { sumOfEquivalents } from '../kilograms.ts'
import { mergePatch } from '../merge-patch.ts'
import { type ItemView, itemsOf } from './seizure-items.ts'
import { bySlot, cardOf, claimIdsOf, isRetracted, leading, liveClaims, type Story } from './story.ts'
import { present, toldOf, withoutEnvelope } from './told.ts'
import type { Card } from './view.ts'

/** The stream with its report as the corrections leave it, so that the claim says what the agency says now. */
export function corrected(events: readonly Seen[]): readonly Seen[] {
  const corrections = toldOf(events, 'SeizureCorrected')
  return events.map((event) =>
    event.type === 'SeizureReported' && event.data
      ? {
          ...event,
          data: corrections.reduce((report, { data }) => mergePatch(report, data.changes), event.data),
        }
      : event,
  )
}

export function seizureCard(story: Story): Card {
  const report = leading(story, 'SeizureReported')?.event
  const items = itemsOf(story)
  const total = sumOfEquivalents(items.map(({ conversion }) => conversion))
  const { occurred, place, siteKind, mode, consignment, concealment, detection, arrestsCount, reportRef } =
    report?.data ?? {}
  return cardOf(story, {
    status: isWithdrawn(story) ? 'retracted' : 'reported',
    postedBy: report?.postedBy,
    reportRef,
    occurred,
    place,
    siteKind,
    mode,
    items: items.map(({ view }) => view),
    substances: [...new Set(items.map(({ substance }) => substance))],
    kilogramEquivalent: total.equivalent,
    kilogramEquivalentReason: total.equivalent === null ? total.reason : undefined,
    coverage: coverageOf(items),
    consignment,
    concealment,
    detection,
    arrestsCount,
    routes: routesOf(story),
    actors: bySlot(liveClaims(story, 'SeizureAttributedToActor')).flatMap((claimed) =>
      claimed
        .slice(0, 1)
        .map(({ event }) => ({ actorId: event.data.actorId, claimIds: claimIdsOf(claimed) })),
    ),
    corrections: correctionsOf(story),
    retraction: retractionOf(story),
  })
}

/** Also where the reason is redacted: that it was retracted is no payload. */
export function isWithdrawn(story: Story): boolean {
  return isRetracted(story, 'SeizureReported') || story.events.some(({ type }) => type === 'SeizureRetracted')
}

export type Attribution = { routeId: string; legId?: string; claimIds: readonly string[] }

export function routesOf(story: Story): readonly Attribution[] {
  return bySlot(liveClaims(story, 'SeizureAttributedToRoute')).flatMap((claimed) =>
    claimed
      .slice(0, 1)
      .map(
        ({ event }) =>
          present({ ...withoutEnvelope(event.data), claimIds: claimIdsOf(claimed) }) as Attribution,
      ),
  )
}

export function coverageOf(items: readonly ItemView[]): { converted: number; unconverted: number } {
  const converted = items.filter(({ kilograms }) => kilograms !== undefined).length
  return { converted, unconverted: items.length - converted }
}

function correctionsOf({ events }: Story): readonly object[] {
  return toldOf(events, 'SeizureCorrected').map(
    ({ eventId, recordedAt, postedBy, data: { changes, reason } }) => {
      return { eventId, recordedAt, postedBy, reason, changes }
    },
  )
}

function retractionOf(story: Story): object | undefined {
  const reportId = leading(story, 'SeizureReported')?.claim.claimId
  const retraction = story.events.find(
    ({ type, names }) => type === 'SeizureRetracted' || (type === 'ClaimRetracted' && names === reportId),
  )
  if (!retraction) return undefined
  const { eventId, recordedAt, postedBy, data } = retraction
  return present({
    eventId,
    recordedAt,
    postedBy,
    reason: data && 'reason' in data ? data.reason : undefined,
  })
}
