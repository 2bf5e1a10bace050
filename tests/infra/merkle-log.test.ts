import { beforeAll, describe, expect, it } from 'vitest'
import { stageOf } from '../../infra/stages.ts'
import { synthesize } from '../../infra/synth.ts'
import { assemblyOf } from './assemblies.ts'
import { Templates } from './templates.ts'

/** What the log of commits rests on: a bucket that nobody can change, and who may append to it. */
let prod: Templates
let local: Templates

beforeAll(async () => {
  prod = new Templates(await assemblyOf(stageOf('prod')))
  local = new Templates((await synthesize()).cloudAssemblyDir)
})

/** Statements of a function about what matches, their resources as text. */
const statements = (name: string, on: RegExp) =>
  prod
    .statements(name)
    .map(({ Action, Resource, Condition }) => ({
      actions: [Action].flat(),
      on: prod.target(Resource) ?? JSON.stringify(Resource),
      condition: Condition,
    }))
    .filter((statement) => on.test(statement.on))

const pendingOnly = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['pending'] } }

describe('the archive of the log', () => {
  it('is locked: in a kept stage so that nobody shortens it, else for a day', () => {
    const lockOf = (templates: Templates) => {
      const [, { Properties, DeletionPolicy }] = templates.one('AWS::S3::Bucket', 'LogBucket')
      const { Mode, Days } = Properties.ObjectLockConfiguration.Rule.DefaultRetention
      return [Properties.VersioningConfiguration.Status, Mode, Days, DeletionPolicy]
    }
    expect(lockOf(prod)).toEqual(['Enabled', 'COMPLIANCE', 2555, 'Retain'])
    expect(lockOf(local)).toEqual(['Enabled', 'GOVERNANCE', 1, 'Delete'])
  })

  it('is encrypted, shut to the public and to plain HTTP', () => {
    const [id, { Properties }] = prod.one('AWS::S3::Bucket', 'LogBucket')
    const [rule] = Properties.BucketEncryption.ServerSideEncryptionConfiguration
    expect(prod.target(rule.ServerSideEncryptionByDefault.KMSMasterKeyID)).toBe('TablesKey11820CBC.Arn')
    expect(Object.values(Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true])
    const policies = prod
      .ofType('AWS::S3::BucketPolicy')
      .filter(([, p]) => prod.target(p.Properties.Bucket) === id)
    const denied = policies.flatMap(
      ([
        ,
        {
          Properties: { PolicyDocument },
        },
      ]) => PolicyDocument.Statement,
    )
    expect(denied).toMatchObject([
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ])
  })
})

describe('the log', () => {
  it('is signed with an Ed25519 key that does nothing else', () => {
    const [, { Properties }] = prod.one('AWS::KMS::Key', 'LogKey')
    expect([Properties.KeySpec, Properties.KeyUsage]).toEqual(['ECC_NIST_EDWARDS25519', 'SIGN_VERIFY'])
    const signers = prod.functions().filter((name) => statements(name, /^LogKey/).length > 0)
    expect(signers).toEqual(['Anchor'])
    expect(statements('Anchor', /^LogKey/)[0]?.actions).toEqual(['kms:GetPublicKey', 'kms:Sign'])
  })

  it('is appended to by the anchor alone, only where nothing is yet', () => {
    const bucket = /LogBucket/
    expect(prod.functions().filter((name) => statements(name, bucket).length > 0)).toEqual(['Anchor'])
    expect(statements('Anchor', bucket).map(({ actions, condition }) => [actions, condition])).toEqual([
      [['s3:GetObject'], undefined],
      [['s3:PutObject'], { Null: { 's3:if-none-match': 'false' } }],
      [['s3:ListBucket'], undefined],
    ])
  })

  it('is fed by the publisher and the sweeper on its list alone, and only the anchor removes from there', () => {
    for (const name of ['Publisher', 'Sweeper']) {
      const puts = statements(name, /^LogTable/).filter(({ actions }) => actions.includes('dynamodb:PutItem'))
      expect(
        puts.map(({ condition }) => condition),
        name,
      ).toEqual([pendingOnly])
    }
    const removes = statements('Anchor', /^LogTable/).filter(({ actions }) =>
      actions.includes('dynamodb:DeleteItem'),
    )
    expect(removes.map(({ actions, condition }) => [actions, condition])).toEqual([
      [['dynamodb:DeleteItem'], pendingOnly],
    ])
    const others = prod.functions().filter((name) => statements(name, /^LogTable/).length > 0)
    expect(others).toEqual(['Query', 'Console', 'Publisher', 'Sweeper', 'Anchor'])
  })

  it('runs one at a time, at the pace of the stage, under its name', () => {
    const [, { Properties }] = prod.one('AWS::Lambda::Function', 'AnchorFunction')
    expect(Properties.ReservedConcurrentExecutions).toBe(1)
    const { LOG_BATCH, LOG_ORIGIN } = prod.environment('Anchor')
    expect([LOG_BATCH, LOG_ORIGIN]).toEqual(['64', 'routewatch-prod'])
    const [, rule] = prod.one('AWS::Events::Rule', 'AnchorSchedule')
    expect(rule.Properties.ScheduleExpression).toBe('rate(15 minutes)')
  })

  it('tells operators where it is', () => {
    const told = ['LogTable', 'LogBucket', 'LogKeyArn'].map((name) => prod.target(prod.outputs[name]))
    expect(told.map((target) => target?.replace(/[0-9A-F]{8}/, ''))).toEqual([
      'LogTable',
      'LogBucket',
      'LogKey.Arn',
    ])
  })
})
