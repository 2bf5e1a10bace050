/** The HTTP door: `POST /v1/events`. Translates only; every rule stands behind `record()`. */
import { parseJson } from '../../events/json.ts'
import { acceptedOf } from '../http/accept.ts'
import { type Ctx, httpApp, problem, requestIdOf, unavailable } from '../http/app.ts'
import { itemOf } from '../http/items.ts'
import { Refused } from '../http/problems.ts'
import { callerWithin, type RateLimit } from '../http/rate-limit.ts'
import { unauthenticated, type VerifyToken } from '../identity/token.ts'
import { Unavailable } from '../ledger/ledger.ts'
import { forbiddenProblem } from '../recording/admission.ts'
import {
  arrayEntry,
  batchBytesMax,
  batchEventsMax,
  bulkEventsMax,
  type Entry,
  entryOf,
  eventBytesMax,
  ndjsonEntries,
  type Result,
  recordBatch,
} from '../recording/batch.ts'
import { lastAppend } from '../recording/last-append.ts'
import { tellOutcome } from '../recording/outcome-lines.ts'
import { isIfMatch } from '../recording/precondition.ts'
import type { Outcome, RecordNeeds, Request } from '../recording/record.ts'
import { rehearsal } from '../recording/rehearsal.ts'
import { recordInTurn } from '../recording/turns.ts'
import type { Register } from '../register/register.ts'
import { count, log } from '../telemetry.ts'
import { mediaTypeOf, optionsOf } from './request.ts'
import { aSeizureOf, refuseUnknown, sheetOf } from './sheet.ts'

export type IntakeNeeds = {
  verify: VerifyToken
  register: Register
  recording: RecordNeeds
  /** Stores a submission and asks for it to be recorded. @returns its id, once durable. */
  submit: (submitted: Submitted) => Promise<string>
  rateLimit: RateLimit
}

/** `columns`: the header of the sheet that it was. */
export type Submitted = {
  agencyId: string
  scopes: readonly string[]
  entries: readonly Entry[]
  columns?: readonly string[]
}

/** The gateway gives up at 30 seconds. Races are fought for less, and nothing of a batch is begun after that. */
const raceMs = 20_000

export function intakeApp(needs: IntakeNeeds) {
  const app = httpApp()
  app.post('/v1/events', async (c) => {
    const caller = await callerWithin(needs, c)
    if (!caller.agency) throw unauthenticated('Posting needs a token.')
    // Who could not read the receipt is told so before anything is recorded.
    acceptedOf(c.req.header('accept'), ['application/json'])
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    if (bytes.length > batchBytesMax) throw new Refused('too-large', 'A request may have 4 MiB.')
    const mediaType = mediaTypeOf(c.req.raw.headers)
    if (mediaType === 'single' && bytes.length > eventBytesMax)
      throw new Refused('too-large', 'One event may have 256 KiB.')
    const options = optionsOf(c.req.raw, mediaType)
    const ifMatch = c.req.header('if-match')
    if (ifMatch !== undefined && (mediaType !== 'single' || !isIfMatch(ifMatch))) {
      throw new Refused(
        'malformed',
        'If-Match takes entity tags and stands with one event; in a batch each event has its own `ifmatch`.',
      )
    }
    const { agencyId } = caller.agency
    const sheet = mediaType === 'sheet' ? sheetOf(bytes, agencyId, options.sheet) : undefined
    const forbidden =
      sheet && forbiddenProblem({ poster: caller.agency, scopes: caller.scopes }, aSeizureOf(agencyId))
    if (forbidden) return problem(c, forbidden)
    await refuseUnknown(options.sheet.releasableTo ?? [], needs.register)
    const entries =
      sheet?.entries ??
      (mediaType === 'ndjson' ? lines(bytes) : mediaType === 'batch' ? members(bytes) : undefined)
    if (entries) needs.rateLimit.charge(agencyId, entries.length - 1)
    const cameBy = { requestId: requestIdOf(c) }
    // Whatever is only validated is answered at once; of what is recorded, sheets and long files are not.
    const isLong = sheet !== undefined || (mediaType === 'ndjson' && (entries?.length ?? 0) > batchEventsMax)
    if (options.respondAsync || (isLong && !options.validateOnly)) {
      const submitted = entries ?? [single(bytes, ifMatch)]
      const submissionId = await needs.submit({
        agencyId,
        scopes: caller.scopes,
        entries: submitted,
        ...(sheet && { columns: sheet.columns }),
      })
      log.info('Submission', { ...cameBy, agency: agencyId, submissionId, events: submitted.length })
      count('Submitted')
      return accepted(c, submissionId)
    }
    const deadlineMs = needs.recording.nowMs() + raceMs
    const shared = { poster: caller.agency, scopes: caller.scopes, lastAppend: lastAppend(), deadlineMs }
    const request = (value: unknown): Request => ({
      ...shared,
      value,
      ifMatch,
      validateOnly: options.validateOnly && entries === undefined,
    })
    const rehearse = options.validateOnly && entries ? rehearsal(needs.recording) : undefined
    const recordOne = async (value: unknown): Promise<Outcome> => {
      if (needs.recording.nowMs() > deadlineMs) throw new Unavailable('There was no time left for it')
      return rehearse ? rehearse(request(value)) : recordInTurn(request(value), needs.recording)
    }
    if (entries) {
      const results = await recordBatch(entries, (value) => recordOne(value).catch(asUnavailable))
      for (const [n, { outcome }] of results.entries())
        tellOutcome(entries[n] as Entry, outcome, agencyId, cameBy)
      return answerBatch(c, results)
    }
    const entry = entryOf(bytes)
    const outcome: Outcome =
      'problem' in entry ? { outcome: 'refused', problem: entry.problem } : await recordOne(entry.value)
    tellOutcome(entry, outcome, agencyId, cameBy)
    return answer(c, outcome)
  })
  return app
}

