/**
 * Records one posted event: load, decide, append (ADR-0001 to 0003). Both doors end here. A poster decides on what
 * it may see; the sequence, the fence and the chain stay inside.
 */
import type { Agency } from '../../domain/agency.ts'
import { ownLabel, sees } from '../../domain/audience.ts'
import { mayActOnClaim } from '../../domain/claim.ts'
import { decide } from '../../domain/decide.ts'
import { type Candidate, type Context, every } from '../../domain/decision.ts'
import { existsAmong } from '../../domain/visibility.ts'
import { catalog, refsOf } from '../../events/catalog.ts'
import { type PostedEvent, validateEvent } from '../../events/cloudevent.ts'
import type { Problem } from '../http/problems.ts'
import { type Commit, commitOf } from '../ledger/commit.ts'
import { etagOf } from '../ledger/etag.ts'
import { type Ledger, Unavailable } from '../ledger/ledger.ts'
import { type Reading, readCommits } from '../ledger/reading.ts'
import { count } from '../telemetry.ts'
import { forbiddenProblem, futureProblem, schemaProblem } from './admission.ts'
import { audienceFor, draftOf } from './draft.ts'
import type { LastAppend } from './last-append.ts'
import { type Lookups, lookUp } from './lookups.ts'
import { ifMatchHolds } from './precondition.ts'
import { previewOf, type Receipt, receiptOf } from './receipt.ts'
import { isSameEvent, repeatIn } from './repeat.ts'

export type Request = {
  /** One CloudEvent as parsed from JSON; its schema is checked here. */
  value: unknown
  poster: Agency
  scopes: readonly string[]
  ifMatch?: string | undefined
  validateOnly?: boolean
  /** Shared by the events of one request. */
  lastAppend?: LastAppend
  /** Milliseconds since the epoch: until then a lost race is tried again. */
  deadlineMs: number
}

export type RecordNeeds = {
  ledger: Ledger
  agency: (agencyId: string) => Promise<Agency | undefined>
  /** Makes narrowing true in the views before the answer leaves. */
  project: (subject: string) => Promise<void>
  lookups: Lookups
  nowMs: () => number
  salt: () => Uint8Array
  pause: (ms: number) => Promise<void>
}

export type Outcome =
  | { outcome: 'recorded' | 'duplicate'; receipt: Receipt; etag: string }
  | { outcome: 'valid'; receipt: Partial<Receipt> }
  | { outcome: 'refused'; problem: Problem }

/** Narrowing does not wait (ADR-0008), nor does a client's binding to its agency. */
const projectedBeforeAnswer: readonly string[] = [
  'MarkingRaised',
  'PayloadRedacted',
  'ClaimRetracted',
  'AgencyRegistered',
  'AgencySuspended',
]

export async function record(request: Request, needs: RecordNeeds): Promise<Outcome> {
  const validated = validateEvent(request.value)
  if (!validated.ok) return refused(schemaProblem(validated.errors))
  const { event } = validated
  const refusal = futureProblem(event, needs.nowMs()) ?? forbiddenProblem(request, event)
  if (refusal) return refused(refusal)
  const { subject } = event
  const candidate: Candidate = event
  const refs = refsOf(event.type, event.data, subject).map((ref) => ref.subject)

  const known = request.lastAppend?.take(subject) ?? (await needs.ledger.load(subject))
  let reading = await readCommits(needs.ledger, subject, known, refs)
  for (let attempt = 1; ; attempt++) {
    const step = await attemptOnce(request, event, candidate, reading, needs)
    if (!('taken' in step)) return step
    await needs.pause(Math.min(200, 5 * 2 ** Math.min(attempt, 5)))
    const winners = await needs.ledger.load(subject, reading.commits.length)
    // After a timeout the client library sends a write again and meets its own first attempt.
    if (winners[0] && Buffer.from(winners[0].hash).equals(step.taken.commit.hash))
      return finished(step.taken, event, needs)
    count('AppendConflicts')
    if (needs.nowMs() > request.deadlineMs)
      throw new Unavailable(`${subject} is being written by too many at once`)
    reading = await readCommits(needs.ledger, subject, [...reading.commits, ...winners], refs)
  }
}

