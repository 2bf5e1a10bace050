import { Duration } from 'aws-cdk-lib'
import { Alarm, ComparisonOperator, type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'
import { type Threshold, thresholds } from './thresholds.ts'

export type Kind = keyof typeof thresholds

type Props = { topic: ITopic; stage: string }

/** What the functions count themselves (functions/telemetry.ts), of one of them in one stage. */
export function ownMetric(metricName: string, service: string, stage: string, statistic = 'Sum'): Metric {
  return new Metric({
    namespace: 'Routewatch',
    metricName,
    dimensionsMap: { service, stage },
    statistic,
    period: Duration.minutes(5),
  })
}

/** Parts of a whole, in percent; nothing of nothing is none. */
export function percent(part: IMetric, whole: IMetric, label: string): MathExpression {
  return new MathExpression({
    expression: 'IF(whole > 0, 100 * part / whole, 0)',
    usingMetrics: { part, whole },
    label,
  })
}

/**
 * Their sum, and 0 where none of them says anything. CloudWatch adds nothing to what is missing, keeps an alarm on
 * DynamoDB's metrics as it was while they are, and takes its time before it calls missing data bad.
 */
export function sumOf(metrics: Readonly<Record<string, IMetric>>, label: string): MathExpression {
  const parts = Object.keys(metrics).map((name) => `FILL(${name}, 0)`)
  const expression = parts.length === 1 ? (parts[0] ?? '') : `SUM([${parts.join(', ')}])`
  return new MathExpression({ expression, usingMetrics: { ...metrics }, label })
}

/** Alarms with their thresholds, their topic, and a description that ends with the runbook. */
export class Alarms extends Construct {
  private readonly action: SnsAction
  private readonly stage: string

  constructor(scope: Construct, id: string, { topic, stage }: Props) {
    super(scope, id)
    this.action = new SnsAction(topic)
    this.stage = stage
  }

  /** @param what is watched, as its name stands in code: `Publisher`, `ProjectorQueue`. */
  raise(kind: Kind, what: string, metric: Metric | MathExpression): void {
    const threshold: Threshold = thresholds[kind]
    const { says, runbook, value, below, minutes, periods, of, missing } = threshold
    const alarm = new Alarm(this, `${what}${kind.replace(/^./, (first) => first.toUpperCase())}`, {
      alarmName: `routewatch-${this.stage}-${onceEach(`${kebab(what)}-${kebab(kind)}`)}`,
      alarmDescription: `${what} ${says}. Runbook: docs/runbooks/${runbook}.md`,
      metric: metric.with({ period: Duration.minutes(minutes) }),
      threshold: value,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      datapointsToAlarm: periods,
      evaluationPeriods: of ?? periods,
      treatMissingData: missing,
    })
    alarm.addAlarmAction(this.action)
    alarm.addOkAction(this.action)
  }
}

/** `queue-queue-age` is `queue-age`. */
const onceEach = (name: string): string => name.replace(/(?<=^|-)([a-z]+(?:-[a-z]+)*)-\1(?=-|$)/g, '$1')

const kebab = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
