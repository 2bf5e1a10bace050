import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeAll, describe, expect, it } from 'vitest'
import { dynamoNotes } from '../../functions/rebuild/notes.ts'
import { dynamoGenerations } from '../../functions/views/generation-row.ts'
import { stageOf } from '../../infra/stages.ts'
import { assemblyOf, partnered } from './assemblies.ts'
import { Templates } from './templates.ts'

/** Who may do what, function by function: the golden templates hold the rest. */
let prod: Templates
let dev: Templates

beforeAll(async () => {
  prod = new Templates(await assemblyOf(partnered))
  dev = new Templates(await assemblyOf(stageOf('dev')))
})

/** Permissions of a function on what matches, without those on keys, logs and traces. */
const may = (name: string, on: RegExp) =>
  prod
    .permissions(name)
    .filter((permission) => !/^(kms|logs|xray):/.test(permission))
    .filter((permission) => on.test(permission))

type Through = { StringEquals: { 'kms:ViaService': string } }

const thoseWhoMay = (what: RegExp) => prod.functions().filter((name) => may(name, what).length > 0)

describe('permitted', () => {
  it('lets nobody delete but the anchor what is pending, and nobody but the redactor update a commit', () => {
    const deleting = prod.functions().flatMap((name) => may(name, /Delete(?!Message)/))
    expect(deleting).toEqual(['dynamodb:DeleteItem LogTable'])
    const updaters = thoseWhoMay(/UpdateItem LedgerTable/)
    expect(updaters).toEqual(['Redactor'])
  })

  it.each(['Intake', 'Recorder'])('lets %s append to the ledger and no more', (name) => {
    const appends = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']
    expect(may(name, /LedgerTable/)).toEqual(appends.map((action) => `${action} LedgerTable`))
  })

  it('lets intake, the recorder and the sweeper alone put commits into the ledger', () => {
    expect(thoseWhoMay(/(Put|Update|Write)\w* LedgerTable/)).toEqual([
      'Intake',
      'Recorder',
      'Redactor',
      'Sweeper',
    ])
    expect(may('Redactor', /PutItem LedgerTable/)).toEqual([])
    expect(may('Projector', /LedgerTable/)).toEqual([
      'dynamodb:GetItem LedgerTable',
      'dynamodb:Query LedgerTable',
    ])
  })

  it('lets no function say which generation of the views is read, nor write the notes of a rebuild', () => {
    const writers = thoseWhoMay(/(Put|Update|Delete|BatchWrite)\w* ViewsTable/)
    expect(writers).toEqual(['Intake', 'Recorder', 'Projector', 'Redactor', 'Sweeper'])
    const writes = ['BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem'].map((name) => `dynamodb:${name}`)
    for (const name of writers) {
      const denied = prod.statements(name).filter(({ Effect }) => Effect === 'Deny')
      expect(
        denied.map(({ Resource: on, ...denial }) => ({ on: prod.target(on), ...denial })),
        name,
      ).toEqual([
        {
          on: 'ViewsTable3452DA9D.Arn',
          Effect: 'Deny',
          Action: writes,
          Condition: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': ['generations', 'rebuild/*'] } },
        },
      ])
    }
    const [, { Properties: mend }] = prod.one('AWS::IAM::ManagedPolicy', 'Mend')
    expect(JSON.stringify(mend)).not.toContain('"Deny"')
  })

  it('denies the rows that the code writes, and none of a generation', async () => {
    const client = new DynamoDBClient({ region: 'eu-central-1' })
    const puts = mockClient(client).on(PutItemCommand).resolves({})
    await dynamoGenerations(client, 'views').replace({ active: 1 }, { active: 1, building: 2 })
    await dynamoNotes(client, 'views').keep(2, 0, { isDone: true, subjects: 0, commits: 0 })
    const partitions = puts.commandCalls(PutItemCommand).map(({ args }) => args[0].input.Item?.partition?.S)
    expect(partitions).toEqual(['generations', 'rebuild/2'])
  })

  it.each(['Query', 'Console'])('lets %s write nothing but the audit, and publish nothing', (name) => {
    expect(may(name, /./)).toEqual([
      ...['LogTable', 'SubmissionsTable', 'ViewsTable'].map((table) => `dynamodb:BatchGetItem ${table}`),
      ...['LedgerTable', 'LogTable', 'SubmissionsTable', 'ViewsTable'].map(
        (table) => `dynamodb:GetItem ${table}`,
      ),
      'dynamodb:PutItem AuditTable',
      ...['AuditTable', 'LedgerTable', 'SubmissionsTable', 'ViewsTable'].map(
        (table) => `dynamodb:Query ${table}`,
      ),
    ])
  })

  it('lets the publisher put on the bus of facts and read the stream alone', () => {
    expect(may('Publisher', /Table|Bus/)).toEqual([
      'dynamodb:DescribeStream LedgerTable.StreamArn',
      'dynamodb:GetRecords LedgerTable.StreamArn',
      'dynamodb:GetShardIterator LedgerTable.StreamArn',
      'dynamodb:PutItem LogTable',
      'events:PutEvents FactsBus',
    ])
  })

  it('lets each worker set aside what it cannot do, in its own dead letters alone', () => {
    expect(thoseWhoMay(/SendMessage .*DeadLetters/)).toEqual(['Recorder', 'Projector', 'Redactor'])
    for (const name of ['Projector', 'Recorder', 'Redactor'])
      expect(may(name, /SendMessage/)).toEqual([`sqs:SendMessage ${name}QueueDeadLetters`])
  })

  it('lets the guard read the stream and the ledger alone', () => {
    expect(may('Guard', /./)).toEqual([
      'dynamodb:DescribeStream LedgerTable.StreamArn',
      'dynamodb:GetItem LedgerTable',
      'dynamodb:GetRecords LedgerTable.StreamArn',
      'dynamodb:GetShardIterator LedgerTable.StreamArn',
      'dynamodb:ListStreams *',
      'dynamodb:Query LedgerTable',
      'sqs:GetQueueAttributes Unguarded',
      'sqs:GetQueueUrl Unguarded',
      'sqs:SendMessage Unguarded',
    ])
  })

  it('lets nobody but the publisher and the sweeper say that something was recorded', () => {
    const putters = thoseWhoMay(/PutEvents FactsBus/)
    expect(putters).toEqual(['Publisher', 'Projector', 'Redactor', 'Sweeper'])
    for (const name of ['Projector', 'Redactor']) {
      const asks = prod.statements(name).filter(({ Action }) => Action === 'events:PutEvents')
      expect(asks.map(({ Condition }) => Condition)).toEqual([
        { StringEquals: { 'events:detail-type': 'ReferenceChanged' } },
      ])
    }
  })

  it('lets intake and the sweeper alone put requests on the intake bus, and a partner only what it posts', () => {
    const putters = thoseWhoMay(/PutEvents IntakeBus/)
    expect(putters).toEqual(['Intake', 'Sweeper'])
    const policies = prod.ofType('AWS::Events::EventBusPolicy')
    expect(policies).toHaveLength(1)
    const { EventBusName, Statement } = policies[0]?.[1].Properties ?? {}
    expect(prod.target(EventBusName)).toMatch(/^IntakeBus/)
    expect(Statement.Condition.StringEquals).toEqual({ 'events:detail-type': 'Posted' })
    expect(dev.ofType('AWS::Events::EventBusPolicy')).toEqual([])
  })

  it('grants no wildcard but to list streams and to trace', () => {
    const wide = prod
      .functions()
      .flatMap((name) => prod.permissions(name))
      .filter((line) => line.includes('*'))
    expect(new Set(wide)).toEqual(
      new Set(['dynamodb:ListStreams *', 'xray:PutTelemetryRecords *', 'xray:PutTraceSegments *']),
    )
  })

  it('names every action: none ends in a star, in any policy of any stack', () => {
    const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) => prod.ofType(type))
    const actions = policies.flatMap(([, { Properties }]) =>
      Properties.PolicyDocument.Statement.flatMap(({ Action }: { Action: string | string[] }) => Action),
    )
    expect(actions.length).toBeGreaterThan(100)
    expect(actions.filter((action) => action.includes('*'))).toEqual([])
  })

  it('lets those who only read decrypt and nothing else', () => {
    const keyActions = (name: string) =>
      new Set(prod.permissions(name).flatMap((line) => /^kms:\w+(?= TablesKey)/.exec(line) ?? []))
    for (const name of ['Query', 'Console'])
      expect(keyActions(name)).toEqual(new Set(['kms:Decrypt', 'kms:DescribeKey']))
    expect(keyActions('Guard')).toEqual(new Set(['kms:Decrypt', 'kms:DescribeKey']))
    expect(keyActions('Intake')).toContain('kms:Encrypt')
  })

  it("reaches the tables' key through DynamoDB only, the anchor its archive's through S3", () => {
    for (const name of prod.functions()) {
      const services = prod
        .statements(name)
        .filter(({ Resource }) => prod.target(Resource)?.startsWith('TablesKey'))
        .map(({ Condition }) => (Condition as Through).StringEquals['kms:ViaService'])
      const allowed = name === 'Anchor' ? ['dynamodb', 's3'] : ['dynamodb']
      expect(new Set(services), name).toEqual(
        new Set(allowed.map((s) => `${s}.ap-southeast-2.amazonaws.com`)),
      )
    }
  })

  it("limits each agency where the stage says so, and tells the sweeper the centre's client", () => {
    for (const door of ['Intake', 'Query', 'Console'])
      expect(prod.environment(door).RATE_PER_MINUTE).toBe('1200')
    expect(prod.target(prod.environment('Sweeper').CENTRE_CLIENT_IDS)).toMatch(/^PoolCentre/)
  })
})
