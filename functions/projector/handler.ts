/** Facts → views. Only the subject of a fact counts: what stands in the ledger now is what is projected. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { busClient, eventBridge } from '../bus/bus.ts'
import { type DeadLetters, deadLetters, settle } from '../bus/dead-letters.ts'
import { busEventIn, type Fact, hintOf } from '../bus/facts.ts'
import { pause, setting } from '../environment.ts'
import { stores } from '../stores.ts'
import { faultOf, log, measure, withMetrics } from '../telemetry.ts'
import { type FeedNeeds, feedAll } from './feed.ts'

/** Who asks for a subject because something else changed has no event to name. */
type Hint = Pick<Fact, 'subject'> & Partial<Fact>

export async function projectFacts(
  { Records }: SQSEvent,
  needs: FeedNeeds,
  letters?: DeadLetters,
): Promise<SQSBatchResponse> {
  const read = Records.map((record) => ({ record, ...hintIn(record.body) }))
  const hints = read.flatMap(({ hint }) => hint ?? [])
  const failed = await feedAll(
    hints.map(({ subject }) => subject),
    needs,
  )
  for (const [subject, error] of failed) {
    const eventIds = hints.flatMap((one) => (one.subject === subject && one.eventId ? [one.eventId] : []))
    log.error('Not projected', { subject, eventIds, ...faultOf(error) })
  }
  const nowMs = Date.now()
  for (const { subject, eventId, recordedAt } of hints.filter((one) => !failed.has(one.subject))) {
    const lagMs = recordedAt === undefined ? undefined : nowMs - Date.parse(recordedAt)
    if (lagMs !== undefined) measure('ProjectionLag', lagMs)
    log.info('Projected', { eventId, subject, lagMs })
  }
  const failures = read.flatMap(({ record, hint, error }) => {
    if (!hint) return { record, error }
    return failed.has(hint.subject) ? { record, error: failed.get(hint.subject) } : []
  })
  return settle(failures, letters)
}

/** One message that nobody can read keeps no other of its batch back. */
function hintIn(body: string): { hint: Hint; error?: undefined } | { hint?: undefined; error: unknown } {
  try {
    const hint = busEventIn<Hint>(body).detail
    if (typeof hint.subject !== 'string') throw new Error('The message names no subject')
    return { hint }
  } catch (error) {
    log.error('Not read', faultOf(error))
    return { error }
  }
}

const facts = eventBridge(busClient(), setting('FACTS_BUS'), pause)
const needs: FeedNeeds = {
  ...stores(),
  cascade: {
    inlineMax: 200,
    // They are known to be behind: a hint that does not arrive is made good by the sweeper.
    hint: async (subjects) => {
      await facts.put(subjects.map(hintOf))
    },
  },
}

const letters = deadLetters()

export const handler = withMetrics(
  (event: SQSEvent): Promise<SQSBatchResponse> => projectFacts(event, needs, letters),
)
