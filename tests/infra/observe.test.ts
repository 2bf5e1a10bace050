import { beforeAll, describe, expect, it } from 'vitest'
import { synthesize } from '../../infra/synth.ts'
import { code, sources } from '../support/sources.ts'
import { type Resource, Templates } from './templates.ts'

let local: Templates
let alarms: Resource['Properties'][]

beforeAll(async () => {
  local = new Templates((await synthesize()).cloudAssemblyDir)
  alarms = local.ofType('AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties)
})

type Dimension = { Name: string; Value: unknown }
type Selected = { 'Fn::Select': [number, { 'Fn::Split': unknown[] }] }
type Seen = { Namespace: string; MetricName: string; Dimensions?: Dimension[] }

/** The metrics that an alarm looks at, alone or in an expression. */
const metricsOf = (alarm: Resource['Properties']): Seen[] =>
  alarm.MetricName
    ? [alarm]
    : alarm.Metrics.flatMap((one: { MetricStat?: { Metric: Seen } }) => one.MetricStat?.Metric ?? [])

/** Logical ids of what some alarm watches by this metric, without the hash. */
function watchedBy(metric: string, dimension: string): string[] {
  const ids = alarms
    .flatMap(metricsOf)
    .filter(({ MetricName }) => MetricName === metric)
    .map(
      ({ Dimensions = [] }) => local.target(Dimensions.find(({ Name }) => Name === dimension)?.Value) ?? '',
    )
  return [...new Set(ids)].sort()
}
const idsOf = (type: string, which: (properties: Resource['Properties']) => boolean = () => true) =>
  local
    .ofType(type)
    .filter(([, { Properties }]) => which(Properties))
    .map(([id]) => id)
    .sort()

describe('an alarm', () => {
  it('watches every function for errors and throttles', () => {
    const functions = idsOf('AWS::Lambda::Function')
    expect(watchedBy('Errors', 'FunctionName')).toEqual(functions)
    expect(watchedBy('Throttles', 'FunctionName')).toEqual(functions)
  })

  it('watches how long those take that are waited for, and how far readers of a stream are behind', () => {
    const slow = watchedBy('Duration', 'FunctionName').map((id) => id.slice(0, -8))
    expect(slow).toEqual(['ConsoleFunction', 'IntakeFunction', 'QueryFunction'])
    const readers = local
      .ofType('AWS::Lambda::EventSourceMapping')
      .filter(([, { Properties }]) => Properties.StartingPosition !== undefined)
      .map(([, { Properties }]) => local.target(Properties.FunctionName))
    expect(readers).toHaveLength(2)
    expect(watchedBy('IteratorAge', 'FunctionName')).toEqual(readers.sort())
  })

  it('watches every queue: age of what waits, presence of what was given up', () => {
    const waiting = watchedBy('ApproximateAgeOfOldestMessage', 'QueueName').map((id) => id.split('.')[0])
    const given = watchedBy('ApproximateNumberOfMessagesVisible', 'QueueName').map((id) => id.split('.')[0])
    expect(waiting).toEqual(idsOf('AWS::SQS::Queue', ({ RedrivePolicy }) => RedrivePolicy))
    expect(given).toEqual(idsOf('AWS::SQS::Queue', ({ RedrivePolicy }) => !RedrivePolicy))
  })

  it('watches every rule by the name that EventBridge counts it under', () => {
    const failures = alarms.flatMap(metricsOf).filter(({ MetricName }) => MetricName === 'FailedInvocations')
    expect(failures).toHaveLength(idsOf('AWS::Events::Rule').length)
    for (const { Dimensions = [] } of failures) {
      const { RuleName, EventBusName } = Object.fromEntries(
        Dimensions.map(({ Name, Value }) => [Name, Value]),
      )
      const [index, { 'Fn::Split': split }] = (RuleName as Selected)['Fn::Select']
      const rule = local.resources[local.target(split[1])?.split('.')[0] ?? '']
      const bus = local.target(rule?.Properties.EventBusName)
      // `arn:…:rule/name` on the account's own bus, `arn:…:rule/bus/name` elsewhere.
      expect([index, local.target(EventBusName)]).toEqual(bus === undefined ? [1, undefined] : [2, bus])
    }
  })

  it('watches every table, and fills the gaps: on its own DynamoDB keeps an alarm on through them', () => {
    const tables = idsOf('AWS::DynamoDB::GlobalTable')
    for (const metric of ['ReadThrottleEvents', 'WriteThrottleEvents', 'SystemErrors'])
      expect(watchedBy(metric, 'TableName'), metric).toEqual(tables)
    const onTables = alarms.filter((alarm) =>
      metricsOf(alarm).some(({ Namespace }) => Namespace === 'AWS/DynamoDB'),
    )
    expect(onTables).toHaveLength(2 * tables.length + 1)
    for (const { Metrics } of onTables)
      expect(Metrics.map(({ Expression = '' }) => Expression).join('')).toMatch(/^(SUM\(\[)?FILL\(/)
  })

  it('takes silence for what it is', () => {
    const by = (missing: string) =>
      alarms
        .filter(({ TreatMissingData }) => TreatMissingData === missing)
        .map(({ AlarmName }) => AlarmName.replace('routewatch-local-', ''))
    expect(by('breaching')).toEqual(['sweeper-missing', 'anchor-log-missing'])
    expect(by('ignore')).toEqual(['sweeper-agency-silent'])
    expect(by('notBreaching')).toHaveLength(alarms.length - 3)
  })

  it('has a name of its own and tells the topic, when it begins and when it ends', () => {
    expect(new Set(alarms.map(({ AlarmName }) => AlarmName)).size).toBe(alarms.length)
    const [topic] = local.one('AWS::SNS::Topic', 'AlarmTopic')
    for (const { AlarmName, AlarmActions, OKActions } of alarms)
      expect([AlarmActions, OKActions].flat().map(local.target.bind(local)), AlarmName).toEqual([
        topic,
        topic,
      ])
  })
})

it('counts what the code counts, under the names that the code gives', () => {
  const own = alarms.flatMap(metricsOf).filter(({ Namespace }) => Namespace === 'Routewatch')
  const told = own.map(({ MetricName, Dimensions = [] }) => {
    const { service, stage } = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]))
    return `${MetricName} ${service} ${stage}`
  })
  expect(told.sort()).toEqual([
    'GapsRepaired sweeper local',
    'LedgerChanged guard local',
    'LogBatches anchor local',
    'LogUnfinished anchor local',
    'ProjectionLag projector local',
    'PublishFailures publisher local',
    'SilentAgencies sweeper local',
    'StuckSubmissions sweeper local',
    'Sweeps sweeper local',
    'Unprojected sweeper local',
  ])
  const counting = sources('functions').map(code).join('\n')
  for (const line of told) expect(counting).toMatch(new RegExp(`(count|measure)\\('${line.split(' ')[0]}'`))
  for (const line of told) {
    const [, service = ''] = line.split(' ')
    const [, { Properties }] = local.one(
      'AWS::Lambda::Function',
      `${service.replace(/^./, (c) => c.toUpperCase())}Function`,
    )
    expect(Properties.Environment.Variables).toMatchObject({
      POWERTOOLS_SERVICE_NAME: service,
      STAGE: 'local',
    })
  }
})

describe('the topic', () => {
  it('is encrypted with a key that CloudWatch may use, for alarms of this account alone', () => {
    const [, { Properties: topic }] = local.one('AWS::SNS::Topic', 'AlarmTopic')
    const [keyId, { Properties: key }] = local.one('AWS::KMS::Key', 'AlarmTopicKey')
    expect(local.target(topic.KmsMasterKeyId)).toBe(`${keyId}.Arn`)
    expect(key.KeyPolicy.Statement).toContainEqual({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Condition: { StringEquals: { 'aws:SourceAccount': '000000000000' } },
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Resource: '*',
    })
  })

  it('takes nothing without TLS, and mails nobody whom the stage does not name', () => {
    const [, { Properties: policy }] = local.one('AWS::SNS::TopicPolicy', 'AlarmTopicPolicy')
    expect(policy.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    )
    expect(local.ofType('AWS::SNS::Subscription')).toEqual([])
  })
})

it('draws two dashboards, the one of business and the one of the machinery', () => {
  const dashboards = local.ofType('AWS::CloudWatch::Dashboard').map(([, { Properties }]) => Properties)
  expect(dashboards.map(({ DashboardName }) => DashboardName)).toEqual([
    'routewatch-local-centre',
    'routewatch-local-machinery',
  ])
  const [business, machinery] = dashboards.map(({ DashboardBody }) => JSON.stringify(DashboardBody))
  for (const word of ['Accepted', 'Refused', 'Duplicate', 'SilentAgencies', 'by agency', 'by type'])
    expect(business).toContain(word)
  for (const word of [
    'Duration',
    'ProjectionLag',
    'IteratorAge',
    'ApproximateAgeOfOldestMessage',
    'Errors',
    'Throttles',
    'ConsumedWriteCapacityUnits',
  ])
    expect(machinery).toContain(word)
})
