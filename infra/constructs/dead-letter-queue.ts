import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { Stage } from '../stages.ts'

/** Whether the queue outlives its stack: a message may be the only copy of what a partner put on the bus. */
type Keeping = Pick<Stage, 'kept'>

/** Messages of another queue, set aside for a person to look at, as long as SQS keeps anything: 14 days. */
export function deadLetterQueue(scope: Construct, id: string, { kept }: Keeping): Queue {
  const queue = new Queue(scope, id, {
    enforceSSL: true,
    encryption: QueueEncryption.SQS_MANAGED,
    retentionPeriod: Duration.days(14),
    removalPolicy: kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
  Validations.of(queue).acknowledge({
    id: 'Serverless-SQSRedrivePolicy',
    reason: 'It is the end of the line itself: an alarm tells of what lies in it.',
  })
  return queue
}

/** The same for what fails without a queue before it: a stream's records, a schedule's calls. */
export function failureQueue(scope: Construct, id: string, keeping: Keeping): Queue {
  const queue = deadLetterQueue(scope, id, keeping)
  new CfnOutput(Stack.of(scope), `${id}DeadLettersUrl`, { value: queue.queueUrl })
  Validations.of(queue).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'It is the end of the line for a stream or a schedule: no queue names it in a redrive policy.',
  })
  return queue
}
