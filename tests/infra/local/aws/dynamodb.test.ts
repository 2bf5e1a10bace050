import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Endpoint, refusal, startEndpoint } from './endpoint.ts'

let endpoint: Endpoint
let dynamo: DynamoDBClient
beforeAll(async () => {
  endpoint = await startEndpoint()
  dynamo = new DynamoDBClient(endpoint.config)
})
afterAll(() => endpoint.stop())

const TableName = 'drill'
const create = (more: Partial<CreateTableCommandInput> = {}) =>
  dynamo.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      ...more,
    }),
  )
const status = async () => (await dynamo.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus
const tables = async () => (await dynamo.send(new ListTablesCommand({}))).TableNames

it('makes a scratch table, fills it, and takes it away', async () => {
  await create()
  expect(await status()).toBe('ACTIVE')
  expect(await tables()).toStrictEqual([TableName])
  const put = { PutRequest: { Item: { id: { S: 'a' } } } }
  await dynamo.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [put] } }))
  expect((await dynamo.send(new ScanCommand({ TableName }))).Items).toStrictEqual([{ id: { S: 'a' } }])
  const { ContinuousBackupsDescription: told } = await dynamo.send(
    new DescribeContinuousBackupsCommand({ TableName }),
  )
  expect(told?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe('DISABLED')
  expect(await refusal(create())).toBe('ResourceInUseException')
  await dynamo.send(new DeleteTableCommand({ TableName }))
  expect(await refusal(status())).toBe('ResourceNotFoundException')
  expect(await tables()).toStrictEqual([])
})

it('forgets it with the host', async () => {
  await create()
  endpoint = await endpoint.restart()
  dynamo = new DynamoDBClient(endpoint.config)
  expect(await tables()).toStrictEqual([])
  expect(existsSync(join(endpoint.dataDir, 'scratch'))).toBe(false)
})

it.each<[string, () => Promise<unknown>, string]>([
  [
    'a stream',
    () => create({ StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } }),
    'ValidationException',
  ],
  [
    'deleting what is not there',
    () => dynamo.send(new DeleteTableCommand({ TableName: 'other' })),
    'ResourceNotFoundException',
  ],
  [
    'backups of what is not there',
    () => dynamo.send(new DescribeContinuousBackupsCommand({ TableName: 'other' })),
    'TableNotFoundException',
  ],
])('refuses %s', async (_, call, name) => expect(await refusal(call())).toBe(name))
