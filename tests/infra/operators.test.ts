import { beforeAll, describe, expect, it } from 'vitest'
import { deadLetterQueues } from '../../infra/cli/ops/dlq/queues.ts'
import { stageOf } from '../../infra/stages.ts'
import { read, sources } from '../support/sources.ts'
import { assemblyOf } from './assemblies.ts'
import { type Statement, Templates } from './templates.ts'

/** The policies for people: what each lets an operator do, and that every command finds what it needs. */
let prod: Templates
beforeAll(async () => {
  prod = new Templates(await assemblyOf(stageOf('prod')))
})

const policies = ['Look', 'Mend', 'Drill', 'Restore']

const statements = (name: string): Statement[] =>
  prod.one('AWS::IAM::ManagedPolicy', name)[1].Properties.PolicyDocument.Statement
const actions = (name: string) => statements(name).flatMap(({ Action }) => Action)
const on = (name: string, action: string) =>
  statements(name)
    .filter(({ Action }) => [Action].flat().includes(action))
    .flatMap(({ Resource }) => [Resource].flat())
    .map((resource) => prod.target(resource)?.replace(/[0-9A-F]{8}\.Arn$/, '') ?? JSON.stringify(resource))

it('lets nobody update or remove a commit, and who restores alone put one', () => {
  for (const name of policies) {
    for (const action of ['UpdateItem', 'DeleteItem', 'BatchWriteItem', 'PutItem'])
      expect(on(name, `dynamodb:${action}`).includes('LedgerTable'), `${name} ${action}`).toBe(
        name === 'Restore' && action === 'PutItem',
      )
  }
})

it('lets nobody but query and the console add to the audit, and nobody at all change or remove what is in it', () => {
  const adding = prod
    .functions()
    .filter((name) => prod.permissions(name).some((may) => / AuditTable/.test(may)))
  expect(adding).toEqual(['Query', 'Console'])
  const every = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) => prod.ofType(type))
  const onAudit = every.flatMap(([, { Properties }]) =>
    (Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[])
      .filter(
        ({ Resource, Action }) => /Audit/.test(JSON.stringify(Resource)) && !/kms:/.test(String(Action)),
      )
      .flatMap(({ Action }) => Action),
  )
  expect(new Set(onAudit)).toEqual(
    new Set(
      ['DescribeContinuousBackups', 'DescribeTable', 'PutItem', 'Query', 'Scan'].map((a) => `dynamodb:${a}`),
    ),
  )
})

it('lets a drill make, fill and delete tables of its own, and no others', () => {
  for (const action of ['PutItem', 'DeleteItem', 'CreateTable', 'DeleteTable'])
    expect(on('Drill', `dynamodb:${action}`)).toEqual([
      '"arn:aws:dynamodb:eu-central-1:222222222222:table/routewatch-prod-drill-*"',
    ])
  expect(on('Drill', 'dynamodb:RestoreTableToPointInTime')).toHaveLength(2)
  const grants = statements('Drill').find(({ Action }) => Action === 'kms:CreateGrant')
  expect(grants?.Condition).toEqual({
    Bool: { 'kms:GrantIsForAWSResource': 'true' },
    StringEquals: { 'kms:ViaService': 'dynamodb.eu-central-1.amazonaws.com' },
  })
})

it('lets who looks change nothing: what is read from a queue is given back', () => {
  const changing = actions('Look').filter(
    (action) => !/:(Admin|Batch)?(Get|Describe|List|Query|Scan)/.test(action),
  )
  expect(new Set(changing)).toEqual(
    new Set(['kms:Decrypt', 'sqs:ChangeMessageVisibility', 'sqs:ReceiveMessage']),
  )
  expect(on('Look', 'sqs:ReceiveMessage').filter((queue) => !/DeadLetters|Un|Missed/.test(queue))).toEqual([])
})

it('tells who looks no secret of an agency', () => {
  expect(actions('Look')).not.toContain('cognito-idp:DescribeUserPoolClient')
  expect(on('Mend', 'cognito-idp:DescribeUserPoolClient')).toEqual(['Pool'])
})

it('lets who mends send to work queues only, and take away from dead letters only', () => {
  expect(on('Mend', 'sqs:SendMessage')).toEqual(['ProjectorQueue', 'RecorderQueue', 'RedactorQueue'])
  expect(on('Mend', 'sqs:DeleteMessage').filter((queue) => /Queue$/.test(queue))).toEqual([])
})

it('lets the sweeper ask every queue how much waits, by the name that operators know it by', () => {
  const { QUEUES } = prod.environment('Sweeper') as { QUEUES: { 'Fn::Join': [string, unknown[]] } }
  const text = QUEUES['Fn::Join'][1].map((part) => prod.target(part) ?? part).join('')
  const outputs = Object.fromEntries(
    Object.entries(prod.outputs).map(([name, value]) => [name, prod.target(value) ?? '']),
  )
  const named = deadLetterQueues({ outputs }).map(({ healing: _, ...queue }) => queue)
  expect(JSON.parse(text)).toEqual(named)
  const urls = named.flatMap(({ url, workUrl = [] }) => [url, workUrl].flat())
  const queues = prod.ofType('AWS::SQS::Queue').map(([id]) => id)
  expect(urls.toSorted()).toEqual(queues.toSorted())
  const asked = prod.permissions('Sweeper').filter((may) => may.startsWith('sqs:'))
  const without = (id: string) => id.slice(0, -8)
  expect(asked.filter((may) => !may.endsWith(' MissedSweeps'))).toEqual(
    queues
      .map(without)
      .filter((queue) => queue !== 'MissedSweeps')
      .map((queue) => `sqs:GetQueueAttributes ${queue}`)
      .toSorted(),
  )
})

it('fits what IAM takes for a policy', () => {
  const arn =
    'arn:aws:dynamodb:ap-southeast-2:222222222222:table/routewatch-prod-data-SubmissionsTable97385532-ABCDEFGHIJKL'
  for (const name of policies) {
    const text = JSON.stringify(statements(name)).replaceAll(
      /\{"Fn::GetStackOutput":\{[^}]*\}\}/g,
      `"${arn}"`,
    )
    expect(text.length, name).toBeLessThan(6_144)
  }
})

describe('the commands of operators', () => {
  const services: Record<string, string> = {
    cloudformation: 'cloudformation',
    'cognito-identity-provider': 'cognito-idp',
    dynamodb: 'dynamodb',
    eventbridge: 'events',
    kms: 'kms',
    s3: 's3',
    sqs: 'sqs',
  }
  /** Permissions whose names are not those of the request. */
  const named: Record<string, string> = {
    's3:ListObjectsV2': 's3:ListBucket',
    's3:HeadObject': 's3:GetObject',
  }
  const asked = sources('infra/cli/ops', 'functions/rebuild', 'functions/verification').flatMap((file) =>
    [...read(file).matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g)].flatMap(
      ([, names = '', client = '']) =>
        [...names.matchAll(/\b(?<!type )(\w+)Command\b/g)].map(([, name]) => `${services[client]}:${name}`),
    ),
  )

  it('ask for nothing that no policy allows', () => {
    expect(asked.length).toBeGreaterThan(10)
    const allowed = new Set(policies.flatMap(actions))
    const refused = asked.map((action) => named[action] ?? action).filter((action) => !allowed.has(action))
    expect([...new Set(refused)]).toEqual([])
  })
})
