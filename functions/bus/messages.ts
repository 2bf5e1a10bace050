/** Messages of a queue, one after another. Those that fail are reported, and come again by themselves. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { faultOf, log } from '../telemetry.ts'

/** @param whatFailed for the log; the content of a message never enters it. */
export async function eachMessage(
  { Records }: SQSEvent,
  whatFailed: string,
  work: (body: string) => Promise<void>,
): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = []
  for (const { messageId, body } of Records) {
    try {
      await work(body)
    } catch (error) {
      log.error(whatFailed, { messageId, ...faultOf(error) })
      batchItemFailures.push({ itemIdentifier: messageId })
    }
  }
  return { batchItemFailures }
}