/** A commit and its answer, once it stands in the ledger. */
type Attempt = { commit: Commit; recorded: Outcome }

async function attemptOnce(
  request: Request,
  event: PostedEvent,
  candidate: Candidate,
  reading: Reading,
  needs: RecordNeeds,
): Promise<Outcome | { taken: Attempt }> {
  const { poster } = request
  const reader = ownLabel(poster)
  const seen = reading.seenBy(reader)
  if (!catalog[event.type].creates && !existsAmong(seen)) {
    return refused({ slug: 'not-found', detail: 'There is no such subject, as far as you can see.' })
  }
  if (!mayActOnClaim(candidate, { poster, seen })) {
    return refused({
      slug: 'forbidden',
      detail: 'Only its originator (or, for some types, the centre) may do this to a claim.',
    })
  }
  const repeat = repeatIn(reading.commits, event, candidate.subject)
  if (repeat) return answerRepeat(repeat, event, reading, request, needs)
  const precondition = request.ifMatch ?? event.ifmatch
  if (precondition === undefined && catalog[event.type].needsIfMatch) {
    return refused({
      slug: 'precondition-required',
      detail: `${event.type} needs If-Match with the ETag that you decided on.`,
    })
  }
  if (
    precondition !== undefined &&
    !ifMatchHolds(precondition, existsAmong(seen) ? etagOf(seen) : undefined)
  ) {
    return refused({
      slug: 'stale-version',
      detail: 'The subject has changed since the version that If-Match names.',
    })
  }
  const context: Context = {
    poster,
    seen,
    other: (subject) => reading.otherSeenBy(reader, subject),
    exists: (subject, part) => sees(reader, reading.exists(subject, part)),
    ...(await lookUp(candidate, poster, needs.lookups)),
  }
  const { labels, releasable } = await audienceFor(candidate, reading, poster, needs.agency)
  const decision = every(releasable, decide(candidate, context, labels))
  if (decision.outcome === 'refused') {
    return refused({
      slug: decision.refusal,
      detail: decision.errors[0]?.detail ?? '',
      errors: decision.errors,
    })
  }
  const draft = draftOf({
    event,
    candidate,
    reading,
    poster,
    labels,
    warnings: decision.warnings,
    nowMs: needs.nowMs(),
  })
  if (request.validateOnly) return { outcome: 'valid', receipt: previewOf(draft) }
  const commit = commitOf({ ...draft, salt: needs.salt() }, reading.commits.at(-1))
  const etag = etagOf(draft.after.seenBy(reader))
  const recorded: Outcome = { outcome: 'recorded', receipt: receiptOf(commit), etag }
  const attempt: Attempt = { commit, recorded }
  if ((await needs.ledger.append(commit)) === 'taken') return { taken: attempt }
  request.lastAppend?.keep([...reading.commits, commit])
  return finished(attempt, event, needs)
}

async function finished({ commit, recorded }: Attempt, event: PostedEvent, needs: RecordNeeds) {
  await projectIfNarrowing(event, commit.subject, needs)
  return recorded
}

async function answerRepeat(
  commit: Commit,
  event: PostedEvent,
  reading: Reading,
  { poster }: Request,
  needs: RecordNeeds,
): Promise<Outcome> {
  if (!isSameEvent(commit, event)) {
    return refused({
      slug: 'event-id-reused',
      detail: 'Another event stands under this source, id and subject.',
    })
  }
  await projectIfNarrowing(event, commit.subject, needs)
  return { outcome: 'duplicate', receipt: receiptOf(commit), etag: etagOf(reading.seenBy(ownLabel(poster))) }
}

async function projectIfNarrowing(
  { type }: PostedEvent,
  subject: string,
  { project }: RecordNeeds,
): Promise<void> {
  if (projectedBeforeAnswer.includes(type)) await project(subject)
}

function refused(problem: Problem): Outcome {
  return { outcome: 'refused', problem }
}
