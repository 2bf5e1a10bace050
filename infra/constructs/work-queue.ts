import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import { type EventPattern, type IEventBus, Rule } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import { Grant } from 'aws-cdk-lib/aws-iam'
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { deadLetterQueue } from './dead-letter-queue.ts'
import type { RoutewatchFunction } from './routewatch-function.ts'

type Props = {
  worker: RoutewatchFunction
  /** At most 10: more would have to wait for a batch to fill. */
  batchSize: number
  concurrencyMax: number
  kept: boolean
}

/** How often a message is tried before it is set aside. */
const receiveCountMax = 5

/** Messages for one worker, in batches that fail in part; what keeps failing is set aside and never lost. */
export class WorkQueue extends Construct {
  readonly queue: Queue
  readonly deadLetters: Queue

  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id)
    const { worker, batchSize, concurrencyMax, kept } = props
    this.deadLetters = deadLetterQueue(this, 'DeadLetters', { kept })
    this.queue = new Queue(this, 'Queue', {
      enforceSSL: true,
      encryption: QueueEncryption.SQS_MANAGED,
      // Six times the function's timeout, as Lambda's guide for SQS asks: room for throttled retries of one batch.
      visibilityTimeout: Duration.seconds(worker.timeout.toSeconds() * 6),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: receiveCountMax },
      removalPolicy: kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    this.queue.grantConsumeMessages(worker.lambda)
    this.letSetAside(worker)
    new CfnOutput(Stack.of(this), `${id}Url`, { value: this.queue.queueUrl })
    new CfnOutput(Stack.of(this), `${id}DeadLettersUrl`, { value: this.deadLetters.queueUrl })
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: worker.lambda,
      eventSourceArn: this.queue.queueArn,
      batchSize,
      reportBatchItemFailures: true,
      maxConcurrency: concurrencyMax,
    })
    Validations.of(mapping).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: "Lambda takes none for a queue: the queue's own redrive policy sets aside what keeps failing.",
    })
  }

  /** On a message's last try the worker puts it there itself, with the reason; SQS would say none. */
  private letSetAside({ lambda }: RoutewatchFunction): void {
    Grant.addToPrincipal({
      grantee: lambda,
      actions: ['sqs:SendMessage'],
      resourceArns: [this.deadLetters.queueArn],
    })
    lambda.addEnvironment('DEAD_LETTERS_URL', this.deadLetters.queueUrl)
    lambda.addEnvironment('RECEIVES_MAX', String(receiveCountMax))
  }

  /** What the bus cannot deliver goes where undone work goes: it has the same shape. */
  receive(id: string, eventBus: IEventBus, eventPattern: EventPattern): Rule {
    return new Rule(this, id, {
      eventBus,
      eventPattern,
      targets: [new SqsQueue(this.queue, { deadLetterQueue: this.deadLetters })],
    })
  }
}
