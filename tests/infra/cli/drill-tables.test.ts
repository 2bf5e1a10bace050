import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  ResourceNotFoundException,
  RestoreTableToPointInTimeCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'
import { mockClient } from 'aws-sdk-client-mock'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { clockSkew, nodeVersion } from '../../../infra/cli/ops/doctor/machine.ts'
import { table } from '../../../infra/cli/ops/doctor/stores.ts'
import {
  copy,
  createLike,
  drop,
  leftovers,
  restore,
  scratchName,
  untilActive,
} from '../../../infra/cli/ops/drill/tables.ts'

const aws = mockClient(DynamoDBClient)
const client = new DynamoDBClient({ region: 'eu-central-1' })
beforeEach(() => aws.reset())
afterAll(() => aws.restore())

describe('scratch tables on AWS', () => {
  it('are named by stage and time, and found again on every page of the list', async () => {
    const name = scratchName('prod', new Date('2026-11-24T08:15:00.123Z'), 'ledger')
    expect(name).toBe('routewatch-prod-drill-20261124T081500Z-ledger')
    aws
      .on(ListTablesCommand)
      .resolves({ TableNames: ['routewatch-prod-data-Ledger', 'other'], LastEvaluatedTableName: 'other' })
    aws
      .on(ListTablesCommand, { ExclusiveStartTableName: 'other' })
      .resolves({ TableNames: [name, 'routewatch-dev-drill-x-views'] })
    expect(await leftovers(client, 'prod')).toStrictEqual([name])
  })

  it('are restored to the latest point, and encrypted as what they are made like', async () => {
    const asOf = new Date('2026-11-24T08:10:00Z')
    aws.on(RestoreTableToPointInTimeCommand).resolves({
      TableDescription: { RestoreSummary: { RestoreDateTime: asOf, RestoreInProgress: true } },
    })
    expect(await restore(client, 'ledger', 'scratch')).toStrictEqual(asOf)
    expect(aws.commandCalls(RestoreTableToPointInTimeCommand)[0]?.args[0].input).toStrictEqual({
      ...{ SourceTableName: 'ledger', TargetTableName: 'scratch', UseLatestRestorableTime: true },
    })
    const at = new Date('2026-11-24T07:59:59.900Z')
    expect(await restore(client, 'ledger', 'scratch', at)).toStrictEqual(asOf)
    expect(aws.commandCalls(RestoreTableToPointInTimeCommand)[1]?.args[0].input).toStrictEqual({
      ...{ SourceTableName: 'ledger', TargetTableName: 'scratch' },
      RestoreDateTime: new Date('2026-11-24T07:59:59Z'),
    })
    const keys = {
      KeySchema: [{ AttributeName: 'partition', KeyType: 'HASH' as const }],
      AttributeDefinitions: [],
    }
    aws
      .on(DescribeTableCommand)
      .resolves({ Table: { ...keys, SSEDescription: { KMSMasterKeyArn: 'arn:key' } } })
    await createLike(client, 'views', 'scratch')
    expect(aws.commandCalls(CreateTableCommand)[0]?.args[0].input).toMatchObject({
      ...{ ...keys, TableName: 'scratch', BillingMode: 'PAY_PER_REQUEST' },
      SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'arn:key' },
    })
  })

  it('are filled here with the commits that were recorded by then, and with what cannot tell', async () => {
    const item = (header: string) => ({ header: { S: header } })
    const at = (time: string) => item(JSON.stringify({ recordedAt: `2026-11-24T08:${time}Z` }))
    const Items = [at('09:59.999'), at('10:00.000'), at('10:00.001'), item('{"re'), item('{}')]
    aws.on(ScanCommand).resolves({ Items })
    const moment = new Date('2026-11-24T08:10:00Z')
    const told: number[] = []
    const copied = () => copy(client, 'ledger', 'scratch', { at: moment, progress: (n) => void told.push(n) })
    expect(await copied()).toStrictEqual(moment)
    expect(told).toStrictEqual([4])
    const put = aws.commandCalls(PutItemCommand).map(({ args }) => args[0].input.Item)
    expect(put).toStrictEqual([Items[0], Items[1], Items[3], Items[4]])
  })

  it('are waited for, and not for ever', async () => {
    let nowMs = 0
    const waiting = {
      waitMs: 60_000,
      nowMs: () => nowMs,
      pause: async (ms: number) => {
        nowMs += ms
      },
    }
    aws
      .on(DescribeTableCommand)
      .resolvesOnce({ Table: { TableStatus: 'CREATING' } })
      .resolves({ Table: { TableStatus: 'ACTIVE' } })
    await untilActive(client, 'scratch', waiting)
    expect(nowMs).toBe(5_000)
    aws.on(DescribeTableCommand).resolves({ Table: { TableStatus: 'CREATING' } })
    await expect(untilActive(client, 'scratch', waiting)).rejects.toThrow('still CREATING after 1 min')
    expect(nowMs).toBeLessThanOrEqual(70_000)
  })

  it('are gone also when somebody else has deleted them', async () => {
    aws.on(DeleteTableCommand).rejects(new ResourceNotFoundException({ message: '', $metadata: {} }))
    await drop(client, 'scratch')
    aws.on(DeleteTableCommand).rejects(new Error('no'))
    await expect(drop(client, 'scratch')).rejects.toThrow('no')
  })
})

