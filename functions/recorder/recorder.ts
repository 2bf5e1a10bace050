/** The bus door: stored submissions of our own, and events that partners put on the bus from their accounts. */
import { parseJson } from '../../events/json.ts'
import { busEventIn, requestsSource, submissionStored } from '../bus/facts.ts'
import { readScope } from '../http/caller.ts'
import { writeScope } from '../recording/admission.ts'
import { arrayEntry, type Entry, type Result, recordBatch } from '../recording/batch.ts'
import { lastAppend } from '../recording/last-append.ts'
import { type CameBy, tellOutcome } from '../recording/outcome-lines.ts'
import { type RecordNeeds, record } from '../recording/record.ts'
import type { Register } from '../register/register.ts'
import { type Submissions, summaryOf } from '../submissions/submissions.ts'
import { log } from '../telemetry.ts'

export type RecorderNeeds = {
  submissions: Submissions
  register: Register
  recording: RecordNeeds
  ownAccount: string
}

/** One race may take this long; the message comes again if all of a submission takes longer than the function has. */
const raceMs = 10_000

/**
 * Whom a message speaks for is what EventBridge vouches for: our own account's requests come from intake, which has
 * checked the token; another account is bound to its agency in the register.
 */
export async function receive(body: string, needs: RecorderNeeds): Promise<void> {
  const { account, source, detailType, detail } = busEventIn<unknown>(body)
  if (account === needs.ownAccount && source === requestsSource && detailType === submissionStored) {
    return recordSubmission((detail as { submissionId: string }).submissionId, needs)
  }
  return recordPosted(account, postedIn(body, detail), needs)
}

async function recordSubmission(submissionId: string, needs: RecorderNeeds): Promise<void> {
  const found = await needs.submissions.load(submissionId)
  if (!found) return
  const { results: earlier, ...submission } = found
  for (const [part, settled] of earlier.entries()) {
    if (settled) continue
    const entries = await needs.submissions.part(submissionId, part)
    const results = await recordAs(submission.agencyId, submission.scopes, entries, { submissionId }, needs)
    await needs.submissions.settle(submissionId, part, results)
  }
  // The first results of a part stand, be they of this call or of another.
  const state = await needs.submissions.load(submissionId)
  if (state) await needs.submissions.complete(submission, summaryOf(state))
}

/** The bus lets through what the other door does not: it has its own limits, and its own reading of JSON. */
function postedIn(body: string, detail: unknown): Entry {
  const parsed = parseJson(Buffer.from(body))
  if (parsed.ok) return arrayEntry(detail)
  return { problem: { slug: 'malformed', detail: `The JSON ${parsed.detail}.` } }
}

/** Nobody waits for an answer: a refusal is logged by its slug, and the partner finds its event missing. */
async function recordPosted(account: string, entry: Entry, needs: RecorderNeeds): Promise<void> {
  const agency = await needs.register.byClient(`account:${account}`)
  if (!agency) return log.warn('Refused at the bus door', { account, slug: 'unauthenticated' })
  await recordAs(agency.agencyId, [writeScope, readScope], [entry], { account }, needs)
}

async function recordAs(
  agencyId: string,
  scopes: readonly string[],
  entries: readonly Entry[],
  cameBy: CameBy,
  needs: RecorderNeeds,
): Promise<readonly Result[]> {
  const poster = await needs.register.agency(agencyId)
  if (!poster) throw new Error('The agency of a submission is not in the register')
  const shared = { poster, scopes, lastAppend: lastAppend() }
  const results = await recordBatch(entries, (value) =>
    record({ ...shared, value, deadlineMs: needs.recording.nowMs() + raceMs }, needs.recording),
  )
  for (const [n, { outcome }] of results.entries())
    tellOutcome(entries[n] as Entry, outcome, agencyId, cameBy)
  return results
}
