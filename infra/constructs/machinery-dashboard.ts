import { Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'
import { ownMetric } from './alarms.ts'
import { ruleMetric, type Watched } from './watched.ts'

/** What the operators ask: is it fast, does anything wait, fail or get throttled, and what does it use. */
export function machineryDashboard(scope: Construct, stage: string, watched: Watched): Dashboard {
  const { served, workers, queues, deadLetters, rules, tables, apis } = watched
  const functions = [...served, ...workers]
  const own = (metric: string, service: string, statistic?: string) =>
    ownMetric(metric, service, stage, statistic)
  const graph = (title: string, left: readonly IMetric[]) =>
    new GraphWidget({ title, left: [...left], width: 12, height: 6 })
  const dashboard = new Dashboard(scope, 'MachineryDashboard', {
    dashboardName: `routewatch-${stage}-machinery`,
  })
  dashboard.addWidgets(
    graph(
      'Answers: duration, p50 and p99 (ms)',
      served.flatMap(({ name, it }) =>
        ['p50', 'p99'].map((statistic) =>
          it.lambda.metricDuration({ statistic, label: `${name} ${statistic}` }),
        ),
      ),
    ),
    graph(
      'API: requests, 4xx, 5xx',
      apis.flatMap(({ it }) => [
        it.metricCount({ statistic: 'Sum', label: 'requests' }),
        it.metricClientError({ statistic: 'Sum', label: '4xx' }),
        it.metricServerError({ statistic: 'Sum', label: '5xx' }),
      ]),
    ),
    graph(
      'From commit to rows: p50, p90, most (ms)',
      ['p50', 'p90', 'Maximum'].map((statistic) =>
        own('ProjectionLag', 'projector', statistic).with({ label: statistic }),
      ),
    ),
    graph(
      'Behind the ledger: iterator age (ms)',
      workers
        .filter(({ name }) => ['Publisher', 'Guard'].includes(name))
        .map(({ name, it }) => it.lambda.metric('IteratorAge', { statistic: 'Maximum', label: name })),
    ),
    graph(
      'Queues: age of the oldest message (s)',
      queues.map(({ name, it }) =>
        it.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', label: name }),
      ),
    ),
    graph(
      'Given up: messages in dead-letter queues',
      deadLetters.map(({ name, it }) =>
        it.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', label: name }),
      ),
    ),
    graph(
      'Errors of functions',
      functions.map(({ name, it }) => it.lambda.metricErrors({ label: name })),
    ),
    graph(
      'Throttled calls of functions',
      functions.map(({ name, it }) => it.lambda.metricThrottles({ label: name })),
    ),
    graph(
      'Running at once',
      functions.map(({ name, it }) =>
        it.lambda.metric('ConcurrentExecutions', { statistic: 'Maximum', label: name }),
      ),
    ),
    graph(
      'Failed deliveries of the buses',
      rules.flatMap((rule) => [
        ruleMetric(rule, 'FailedInvocations').with({ label: `${rule.name} failed` }),
        ruleMetric(rule, 'InvocationsFailedToBeSentToDlq').with({ label: `${rule.name} lost` }),
      ]),
    ),
    graph('Lost races, unpublished facts, gaps repaired, changes of the ledger', [
      own('AppendConflicts', 'intake'),
      own('AppendConflicts', 'recorder'),
      own('PublishFailures', 'publisher'),
      own('GapsRepaired', 'sweeper'),
      own('Unprojected', 'sweeper'),
      own('LedgerChanged', 'guard'),
    ]),
    graph('Log: commits and batches appended', [own('LogCommits', 'anchor'), own('LogBatches', 'anchor')]),
    graph(
      'Tables: capacity used (units)',
      tables.flatMap(({ name, it }) => [
        it.metricConsumedReadCapacityUnits({ statistic: 'Sum', label: `${name} read` }),
        it.metricConsumedWriteCapacityUnits({ statistic: 'Sum', label: `${name} write` }),
      ]),
    ),
    graph(
      'Tables: throttled',
      tables.flatMap(({ name, it }) => [
        it.metric('ReadThrottleEvents', { statistic: 'Sum', label: `${name} read` }),
        it.metric('WriteThrottleEvents', { statistic: 'Sum', label: `${name} write` }),
      ]),
    ),
  )
  return dashboard
}
