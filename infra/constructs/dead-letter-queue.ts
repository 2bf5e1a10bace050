import { Duration, Validations } from 'aws-cdk-lib'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'

/** Work set aside for a person to look at, as long as SQS keeps anything: 14 days. */
export function deadLetterQueue(scope: Construct, id: string): Queue {
  const queue = new Queue(scope, id, { enforceSSL: true, retentionPeriod: Duration.days(14) })
  Validations.of(queue).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'It is the end of the line: the failed work of a stream, a schedule or another queue.',
  })
  return queue
}