describe('the doctor', () => {
  const deployment = (stage: string) => ({
    stage,
    region: 'eu-central-1',
    account: '1',
    url: '',
    outputs: { LedgerTable: 'ledger' },
  })
  const described = (isProtected: boolean, status: 'ENABLED' | 'DISABLED') => {
    aws.on(DescribeTableCommand).resolves({
      Table: {
        TableStatus: 'ACTIVE',
        DeletionProtectionEnabled: isProtected,
        KeySchema: [
          { AttributeName: 'subject', KeyType: 'HASH' },
          { AttributeName: 'sequence', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'sequence', AttributeType: 'N' },
          { AttributeName: 'subject', AttributeType: 'S' },
        ],
      },
    })
    const PointInTimeRecoveryDescription = { PointInTimeRecoveryStatus: status }
    aws.on(DescribeContinuousBackupsCommand).resolves({
      ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription },
    })
  }

  it('asks for recovery everywhere, and for protection where data is kept', async () => {
    const states: unknown[] = []
    for (const [stage, isProtected, status] of [
      ['prod', true, 'ENABLED'],
      ['prod', false, 'ENABLED'],
      ['dev', false, 'ENABLED'],
      ['dev', false, 'DISABLED'],
    ] as const) {
      described(isProtected, status)
      states.push((await table('LedgerTable', deployment(stage))).state)
    }
    expect(states).toStrictEqual(['ok', 'failed', 'ok', 'failed'])
    expect(
      await table('ViewsTable', { ...deployment('dev'), outputs: { ViewsTable: 'ledger' } }),
    ).toMatchObject({
      ...{ state: 'failed', detail: 'ledger has the keys subject S, sequence N' },
    })
  })

  it('knows an old Node and a clock that is off, and allows for the second that a header cuts off', () => {
    expect([nodeVersion('v24.1.0').state, nodeVersion('v20.20.2').state]).toStrictEqual(['ok', 'failed'])
    const at = (text: string) => Date.parse(text)
    const date = 'Tue, 24 Nov 2026 08:00:10 GMT'
    const askedAt = (text: string) => clockSkew(date, at(text), at(text) + 200).state
    expect(
      [
        '2026-11-24T08:00:10.900Z',
        '2026-11-24T08:00:04Z',
        '2026-11-24T08:00:20Z',
        '2026-11-24T08:05:00Z',
      ].map(askedAt),
    ).toStrictEqual(['ok', 'warning', 'warning', 'failed'])
    expect(clockSkew(null, 0, 0).state).toBe('warning')
  })
})
