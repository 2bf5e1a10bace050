import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { routewatch } from '../../infra/stacks/routewatch.ts'
import { stageOf } from '../../infra/stages.ts'
import { synthesize } from '../../infra/synth.ts'
import { Templates } from './templates.ts'

const functions = ['Intake', 'Query', 'Publisher', 'Guard', 'Recorder', 'Projector', 'Redactor', 'Sweeper']
const partner = '333333333333'

let work: string
let localDir: string
let local: Templates
let prod: Templates

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'routewatch-stacks-'))
  localDir = (await synthesize()).cloudAssemblyDir
  local = new Templates(localDir)
  vi.stubEnv('JSII_DEPRECATED', 'quiet') // The CDK's own bus policy uses a property that the CDK deprecates.
  const outDir = join(work, 'assembly')
  const bundlesDir = join(work, 'bundles')
  for (const name of functions) {
    // What a function holds is the local stage's affair: see wiring.test.ts.
    const folder = join(bundlesDir, name.toLowerCase())
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'index.mjs'), `export const handler = '${name}'\n`)
  }
  const stage = { ...stageOf('prod', 'ap-southeast-2'), partnerAccounts: [partner] }
  routewatch({ stage, bundlesDir, outDir }).synth()
  prod = new Templates(outDir)
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** Permissions of a function on what matches, without those on keys, logs and traces. */
const may = (name: string, on: RegExp) =>
  prod
    .permissions(name)
    .filter((permission) => !/^(kms|logs|xray):/.test(permission))
    .filter((permission) => on.test(permission))

describe('kept', () => {
  it('names tables, keys and pool as it always did: another logical id is another table', () => {
    const ids = ['AWS::DynamoDB::GlobalTable', 'AWS::KMS::Key', 'AWS::Cognito::UserPool']
      .flatMap((type) => prod.ofType(type))
      .map(([id]) => id)
    expect(ids).toEqual([
      'LedgerTable9343E4AA',
      'ViewsTable3452DA9D',
      'SubmissionsTable97385532',
      'TablesKey11820CBC',
      'LogsKeyA6AB43B2',
      'PoolD3F588B8',
    ])
  })

  it('retains tables, keys, pool, buses and archive of a kept stage', () => {
    const lasting = /::(GlobalTable|Key|UserPool|EventBus|Archive|LogGroup)$/
    const lost = Object.entries(prod.resources)
      .filter(([, { Type, DeletionPolicy }]) => lasting.test(Type) && DeletionPolicy !== 'Retain')
      .map(([id]) => id)
    expect(lost).toEqual([])
  })

  it('protects every table: own key, point-in-time recovery, no deletion by a slip, no index', () => {
    for (const [id, { Properties }] of prod.ofType('AWS::DynamoDB::GlobalTable')) {
      const [replica] = Properties.Replicas
      expect(replica.DeletionProtectionEnabled, id).toBe(true)
      expect(replica.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled, id).toBe(true)
      expect(prod.target(replica.SSESpecification.KMSMasterKeyId), id).toBe('TablesKey11820CBC.Arn')
      expect(Properties, id).not.toHaveProperty('GlobalSecondaryIndexes')
      expect(Properties, id).not.toHaveProperty('LocalSecondaryIndexes')
    }
  })

  it('lets every log expire, and encrypts it', () => {
    const groups = prod.ofType('AWS::Logs::LogGroup')
    expect(groups).toHaveLength(functions.length + 1)
    for (const [id, { Properties }] of groups) {
      expect(Properties.RetentionInDays, id).toBe(365)
      expect(prod.target(Properties.KmsKeyId), id).toBe('LogsKeyA6AB43B2.Arn')
    }
  })
})

