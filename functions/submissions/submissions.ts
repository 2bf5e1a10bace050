/**
 * What was promised with a 202: kept until every event of it has its result. The events lie in parts, in the order
 * in which they were sent; a part's results are written once.
 */

import type { Entry, Result } from '../recording/batch.ts'

export type Submission = {
  submissionId: string
  agencyId: string
  scopes: readonly string[]
  receivedAt: string
  parts: number
  events: number
  /** The header of the sheet that it was. */
  columns?: readonly string[]
}

export type SubmissionState = Submission & { results: readonly (readonly Result[] | undefined)[] }

export type SubmissionStatus = 'pending' | 'recorded' | 'refused'

/** What became of its events, in numbers. */
export type Summary = { status: SubmissionStatus; accepted: number; duplicates: number; rejected: number }

/** With its summary once that is final: a list of many need not read what became of each event. */
export type ListedSubmission = Submission & { summary?: Summary }

export type Submissions = {
  /** Durable once it resolves. */
  store(submission: Submission, parts: readonly (readonly Entry[])[]): Promise<void>
  load(submissionId: string): Promise<SubmissionState | undefined>
  part(submissionId: string, part: number): Promise<readonly Entry[]>
  /** The first results of a part stand: a repeat would only find duplicates. */
  settle(submissionId: string, part: number, results: readonly Result[]): Promise<void>
  /** Lists it with its summary, and takes it off the list of those that the sweeper sends again. */
  complete(submission: Submission, summary: Summary): Promise<void>
  ofAgency(agencyId: string, after: string | undefined, limit: number): Promise<readonly ListedSubmission[]>
  pending(after?: string): Promise<readonly Submission[]>
}

/** As much of a submission as fits one item of the store with room to spare. */
const partBytesMax = 300 * 1024
/** Its results have to fit one item, too, and may be longer than the events. */
const partEventsMax = 100

export function inParts(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const parts: Entry[][] = [[]]
  let bytes = 0
  for (const entry of entries) {
    const size = Buffer.byteLength(JSON.stringify(entry))
    const isFull = bytes + size > partBytesMax || parts.at(-1)?.length === partEventsMax
    if (isFull && bytes > 0) {
      parts.push([])
      bytes = 0
    }
    parts.at(-1)?.push(entry)
    bytes += size
  }
  return parts
}

/** Where a submission stands in the lists: in the order of receipt. */
export function listKey({ receivedAt, submissionId }: Submission): string {
  return `${receivedAt}#${submissionId}`
}

/** Recorded once any of its events is: the items tell which. */
export function summaryOf({ results }: SubmissionState): Summary {
  const outcomes = results.flatMap((part) => (part ?? []).map(({ outcome }) => outcome.outcome))
  const rejected = outcomes.filter((outcome) => outcome === 'refused').length
  const accepted = outcomes.filter((outcome) => outcome === 'recorded').length
  const isPending = results.includes(undefined)
  return {
    status: isPending ? 'pending' : rejected === outcomes.length ? 'refused' : 'recorded',
    accepted,
    duplicates: outcomes.length - accepted - rejected,
    rejected,
  }
}
