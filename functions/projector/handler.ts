/** Facts → views. Only the subject of a fact counts: what stands in the ledger now is what is projected. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { busClient, eventBridge } from '../bus/bus.ts'
import { busEventIn, type Fact, factsSource, referenceChanged } from '../bus/facts.ts'
import { pause, setting } from '../environment.ts'
import { stores } from '../stores.ts'
import { faultOf, log, measure, withMetrics } from '../telemetry.ts'
import { type FeedNeeds, feedAll } from './feed.ts'

export async function projectFacts({ Records }: SQSEvent, needs: FeedNeeds): Promise<SQSBatchResponse> {
  const messages = Records.map(({ messageId, body }) => ({
    // Who asks for a subject because something else changed has no event to name.
    ...busEventIn<Pick<Fact, 'subject'> & Partial<Fact>>(body).detail,
    messageId,
  }))
  const failed = await feedAll(
    messages.map(({ subject }) => subject),
    needs,
  )
  for (const [subject, error] of failed) {
    const eventIds = messages.flatMap((one) => (one.subject === subject && one.eventId ? [one.eventId] : []))
    log.error('Not projected', { subject, eventIds, ...faultOf(error) })
  }
  const nowMs = Date.now()
  for (const { subject, eventId, recordedAt } of messages.filter((one) => !failed.has(one.subject))) {
    const lagMs = recordedAt === undefined ? undefined : nowMs - Date.parse(recordedAt)
    if (lagMs !== undefined) measure('ProjectionLag', lagMs)
    log.info('Projected', { eventId, subject, lagMs })
  }
  const failures = messages.filter(({ subject }) => failed.has(subject))
  return { batchItemFailures: failures.map(({ messageId }) => ({ itemIdentifier: messageId })) }
}

const facts = eventBridge(busClient(), setting('FACTS_BUS'), pause)
const needs: FeedNeeds = {
  ...stores(),
  cascade: {
    inlineMax: 200,
    // They are known to be behind: a hint that does not arrive is made good by the sweeper.
    hint: async (subjects) => {
      await facts.put(
        subjects.map((subject) => ({
          source: factsSource,
          detailType: referenceChanged,
          detail: { subject },
        })),
      )
    },
  },
}

export const handler = withMetrics((event: SQSEvent): Promise<SQSBatchResponse> => projectFacts(event, needs))
