/**
 * Takes payload and salt from the commits that a `PayloadRedacted` names. Its role alone may update a commit. What was
 * projected while the payload was still there is projected once more, for which the projector is told.
 */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { type Bus, busClient, eventBridge } from '../bus/bus.ts'
import { deadLetters } from '../bus/dead-letters.ts'
import { busEventIn, type Fact, hintOf } from '../bus/facts.ts'
import { eachMessage } from '../bus/messages.ts'
import { pause, setting } from '../environment.ts'
import { headerOf } from '../ledger/commit.ts'
import { dynamoRedactor } from '../ledger/dynamo.ts'
import type { Ledger, Redactor } from '../ledger/ledger.ts'
import { unredacted } from '../ledger/redaction.ts'
import { rememberEverywhere } from '../projector/remember.ts'
import { stores, viewsOn } from '../stores.ts'
import { log } from '../telemetry.ts'
import type { ViewGenerations } from '../views/generations.ts'

export type RedactorNeeds = {
  ledger: Ledger
  redactor: Redactor
  /** Of which nothing was asked before the redaction was recorded. */
  views: Pick<ViewGenerations, 'fed'>
  facts: Bus
}

/** Throws where the hint cannot be put: the message comes again, finds nothing to redact, and tells. */
export async function redactFrom(
  subject: string,
  { ledger, redactor, views, facts }: RedactorNeeds,
): Promise<void> {
  const commits = await ledger.load(subject)
  const named = unredacted(commits)
  // Who recorded the redaction may not have heard of a generation that is fed since. Whoever hears of one later reads
  // the redaction as well, and writes nothing that would have to be found again.
  if (named.length > 0) await rememberEverywhere(subject, { ledger, views })
  for (const { sequence, commitment } of named) {
    await redactor.redact(subject, sequence, commitment)
    const commit = commits.find((one) => one.sequence === sequence)
    log.info('Redacted', { eventId: commit && headerOf(commit).eventId, subject, sequence })
  }
  if ((await facts.put([hintOf(subject)])).length > 0)
    throw new Error('The projector could not be told of a redaction')
}

const { client, ledger } = stores()
const redactor = dynamoRedactor(client, setting('LEDGER_TABLE'))
const facts = eventBridge(busClient(), setting('FACTS_BUS'), pause)
const letters = deadLetters()

export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  eachMessage(
    event,
    'Not redacted',
    (body) =>
      redactFrom(busEventIn<Fact>(body).detail.subject, {
        ...{ ledger, redactor, facts },
        views: viewsOn(client, setting('VIEWS_TABLE')),
      }),
    letters,
  )
