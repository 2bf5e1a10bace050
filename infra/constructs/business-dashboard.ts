import { Duration } from 'aws-cdk-lib'
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'
import { ownMetric, sumOf } from './alarms.ts'

const hour = Duration.hours(1)

/** What the centre's people ask: how much comes from whom, what is refused, who has gone silent. */
export function businessDashboard(scope: Construct, stage: string): Dashboard {
  /** Types and agencies come and go: they are searched for, not listed. */
  const by = (metric: string, dimension: 'type' | 'agency'): IMetric =>
    new MathExpression({
      expression: `SEARCH('{Routewatch,service,stage,${dimension}} MetricName="${metric}" stage="${stage}"', 'Sum', 3600)`,
      label: '',
      period: hour,
    })
  const both = (metric: string): IMetric => {
    // Names of metrics are those of the whole widget.
    const [http, bus] = [`${metric.toLowerCase()}Http`, `${metric.toLowerCase()}Bus`]
    const doors = { [http]: ownMetric(metric, 'intake', stage), [bus]: ownMetric(metric, 'recorder', stage) }
    return sumOf(doors, metric).with({ period: hour })
  }
  const graph = (title: string, left: readonly IMetric[], stacked = true) =>
    new GraphWidget({ title, left: [...left], stacked, width: 12, height: 6 })
  const dashboard = new Dashboard(scope, 'BusinessDashboard', { dashboardName: `routewatch-${stage}-centre` })
  dashboard.addWidgets(
    new TextWidget({
      markdown: `# Routewatch ${stage}: what comes in\nOver both doors, HTTP and bus; an hour a point. Names of silent agencies stand in the sweeper's log (message \`Silent\`).`,
      width: 24,
      height: 2,
    }),
    new SingleValueWidget({
      title: 'Events in the last hour',
      metrics: ['Accepted', 'Duplicate', 'Refused'].map(both),
      width: 12,
      height: 4,
    }),
    new SingleValueWidget({
      title: 'Agencies gone silent',
      metrics: [ownMetric('SilentAgencies', 'sweeper', stage, 'Maximum')],
      width: 12,
      height: 4,
    }),
    graph('Accepted by type', [by('Accepted', 'type')]),
    graph('Accepted by agency', [by('Accepted', 'agency')]),
    graph('Refused by type', [by('Refused', 'type')]),
    graph('Refused by agency', [by('Refused', 'agency')]),
    graph('Sent again (duplicates) by agency', [by('Duplicate', 'agency')]),
    graph(
      'Submissions: answered with 202, still pending after ten minutes',
      [ownMetric('Submitted', 'intake', stage), ownMetric('StuckSubmissions', 'sweeper', stage, 'Maximum')],
      false,
    ),
  )
  return dashboard
}
