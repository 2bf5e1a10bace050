import { Duration } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import type { Construct } from 'constructs'
import { failureQueue } from './dead-letter-queue.ts'
import type { MerkleLog } from './merkle-log.ts'
import { type FunctionSetting, RoutewatchFunction } from './routewatch-function.ts'

/** Appends commits to the log, on a schedule that keeps to its pace also when there is nothing new (ADR-0025). */
export function anchorCommits(scope: Construct, setting: FunctionSetting, log: MerkleLog): void {
  const { stage } = setting
  const anchor = new RoutewatchFunction(scope, 'Anchor', {
    setting,
    name: 'anchor',
    description: 'Appends the hashes of commits to the log and signs its checkpoint',
    environment: {
      LOG_TABLE: log.table.tableName,
      LOG_BUCKET: log.bucket.bucketName,
      LOG_KEY: log.signingKey.keyArn,
      LOG_BATCH: String(stage.logBatch),
      LOG_ORIGIN: `routewatch-${stage.name}`,
    },
    timeoutSeconds: 120, // It begins no batch after the first 60.
    memoryMiB: 512,
    // Two at once would do no harm, and twice the work.
    atOnceMax: 1,
  })
  log.grantAppend(anchor.lambda)
  const missed = failureQueue(scope, 'MissedAnchors', stage)
  anchor.lambda.configureAsyncInvoke({ retryAttempts: 0, onFailure: new SqsDestination(missed) })
  new Rule(scope, 'AnchorSchedule', {
    schedule: Schedule.rate(Duration.minutes(stage.logMinutes)),
    targets: [new LambdaTarget(anchor.lambda, { deadLetterQueue: missed })],
  })
}
