/** Lambda entry of the anchor, run by a schedule. */
import { dynamoClient } from '../dynamodb.ts'
import { pause, setting } from '../environment.ts'
import { dynamoLogTable } from '../merkle-log/dynamo.ts'
import { kmsClient, kmsSigner } from '../merkle-log/kms.ts'
import { s3Archive, s3Client } from '../merkle-log/s3.ts'
import { count, log, withMetrics } from '../telemetry.ts'
import { type Anchored, anchor } from './anchor.ts'

const needs = {
  archive: s3Archive(s3Client(), setting('LOG_BUCKET'), pause),
  table: dynamoLogTable(dynamoClient(), setting('LOG_TABLE')),
  signer: kmsSigner(kmsClient(), setting('LOG_KEY')),
  origin: setting('LOG_ORIGIN'),
  batchLeaves: Number(setting('LOG_BATCH')),
  nowMs: Date.now,
}

/** No batch is begun later than this after the start: it has to be finished within the function's time. */
const beginningMs = 60_000

export const handler = withMetrics(async (): Promise<Anchored> => {
  const did = await anchor(needs, Date.now() + beginningMs)
  log.info('Anchored', did)
  count('LogBatches', did.batches)
  count('LogCommits', did.commits)
  if (!did.isDone) count('LogUnfinished')
  return did
})
