import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, Stack, Validations } from 'aws-cdk-lib'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { AwsSolutionsChecks } from 'cdk-nag'
import { beforeAll, describe, expect, it } from 'vitest'
import { findingsIn } from '../../infra/assembly-findings.ts'
import { stageOf } from '../../infra/stages.ts'
import { synthesize } from '../../infra/synth.ts'
import { annotations, assemblyOf, partnered } from './assemblies.ts'
import { type Resource, Templates } from './templates.ts'

/** What is kept when a stack goes, and that nothing speaks against deploying. Who may do what: permissions.test.ts. */
let prodDir: string
let prod: Templates

beforeAll(async () => {
  prodDir = await assemblyOf(partnered)
  prod = new Templates(prodDir)
})

describe('kept', () => {
  it('names tables, keys and pool as it always did: another logical id is another table', () => {
    const ids = ['AWS::DynamoDB::GlobalTable', 'AWS::KMS::Key', 'AWS::Cognito::UserPool']
      .flatMap((type) => prod.ofType(type))
      .map(([id]) => id)
    expect(ids).toEqual([
      'LedgerTable9343E4AA',
      'ViewsTable3452DA9D',
      'SubmissionsTable97385532',
      'LogTable81E80B89',
      'AuditTable18A3095C',
      'TablesKey11820CBC',
      'LogKeyDF019C7A',
      'AuditKey2ED08D30',
      'LogsKeyA6AB43B2',
      'AlarmTopicKey57B0D3A7',
      'PoolD3F588B8',
    ])
  })

  it('retains and protects what holds data in a kept stage, and would say so if it did not', async () => {
    expect(findingsIn(prodDir, partnered)).toEqual([])
    expect(findingsIn(await assemblyOf(stageOf('dev')), { kept: true })).toEqual(
      expect.arrayContaining([
        'routewatch-dev-data: LedgerTable9343E4AA (AWS::DynamoDB::GlobalTable) goes with its stack',
        'routewatch-dev-data: TablesKey11820CBC (AWS::KMS::Key) goes with its stack',
        'routewatch-dev-identity: PoolD3F588B8 (AWS::Cognito::UserPool) goes with its stack',
        expect.stringMatching(
          /^routewatch-dev-flow: RecorderQueue\w+ \(AWS::SQS::Queue\) goes with its stack$/,
        ),
        expect.stringMatching(/^routewatch-dev-flow: RecorderQueueDeadLetters\w+ .* goes with its stack$/),
        'routewatch-dev-data: can be deleted by a slip',
        'routewatch-dev-identity: can be deleted by a slip',
      ]),
    )
  })

  it('protects every table: own key, point-in-time recovery, no deletion by a slip, no index', () => {
    for (const [id, { Properties }] of prod.ofType('AWS::DynamoDB::GlobalTable')) {
      const [replica] = Properties.Replicas
      expect(replica.DeletionProtectionEnabled, id).toBe(true)
      expect(replica.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled, id).toBe(true)
      const key = id === 'AuditTable18A3095C' ? 'AuditKey2ED08D30.Arn' : 'TablesKey11820CBC.Arn'
      expect(prod.target(replica.SSESpecification.KMSMasterKeyId), id).toBe(key)
      expect(Properties, id).not.toHaveProperty('GlobalSecondaryIndexes')
      expect(Properties, id).not.toHaveProperty('LocalSecondaryIndexes')
    }
  })

  it('lets every log expire, and encrypts it', () => {
    const groups = prod.ofType('AWS::Logs::LogGroup')
    expect(groups).toHaveLength(prod.functions().length + 1)
    for (const [id, { Properties }] of groups) {
      expect(Properties.RetentionInDays, id).toBe(365)
      expect(prod.target(Properties.KmsKeyId), id).toBe('LogsKeyA6AB43B2.Arn')
    }
  })
})

it('mails alarms to whom the stage names', () => {
  const [[, { Properties }]] = prod.ofType('AWS::SNS::Subscription') as [[string, Resource]]
  expect(Properties).toMatchObject({ Protocol: 'email', Endpoint: 'night@centre.example' })
})

describe('a synthesis', () => {
  it('answers to every rule of cdk-nag, by obedience or by a reason, and warns of nothing', async () => {
    const dirs = [(await synthesize()).cloudAssemblyDir, await assemblyOf(stageOf('dev')), prodDir]
    for (const dir of dirs) {
      expect(findingsIn(dir, { kept: false })).toEqual([])
      expect(annotations(dir)).toEqual([])
    }
  })

  it('that breaks a rule is not fit to be deployed, nor is one whose rules nobody ran', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'routewatch-broken-'))
    const app = new App({ outdir })
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
    new Queue(new Stack(app, 'careless'), 'Queue')
    expect(() => app.synth()).toThrow(expect.objectContaining({ name: 'ValidationFailed' }))
    expect(findingsIn(outdir, { kept: false })).toEqual([
      'careless/Queue/Resource: AwsSolutions-SQS3',
      'careless/Queue/Resource: AwsSolutions-SQS4',
    ])
    rmSync(join(outdir, 'validation-report.json'))
    expect(findingsIn(outdir, { kept: false })).toEqual([
      'validation-report.json is missing: the rules of cdk-nag were not run',
    ])
    rmSync(outdir, { recursive: true })
  })

  it('gives every function that is called without waiting a place for what fails', () => {
    const targets = prod
      .ofType('AWS::Events::Rule')
      .flatMap(([, { Properties }]) =>
        Properties.Targets.map(({ Arn }: { Arn: unknown }) => prod.target(Arn)),
      )
      .filter((target) => /Function[0-9A-F]{8}\.Arn$/.test(target))
    expect(targets).not.toEqual([])
    const safe = prod
      .ofType('AWS::Lambda::EventInvokeConfig')
      .filter(([, { Properties }]) => Properties.DestinationConfig?.OnFailure?.Destination)
      .map(([, { Properties }]) => `${prod.target(Properties.FunctionName)}.Arn`)
    expect(targets.filter((target) => !safe.includes(target))).toEqual([])
  })
})
