/** How much waits in every queue that the stacks tell of. */
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs'
import type { Deployment } from './deployment.ts'
import { nameOf } from './dlq/queues.ts'

/** Named as by `rw ops dlq`; counts are as SQS tells them: approximate. */
export type QueueDepth = { name: string; isDeadLetters: boolean; waiting: number; underWay: number }

const attributeNames = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const

export async function queueDepths(
  client: SQSClient,
  { outputs }: Pick<Deployment, 'outputs'>,
): Promise<readonly QueueDepth[]> {
  const queues = Object.entries(outputs).filter(([name]) => /(Queue|DeadLetters)Url$/.test(name))
  return Promise.all(
    queues.sort().map(async ([output, QueueUrl]) => {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...attributeNames] }),
      )
      const [visible, hidden, delayed] = attributeNames.map((name) => Number(Attributes[name] ?? 0))
      return {
        name: nameOf(output.replace(/(DeadLetters)?Url$/, '')),
        isDeadLetters: output.endsWith('DeadLettersUrl'),
        waiting: (visible ?? 0) + (delayed ?? 0),
        underWay: hidden ?? 0,
      }
    }),
  )
}
