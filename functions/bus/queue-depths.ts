/** How much waits in the queues, as SQS counts: approximately, and whatever the messages are about. */
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { setting } from '../environment.ts'
import { faultOf, log } from '../telemetry.ts'

/** By the name that operators know it by: `url` of its dead letters, `workUrl` where a worker reads before it. */
export type NamedQueue = { name: string; url: string; workUrl?: string }

/** Messages. `waiting` and `underWay` where a worker reads; null is what SQS did not tell. */
export type QueueDepth = {
  name: string
  waiting?: number | null
  underWay?: number | null
  deadLetters: number | null
}

export type Depth = { waiting: number; underWay: number }
/** Undefined where it cannot be told. */
export type AskDepth = (url: string) => Promise<Depth | undefined>

const attributeNames = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
] as const

/** Rejects as SQS does. */
export async function depthOf(client: SQSClient, QueueUrl: string): Promise<Depth> {
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...attributeNames] })
  const { Attributes = {} } = await client.send(asked)
  const [visible = 0, delayed = 0, hidden = 0] = attributeNames.map((name) => Number(Attributes[name] ?? 0))
  return { waiting: visible + delayed, underWay: hidden }
}

/** Of all of them at once, in the order given. */
export async function queueDepths(
  queues: readonly NamedQueue[],
  ask: AskDepth,
): Promise<readonly QueueDepth[]> {
  return Promise.all(
    queues.map(async ({ name, url, workUrl }) => {
      const [work, letters] = await Promise.all([workUrl === undefined ? undefined : ask(workUrl), ask(url)])
      return {
        name,
        ...(workUrl !== undefined && { waiting: work?.waiting ?? null, underWay: work?.underWay ?? null }),
        // One that somebody looks at is still there.
        deadLetters: letters ? letters.waiting + letters.underWay : null,
      }
    }),
  )
}

/** Of the queues that the function's environment names. A queue that does not answer soon is told as unknown. */
export function countedQueues(): () => Promise<readonly QueueDepth[]> {
  const queues = JSON.parse(setting('QUEUES')) as NamedQueue[]
  const client = new SQSClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
  })
  const ask: AskDepth = (url) =>
    depthOf(client, url).catch((error: unknown) => {
      log.error('A queue does not tell how much waits', { url, ...faultOf(error) })
      return undefined
    })
  return () => queueDepths(queues, ask)
}
