import { setTimeout as wait } from 'node:timers/promises'
import type { Queue } from '../queue.ts'
import type { Message } from '../queue-store.ts'
import type { Queues } from '../queues.ts'
import type { QueueSpec } from '../resources.ts'
import { AwsError, type Fields, type JsonService, unknownOperation } from './protocol.ts'
import {
  attributesIn,
  bodyIn,
  md5,
  named,
  shownAttributes,
  systemAttributes,
  wholeIn,
} from './sqs-messages.ts'

/** SQS over the host's own queues, those of the templates: a queue is named by the last part of its URL. */

type Receipt = { queue: Queue; message: Message; timer: NodeJS.Timeout | undefined }

export function sqs(specs: readonly QueueSpec[], queues: Queues): JsonService {
  const byName = new Map(specs.map(({ name, arn }) => [name, arn]))
  const receipts = new Map<string, Receipt>()

  const queueOf = ({ QueueUrl }: Fields): Queue => {
    if (typeof QueueUrl !== 'string')
      throw new AwsError(400, 'com.amazonaws.sqs#MissingParameter', 'A value for QueueUrl is required')
    const arn = byName.get(QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1))
    if (arn === undefined)
      throw new AwsError(400, 'com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.', {
        headers: { 'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender' },
      })
    return queues.get(arn)
  }

  /** Not to be received by others for so long. */
  const hide = (handle: string, { queue, message }: Receipt, seconds: number): void => {
    const end = () => {
      receipts.delete(handle)
      queue.giveBack(message, 0)
    }
    if (seconds === 0) end()
    else receipts.set(handle, { queue, message, timer: setTimeout(end, seconds * 1000).unref() })
  }

  const receive = async (request: Fields): Promise<object> => {
    const queue = queueOf(request)
    const max = wholeIn(request, 'MaxNumberOfMessages', 1, 10, 1)
    const visibility = wholeIn(request, 'VisibilityTimeout', 0, 43_200, queue.spec.visibilityMs / 1000)
    const until = Date.now() + wholeIn(request, 'WaitTimeSeconds', 0, 20, 0) * 1000
    while (queue.readySize === 0 && Date.now() < until) await wait(20, undefined, { ref: false })
    const received = queue.receive(max)
    if (received.length === 0) return {}
    return {
      Messages: received.map((message) => {
        const answer = shown(message, request)
        hide(answer.ReceiptHandle, { queue, message, timer: undefined }, visibility)
        return answer
      }),
    }
  }

  const operations: Record<string, (request: Fields) => object | Promise<object>> = {
    SendMessage: (request) => {
      const queue = queueOf(request)
      const attributes = attributesIn(request)
      const body = bodyIn(request, attributes)
      const delay = wholeIn(request, 'DelaySeconds', 0, 900, 0)
      const { id } = queue.send(body, delay * 1000, attributes)
      return { MessageId: id, MD5OfMessageBody: md5(body) }
    },
    ReceiveMessage: receive,
    DeleteMessage: (request) => {
      const queue = queueOf(request)
      const { id, receives, handle } = handleIn(request, queue)
      clearTimeout(receipts.get(handle)?.timer)
      receipts.delete(handle)
      // One that is gone is no mistake; one that somebody else has received since is theirs.
      const message = queue.messages().find((each) => each.id === id && each.receives === receives)
      if (message) queue.delete(message)
      return {}
    },
    ChangeMessageVisibility: (request) => {
      const queue = queueOf(request)
      const { handle } = handleIn(request, queue)
      const seconds = wholeIn(request, 'VisibilityTimeout', 0, 43_200)
      const receipt = receipts.get(handle)
      if (!receipt)
        throw new AwsError(400, 'com.amazonaws.sqs#MessageNotInflight', `${handle} is not in flight.`)
      clearTimeout(receipt.timer)
      hide(handle, receipt, seconds)
      return {}
    },
    GetQueueAttributes: (request) => {
      const asked = named(request, 'AttributeNames')
      const all = Object.entries(attributesOf(queueOf(request)))
      const unknown = asked.find((name) => name !== 'All' && !all.some(([own]) => own === name))
      if (unknown !== undefined)
        throw new AwsError(400, 'com.amazonaws.sqs#InvalidAttributeName', `Unknown Attribute ${unknown}.`)
      return {
        Attributes: Object.fromEntries(all.filter(([name]) => asked.includes('All') || asked.includes(name))),
      }
    },
  }

  return (operation, request) => {
    const act = operations[operation]
    if (!act) throw unknownOperation(operation)
    return act(request)
  }
}

function attributesOf({ spec, counts }: Queue): Record<string, string> {
  return {
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.notVisible),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    DelaySeconds: String(spec.delayMs / 1000),
    QueueArn: spec.arn,
    VisibilityTimeout: String(spec.visibilityMs / 1000),
    ...(spec.redrive && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: spec.redrive.queueArn,
        maxReceiveCount: spec.redrive.receivesMax,
      }),
    }),
  }
}

function shown(message: Message, request: Fields) {
  const { id, body, receives, queue } = message
  const attributes = shownAttributes(message, request)
  const system = systemAttributes(message, request)
  return {
    MessageId: id,
    ReceiptHandle: Buffer.from(JSON.stringify([queue, id, receives])).toString('base64'),
    MD5OfBody: md5(body),
    Body: body,
    ...(Object.keys(system).length > 0 && { Attributes: system }),
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
  }
}

function handleIn({ ReceiptHandle: handle }: Fields, { spec }: Queue) {
  try {
    const [queue, id, receives] = JSON.parse(Buffer.from(String(handle), 'base64').toString()) as unknown[]
    if (queue === spec.name && typeof id === 'string' && typeof receives === 'number')
      return { id, receives, handle: String(handle) }
  } catch {
    // It is none of ours.
  }
  throw new AwsError(
    400,
    'com.amazonaws.sqs#ReceiptHandleIsInvalid',
    `The input receipt handle "${String(handle).slice(0, 100)}" is not a valid receipt handle.`,
  )
}
