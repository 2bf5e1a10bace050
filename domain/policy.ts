/**
 * Policy 1, the published order of claims (DOMAIN.md §3): information grade, source grade (6 and F last), independent
 * roots, latest `occurred`, latest `recordedAt`, lowest `eventId`. A total order: no two claims tie.
 */
import type { Graded } from './claims.ts'
import { compareGrades } from './grading.ts'
import { dateKey } from './views/dates.ts'

/** Negative where `one` is preferred to `other`. */
export function comparePolicy(one: Graded, other: Graded): number {
  return (
    compareGrades(one.admiralty, other.admiralty) ||
    other.support - one.support ||
    compare(latestOf(other), latestOf(one)) ||
    compare(other.event.recordedAt, one.event.recordedAt) ||
    compare(one.claimId, other.claimId)
  )
}

/** When what is claimed was last true: the end of a span, else its only date. Without a date it is oldest. */
function latestOf({ event }: Graded): string {
  const occurred = event.data && 'occurred' in event.data ? event.data.occurred : undefined
  if (!occurred) return dateKey(undefined)
  return dateKey(occurred.to === undefined ? occurred : { ...occurred, from: occurred.to })
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
