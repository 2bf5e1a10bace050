/** Messages of a queue, one after another. Those that fail come again by themselves, and are set aside in the end. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { faultOf, log } from '../telemetry.ts'
import { type DeadLetters, type Failure, settle } from './dead-letters.ts'

/** @param whatFailed for the log; the content of a message never enters it. */
export async function eachMessage(
  { Records }: SQSEvent,
  whatFailed: string,
  work: (body: string) => Promise<void>,
  letters?: DeadLetters,
): Promise<SQSBatchResponse> {
  const failures: Failure[] = []
  for (const record of Records) {
    try {
      await work(record.body)
    } catch (error) {
      log.error(whatFailed, { messageId: record.messageId, ...faultOf(error) })
      failures.push({ record, error })
    }
  }
  return settle(failures, letters)
}
