/** Takes payload and salt from the commits that a `PayloadRedacted` names, and has their subject projected once more. */
import type { Bus } from '../bus/bus.ts'
import { hintOf } from '../bus/facts.ts'
import { headerOf } from '../ledger/commit.ts'
import type { Ledger, Redactor } from '../ledger/ledger.ts'
import { unredacted } from '../ledger/redaction.ts'
import { rememberAll } from '../projector/picture.ts'
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
  if (named.length > 0)
    // Whoever hears of another generation later reads the redaction too, and writes nothing that has to be found again.
    for (const generation of await views.fed()) await rememberAll(subject, { ledger, views: generation })
  for (const { sequence, commitment } of named) {
    await redactor.redact(subject, sequence, commitment)
    const commit = commits.find((one) => one.sequence === sequence)
    log.info('Redacted', { eventId: commit && headerOf(commit).eventId, subject, sequence })
  }
  if ((await facts.put([hintOf(subject)])).length > 0)
    throw new Error('The projector could not be told of a redaction')
}
