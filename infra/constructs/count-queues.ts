import type { Stack } from 'aws-cdk-lib'
import { Grant } from 'aws-cdk-lib/aws-iam'
import { queueName } from '../queue-name.ts'
import type { RoutewatchFunction } from './routewatch-function.ts'
import { watchedIn } from './watched.ts'

/** Lets a function ask how much waits in every queue that the stack has by now, and tells it which those are. */
export function countQueues(stack: Stack, { lambda }: RoutewatchFunction): void {
  const { queues, deadLetters } = watchedIn([stack], stack)
  const named = deadLetters.map(({ name, it }) => {
    const id = name.replace(/DeadLetters$/, '')
    const work = queues.find((queue) => queue.name === id)
    return { name: queueName(id), url: it.queueUrl, ...(work && { workUrl: work.it.queueUrl }) }
  })
  lambda.addEnvironment(
    'QUEUES',
    stack.toJsonString(named.sort((one, other) => (one.name < other.name ? -1 : 1))),
  )
  Grant.addToPrincipal({
    grantee: lambda,
    actions: ['sqs:GetQueueAttributes'],
    resourceArns: [...queues, ...deadLetters].map(({ it }) => it.queueArn),
  })
}
