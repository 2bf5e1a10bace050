/** Walks the dead letters of a queue: each is held while it is looked at, and given back unless it was dealt with. */
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { depthOf } from '../../../../functions/bus/queue-depths.ts'
import { type HeldLetter, letterOf } from './letter.ts'

/** No command needs longer for the letters that it holds; after that others see them again. */
const heldSeconds = 300
const batchSize = 10

/** Letters in a queue, those that somebody holds included. SQS knows it approximately. */
export async function lettersIn(sqs: SQSClient, url: string): Promise<number> {
  const { waiting, underWay } = await depthOf(sqs, url)
  return waiting + underWay
}

export type Walk = {
  url: string
  /** At most so many letters are looked at. */
  max: number
  /** Deals with a letter; true when it is gone. Rejects to end the walk. */
  each: (letter: HeldLetter) => Promise<boolean>
}

/** @returns how many were looked at. */
export async function walk(sqs: SQSClient, { url, max, each }: Walk): Promise<number> {
  const held = new Map<string, HeldLetter>()
  const seen = new Set<string>()
  try {
    const depth = await lettersIn(sqs, url)
    while (seen.size < max) {
      const letters = await receive(sqs, url, Math.min(batchSize, max - seen.size), seen.size < depth)
      for (const letter of letters) held.set(letter.id, letter)
      const fresh = letters.filter(({ id }) => !seen.has(id))
      if (fresh.length === 0) break
      for (const letter of fresh) {
        seen.add(letter.id)
        if (await each(letter)) held.delete(letter.id)
      }
    }
    return seen.size
  } finally {
    // What cannot be given back comes back by itself.
    await Promise.allSettled([...held.values()].map((letter) => giveBack(sqs, url, letter)))
  }
}

/** @param expected whether more are known to be there: then all of SQS is asked, which takes up to a second. */
async function receive(sqs: SQSClient, url: string, max: number, expected: boolean): Promise<HeldLetter[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: max,
      VisibilityTimeout: heldSeconds,
      WaitTimeSeconds: expected ? 1 : 0,
      MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp'],
      MessageAttributeNames: ['All'],
    }),
  )
  return Messages.map(letterOf)
}

async function giveBack(sqs: SQSClient, url: string, { handle }: HeldLetter): Promise<void> {
  const now = { QueueUrl: url, ReceiptHandle: handle, VisibilityTimeout: 0 }
  await sqs.send(new ChangeMessageVisibilityCommand(now))
}

export async function remove(sqs: SQSClient, url: string, { handle }: HeldLetter): Promise<void> {
  await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: handle }))
}

/** First sent, then deleted: between the two it is there twice, which harms nobody, and never not at all. */
export async function sendAgain(
  sqs: SQSClient,
  workUrl: string,
  url: string,
  letter: HeldLetter,
): Promise<void> {
  await sqs.send(new SendMessageCommand({ QueueUrl: workUrl, MessageBody: letter.body }))
  await remove(sqs, url, letter)
}
