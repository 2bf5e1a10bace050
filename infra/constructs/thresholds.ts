import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'

/** When somebody is woken. `periods` of `minutes` each have to be bad, out of the last `of`. */
export type Threshold = {
  /** In a sentence that follows the name of what is watched. */
  says: string
  /** Under docs/runbooks/, without `.md`. */
  runbook: string
  /** Bad from here on; `below` turns it round. */
  value: number
  below?: true
  minutes: number
  periods: number
  of?: number
  missing: TreatMissingData
}

const quietIsGood = TreatMissingData.NOT_BREACHING
const quietIsBad = TreatMissingData.BREACHING
/** What was last known stands: a gap says nothing new. */
const quietSaysNothing = TreatMissingData.IGNORE

/** Every threshold of every alarm, and why it is what it is. */
export const thresholds = {
  // A caller met every one of these; two periods, since one deployment or one bad node of AWS's makes a short spike.
  servedErrors: {
    says: 'fails for one call in a hundred',
    runbook: 'function-errors',
    ...{ value: 1, minutes: 5, periods: 2, of: 3, missing: quietIsGood },
  },
  // Retries and queues absorb what fails now and then; half an hour of it is no accident. One failed sweep of one is 100 %.
  workerErrors: {
    says: 'fails for one call in twenty',
    runbook: 'function-errors',
    ...{ value: 5, minutes: 15, periods: 2, missing: quietIsGood },
  },
  // The account's concurrency is used up, by us or by a neighbour: it does not pass by itself.
  throttles: {
    says: 'is throttled',
    runbook: 'function-throttles',
    ...{ value: 1, minutes: 5, periods: 3, missing: quietIsGood },
  },
  // The gateway gives up at 30 s, and so do most clients much earlier. Measured p99 is well under one second.
  slow: {
    says: 'takes 3 seconds for one call in a hundred',
    runbook: 'slow-answers',
    ...{ value: 3_000, minutes: 5, periods: 3, missing: quietIsGood },
  },
  // Readers see what is new within a second; a minute means that the stream stands behind a record.
  streamAge: {
    says: 'is a minute behind the ledger',
    runbook: 'stream-behind',
    ...{ value: 60_000, minutes: 1, periods: 5, missing: quietIsGood },
  },
  // Nothing gets there that was not tried often: each is an event, a view or a promise that waits for a person.
  deadLetters: {
    says: 'holds messages that were given up',
    runbook: 'dead-letters',
    ...{ value: 1, minutes: 1, periods: 1, missing: quietIsGood },
  },
  // A message is seen again after three minutes; after ten it has failed more than once, or the workers cannot keep up.
  queueAge: {
    says: 'holds a message that has waited for ten minutes',
    runbook: 'queue-age',
    ...{ value: 600, minutes: 5, periods: 2, missing: quietIsGood },
  },
  // EventBridge has retried for a day before it counts one: permissions or a missing target.
  failedDeliveries: {
    says: 'could not deliver',
    runbook: 'failed-deliveries',
    ...{ value: 1, minutes: 5, periods: 1, missing: quietIsGood },
  },
  // The stream brings them again; if they fail for a quarter of an hour, the bus does not take them.
  publishFailures: {
    says: 'cannot put facts on the bus',
    runbook: 'failed-deliveries',
    ...{ value: 1, minutes: 5, periods: 3, missing: quietIsGood },
  },
  // On-demand tables throttle for minutes when load doubles; longer is a hot key or a quota.
  tableThrottles: {
    says: 'throttles reads or writes',
    runbook: 'table-throttles',
    ...{ value: 5, minutes: 5, periods: 2, of: 3, missing: quietIsGood },
  },
  // The SDK retries them; those that stay are DynamoDB's trouble, or the key's.
  tableErrors: {
    says: 'answers with errors of its own',
    runbook: 'table-errors',
    ...{ value: 5, minutes: 5, periods: 2, of: 3, missing: quietIsGood },
  },
  // Malformed or forbidden requests of our own code (or of a neighbour: the metric is the account's). None are sent knowingly.
  userErrors: {
    says: 'refuses requests',
    runbook: 'table-errors',
    ...{ value: 10, minutes: 5, periods: 2, of: 3, missing: quietIsGood },
  },
  // As with errors of the functions; this one also sees what never reached them.
  apiErrors: {
    says: 'answers 5xx to one request in a hundred',
    runbook: 'api-errors',
    ...{ value: 1, minutes: 5, periods: 2, of: 3, missing: quietIsGood },
  },
  // Never: permissions forbid it. One is an attack or a grave mistake.
  ledgerChanged: {
    says: 'was changed in a way that no redaction explains',
    runbook: 'ledger-changed',
    ...{ value: 1, minutes: 1, periods: 1, missing: quietIsGood },
  },
  // How long is too long, the stage says (`silentDays`).
  agencySilent: {
    says: 'hears nothing of an agency',
    runbook: 'agency-silent',
    ...{ value: 1, minutes: 60, periods: 1, missing: quietSaysNothing },
  },
  // It runs every quarter of an hour; one run may be lost to a deployment.
  sweeperMissing: {
    says: 'has not finished a run',
    runbook: 'sweeper-missing',
    ...{ value: 1, below: true, minutes: 15, periods: 3, missing: quietIsBad },
  },
  // Each run appends, also without news. Until then, receipts of the hour are in no signed checkpoint.
  logMissing: {
    says: 'has appended nothing for an hour',
    runbook: 'log-not-appended',
    ...{ value: 1, below: true, minutes: 15, periods: 4, missing: quietIsBad },
  },
  // A run that leaves some for the next is normal after an import; for an hour it is not.
  logUnfinished: {
    says: 'cannot keep up with what is recorded',
    runbook: 'log-not-appended',
    ...{ value: 1, minutes: 15, periods: 4, missing: quietIsGood },
  },
  // p90, so that one redelivered message wakes nobody.
  projectionLag: {
    says: 'shows one event in ten more than a minute late',
    runbook: 'projection-lag',
    ...{ value: 60_000, minutes: 5, periods: 3, missing: quietIsGood },
  },
  // Messages get lost one at a time. Where run after run meets subjects that have been behind for ten minutes, a queue or the
  // stream is read by nobody, which nothing else says: a source that is switched off has no metrics.
  gapsRepaired: {
    says: 'finds what no message told of',
    runbook: 'gaps-repaired',
    ...{ value: 1, minutes: 15, periods: 2, of: 3, missing: quietIsGood },
  },
  // A subject is met once a walk, so one run says it.
  unprojected: {
    says: 'found subjects that cannot be projected',
    runbook: 'unprojected-subjects',
    ...{ value: 1, minutes: 15, periods: 1, missing: quietIsGood },
  },
  // The recorder is done with a submission in seconds, and those of the last ten minutes are not counted.
  stuckSubmissions: {
    says: 'sends the same submissions again and again',
    runbook: 'stuck-submissions',
    ...{ value: 1, minutes: 15, periods: 4, missing: quietIsGood },
  },
} as const satisfies Record<string, Threshold>
