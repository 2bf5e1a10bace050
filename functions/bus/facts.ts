/** What goes over the bus about a commit: key, type and labels, never the payload. */
import { type Commit, headerOf } from '../ledger/commit.ts'
import type { BusEntry } from './bus.ts'

export type Fact = {
  subject: string
  sequence: number
  eventId: string
  type: string
  postedBy: string
  recordedAt: string
  labels: readonly string[]
}

export const factsSource = 'routewatch.facts'
/** Requests and facts never share a name, so that no loop can form. */
export const requestsSource = 'routewatch.intake'
export const submissionStored = 'SubmissionStored'
/** No fact, but a hint beside them: what a subject rests on has changed. */
const referenceChanged = 'ReferenceChanged'

export function factOf(commit: Commit): BusEntry {
  const { subject, sequence } = commit
  const { eventId, type, postedBy, recordedAt, labels } = headerOf(commit)
  const detail: Fact = { subject, sequence, eventId, type, postedBy, recordedAt, labels }
  return { source: factsSource, detailType: type, detail }
}

/** Asks for a subject to be projected once more. */
export const hintOf = (subject: string): BusEntry => ({
  source: factsSource,
  detailType: referenceChanged,
  detail: { subject },
})

/** The EventBridge event that an SQS message holds. */
export function busEventIn<T>(body: string): {
  source: string
  account: string
  detailType: string
  detail: T
} {
  const event = JSON.parse(body) as { source: string; account: string; 'detail-type': string; detail: T }
  return {
    source: event.source,
    account: event.account,
    detailType: event['detail-type'],
    detail: event.detail,
  }
}