/** A batch is always answered event by event: what became of the others must not be lost. */
function asUnavailable(error: unknown): Outcome {
  if (!(error instanceof Unavailable)) throw error
  return { outcome: 'refused', problem: unavailable }
}

function accepted(c: Ctx, submissionId: string): Response {
  const location = `/v1/submissions/${submissionId}`
  return c.json({ submissionId, status: 'pending', location }, 202, { location })
}

/** Of one event alone the header's precondition travels with it, as it would in a batch. */
function single(bytes: Uint8Array, ifMatch: string | undefined): Entry {
  const entry = entryOf(bytes)
  if ('problem' in entry) throw new Refused(entry.problem.slug, entry.problem.detail)
  const { value } = entry
  return ifMatch !== undefined && typeof value === 'object'
    ? { value: { ...value, ifmatch: ifMatch } }
    : entry
}

function lines(bytes: Uint8Array): readonly Entry[] {
  const entries = ndjsonEntries(bytes)
  if (entries.length > bulkEventsMax)
    throw new Refused('too-large', `NDJSON may have ${bulkEventsMax} lines.`)
  if (entries.length === 0) throw new Refused('malformed', 'There is no event in the body.')
  return entries
}

function members(bytes: Uint8Array): readonly Entry[] {
  const parsed = parseJson(bytes)
  if (!parsed.ok) throw new Refused('malformed', `The JSON ${parsed.detail}.`)
  const events = parsed.value
  if (!Array.isArray(events) || events.length === 0) {
    throw new Refused('invalid-event', 'A batch is an array of 1 to 100 events.', {}, [
      { pointer: '', detail: 'must be an array of 1 to 100 events', code: 'type' },
    ])
  }
  if (events.length > batchEventsMax)
    throw new Refused('too-large', `A batch may have ${batchEventsMax} events.`)
  return events.map(arrayEntry)
}

function answer(c: Ctx, outcome: Outcome): Response {
  switch (outcome.outcome) {
    case 'refused':
      return problem(c, outcome.problem)
    case 'valid':
      return c.json(outcome.receipt, 200)
    case 'recorded':
    case 'duplicate': {
      const headers = { location: `/v1/${outcome.receipt.subject}`, etag: `"${outcome.etag}"` }
      return c.json(outcome.receipt, outcome.outcome === 'recorded' ? 201 : 200, headers)
    }
  }
}

function answerBatch(c: Ctx, results: readonly Result[]): Response {
  const rejected = results.filter(({ outcome }) => outcome.outcome === 'refused').length
  const duplicates = results.filter(({ outcome }) => outcome.outcome === 'duplicate' || 'repeats' in outcome)
  const path = new URL(c.req.url).pathname
  return c.json(
    {
      accepted: results.length - duplicates.length - rejected,
      duplicates: duplicates.length,
      rejected,
      items: results.map((result) => itemOf(result, path, requestIdOf(c))),
    },
    207,
  )
}
