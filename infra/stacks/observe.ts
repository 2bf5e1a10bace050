import { CfnOutput, CrossStackReferences, ReferenceStrength, Stack } from 'aws-cdk-lib'
import { type MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import { alarmTopic } from '../constructs/alarm-topic.ts'
import { Alarms, ownMetric, percent, sumOf } from '../constructs/alarms.ts'
import { businessDashboard } from '../constructs/business-dashboard.ts'
import { machineryDashboard } from '../constructs/machinery-dashboard.ts'
import { type Named, ruleMetric, type Watched, watchedIn } from '../constructs/watched.ts'
import type { Stage } from '../stages.ts'
import type { ApiStack } from './api.ts'
import type { DataStack } from './data.ts'
import type { FlowStack } from './flow.ts'

type Props = { stage: Stage; data: DataStack; api: ApiStack; flow: FlowStack }

/** Alarms, each with a runbook, and two dashboards over all the other stacks. */
export class ObserveStack extends Stack {
  private readonly stage: Stage
  private readonly alarms: Alarms

  constructor(scope: Construct, id: string, { stage, data, api, flow }: Props) {
    super(scope, id, { env: { account: stage.account, region: stage.region } })
    // It looks on: whatever it watches may be removed without asking it first.
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK)
    this.stage = stage
    const topic = alarmTopic(this, 'AlarmTopic', stage)
    this.alarms = new Alarms(this, 'Alarm', { topic, stage: stage.name })
    const watched = watchedIn([data, api, flow], api)
    this.functions(watched)
    this.messages(watched)
    this.stores(watched)
    this.told(watched)
    businessDashboard(this, stage.name)
    machineryDashboard(this, stage.name, watched)
    new CfnOutput(this, 'AlarmTopicArn', { value: topic.topicArn })
  }

  private functions({ served, workers, apis }: Watched): void {
    for (const { name, it } of [...served, ...workers]) {
      const kind = served.some((one) => one.it === it) ? 'servedErrors' : 'workerErrors'
      this.alarms.raise(
        kind,
        name,
        percent(it.lambda.metricErrors(), it.lambda.metricInvocations(), 'errors, %'),
      )
      this.alarms.raise('throttles', name, it.lambda.metricThrottles())
    }
    for (const { name, it } of served)
      this.alarms.raise('slow', name, it.lambda.metricDuration({ statistic: 'p99' }))
    for (const { name, it } of workers.filter((one) => readsStream(one)))
      this.alarms.raise('streamAge', name, it.lambda.metric('IteratorAge', { statistic: 'Maximum' }))
    for (const { name, it } of apis)
      this.alarms.raise(
        'apiErrors',
        name,
        percent(it.metricServerError({ statistic: 'Sum' }), it.metricCount({ statistic: 'Sum' }), '5xx, %'),
      )
  }

  private messages({ queues, deadLetters, rules }: Watched): void {
    for (const { name, it } of deadLetters)
      this.alarms.raise(
        'deadLetters',
        name,
        it.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
      )
    for (const { name, it } of queues)
      this.alarms.raise('queueAge', name, it.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum' }))
    for (const rule of rules)
      this.alarms.raise(
        'failedDeliveries',
        rule.name,
        sumOf(
          {
            failed: ruleMetric(rule, 'FailedInvocations'),
            lost: ruleMetric(rule, 'InvocationsFailedToBeSentToDlq'),
          },
          'failed deliveries',
        ),
      )
  }

  private stores({ tables }: Watched): void {
    for (const { name, it } of tables) {
      this.alarms.raise('tableThrottles', name, throttlesOf(it))
      this.alarms.raise('tableErrors', name, systemErrorsOf(it))
    }
    // The account's: DynamoDB does not say which table was asked wrongly.
    this.alarms.raise(
      'userErrors',
      'DynamoDb',
      sumOf({ refused: dynamoMetric('UserErrors') }, 'refused requests'),
    )
  }

  /** What the functions themselves count. */
  private told({ workers }: Watched): void {
    const own = (metric: string, service: string, statistic?: string): Metric =>
      ownMetric(metric, service, this.stage.name, statistic)
    this.alarms.raise('ledgerChanged', 'Ledger', own('LedgerChanged', 'guard'))
    this.alarms.raise('publishFailures', 'Publisher', own('PublishFailures', 'publisher'))
    this.alarms.raise('projectionLag', 'Projector', own('ProjectionLag', 'projector', 'p90'))
    this.alarms.raise('sweeperMissing', 'Sweeper', sumOf({ sweeps: own('Sweeps', 'sweeper') }, 'runs'))
    this.alarms.raise('agencySilent', 'Sweeper', own('SilentAgencies', 'sweeper', 'Maximum'))
    this.alarms.raise('unprojected', 'Sweeper', own('Unprojected', 'sweeper', 'Maximum'))
    this.alarms.raise('stuckSubmissions', 'Sweeper', own('StuckSubmissions', 'sweeper', 'Maximum'))
    this.alarms.raise('gapsRepaired', 'Sweeper', own('GapsRepaired', 'sweeper'))
    if (!workers.some(({ name }) => name === 'Anchor')) return
    this.alarms.raise('logMissing', 'Anchor', sumOf({ batches: own('LogBatches', 'anchor') }, 'batches'))
    this.alarms.raise('logUnfinished', 'Anchor', own('LogUnfinished', 'anchor'))
  }
}

const readsStream = ({ name }: Named<unknown>): boolean => ['Publisher', 'Guard'].includes(name)

const dynamoMetric = (metricName: string, dimensionsMap: Record<string, string> = {}): Metric =>
  new Metric({ namespace: 'AWS/DynamoDB', metricName, dimensionsMap, statistic: 'Sum' })

function throttlesOf({ tableName: TableName }: TableV2): MathExpression {
  const reads = dynamoMetric('ReadThrottleEvents', { TableName })
  return sumOf({ reads, writes: dynamoMetric('WriteThrottleEvents', { TableName }) }, 'throttles')
}

/** Those that the system makes; an alarm takes ten metrics at most. */
const operations = ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem']

/** DynamoDB counts them by operation alone. */
function systemErrorsOf({ tableName: TableName }: TableV2): MathExpression {
  const of = (Operation: string) => [
    Operation.replace(/^./, (first) => first.toLowerCase()),
    dynamoMetric('SystemErrors', { TableName, Operation }),
  ]
  return sumOf(Object.fromEntries(operations.map(of)), 'errors')
}