describe('permitted', () => {
  it('lets nobody delete anywhere, and nobody but the redactor update a commit', () => {
    expect(functions.flatMap((name) => may(name, /Delete(?!Message)/))).toEqual([])
    const updaters = functions.filter((name) => may(name, /UpdateItem LedgerTable/).length > 0)
    expect(updaters).toEqual(['Redactor'])
  })

  it.each(['Intake', 'Recorder'])('lets %s append to the ledger and no more', (name) => {
    const appends = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']
    expect(may(name, /LedgerTable/)).toEqual(appends.map((action) => `${action} LedgerTable`))
  })

  it('lets query write nothing and publish nothing', () => {
    expect(may('Query', /./)).toEqual([
      ...['dynamodb:BatchGetItem SubmissionsTable', 'dynamodb:BatchGetItem ViewsTable'],
      ...['dynamodb:GetItem LedgerTable', 'dynamodb:GetItem SubmissionsTable', 'dynamodb:GetItem ViewsTable'],
      ...['dynamodb:Query LedgerTable', 'dynamodb:Query SubmissionsTable', 'dynamodb:Query ViewsTable'],
    ])
  })

  it('lets the publisher put on the bus of facts and read the stream alone', () => {
    expect(may('Publisher', /Table|Bus/)).toEqual([
      'dynamodb:DescribeStream LedgerTable.StreamArn',
      'dynamodb:GetRecords LedgerTable.StreamArn',
      'dynamodb:GetShardIterator LedgerTable.StreamArn',
      'events:PutEvents FactsBus',
    ])
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
    const putters = functions.filter((name) => may(name, /PutEvents FactsBus/).length > 0)
    expect(putters).toEqual(['Publisher', 'Projector', 'Sweeper'])
    const asks = prod.statements('Projector').find(({ Action }) => Action === 'events:PutEvents')
    expect(asks?.Condition).toEqual({ StringEquals: { 'events:detail-type': 'ReferenceChanged' } })
  })

  it('lets intake and the sweeper alone put requests on the intake bus, and a partner only what it posts', () => {
    const putters = functions.filter((name) => may(name, /PutEvents IntakeBus/).length > 0)
    expect(putters).toEqual(['Intake', 'Sweeper'])
    const policies = prod.ofType('AWS::Events::EventBusPolicy')
    expect(policies).toHaveLength(1)
    const { EventBusName, Statement } = policies[0]?.[1].Properties ?? {}
    expect(prod.target(EventBusName)).toMatch(/^IntakeBus/)
    expect(Statement.Condition.StringEquals).toEqual({ 'events:detail-type': 'Posted' })
    expect(local.ofType('AWS::Events::EventBusPolicy')).toEqual([])
  })

  it('grants no wildcard but to list streams and to trace', () => {
    const wide = functions.flatMap((name) => prod.permissions(name)).filter((line) => line.includes('*'))
    expect(new Set(wide)).toEqual(
      new Set(['dynamodb:ListStreams *', 'xray:PutTelemetryRecords *', 'xray:PutTraceSegments *']),
    )
  })

  it("reaches the tables' key through DynamoDB only", () => {
    for (const [, { Properties }] of prod.ofType('AWS::IAM::Policy')) {
      for (const { Action, Condition } of Properties.PolicyDocument.Statement) {
        if (![Action].flat().some((action) => action.startsWith('kms:'))) continue
        expect(Condition.StringEquals['kms:ViaService']).toBe('dynamodb.ap-southeast-2.amazonaws.com')
      }
    }
  })

  it("limits each agency where the stage says so, and tells the sweeper the centre's client", () => {
    expect(prod.environment('Intake').RATE_PER_MINUTE).toBe('1200')
    expect(prod.target(prod.environment('Sweeper').CENTRE_CLIENT_IDS)).toMatch(/^PoolCentre/)
  })

  it('answers to the rules of cdk-nag, by obedience or by a reason', () => {
    for (const folder of [localDir, join(work, 'assembly')]) {
      expect(JSON.parse(readFileSync(join(folder, 'validation-report.json'), 'utf8')).pluginReports).toEqual(
        [],
      )
    }
  })
})
