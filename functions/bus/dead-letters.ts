/**
 * Where a worker sets aside what it cannot do, with the reason. SQS by itself would move a message that was received too
 * often without one, and still does when the worker cannot say anything any more.
 */
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda'
import { setting } from '../environment.ts'
import { faultOf, log } from '../telemetry.ts'

export type DeadLetters = {
  /** A message that was received so often is not tried again. */
  receivesMax: number
  /** Rejects when the message is not kept. */
  send(body: string, reason: string, source: string): Promise<void>
}

export type Failure = { record: SQSRecord; error: unknown }

const reasonCharactersMax = 300

/**
 * The answer for a batch of which these failed: those tried often enough are set aside, the others come again.
 * @param letters absent: it is left to SQS.
 */
export async function settle(failures: readonly Failure[], letters?: DeadLetters): Promise<SQSBatchResponse> {
  const kept = await Promise.all(failures.map((failure) => letters && setAside(failure, letters)))
  return {
    batchItemFailures: failures
      .filter((_, n) => !kept[n])
      .map(({ record }) => ({ itemIdentifier: record.messageId })),
  }
}

async function setAside({ record, error }: Failure, letters: DeadLetters): Promise<boolean> {
  const { messageId, body, attributes, eventSourceARN } = record
  if (Number(attributes.ApproximateReceiveCount) < letters.receivesMax) return false
  try {
    await letters.send(body, reasonOf(error), eventSourceARN.split(':').at(-1) ?? '')
    log.error('Set aside', { messageId, ...faultOf(error) })
    return true
  } catch (fault) {
    log.error('Not set aside', { messageId, ...faultOf(fault) })
    return false
  }
}

/** Name and message of an error, as far as it quotes nothing (see `faultOf`). */
export function reasonOf(error: unknown): string {
  const { error: name, reason } = faultOf(error)
  const text = [name, reason].filter((part) => typeof part === 'string' && part !== '').join(': ')
  // Control characters and lone halves of characters are no text to SQS.
  const sendable = text.toWellFormed().replace(/\p{Cc}+/gu, ' ')
  return [...sendable].slice(0, reasonCharactersMax).join('')
}

/** The queue of dead letters that the function's environment names. */
export function deadLetters(): DeadLetters {
  const QueueUrl = setting('DEAD_LETTERS_URL')
  const client = new SQSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
  })
  const text = (StringValue: string) => ({ DataType: 'String', StringValue })
  return {
    receivesMax: Number(setting('RECEIVES_MAX')),
    send: async (MessageBody, reason, source) => {
      const MessageAttributes = { Reason: text(reason), Source: text(source) }
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes }))
    },
  }
}
