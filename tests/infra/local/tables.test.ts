import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TableSpec } from '../../../infra/local/resources.ts'
import type { Change } from '../../../infra/local/streamed-table.ts'
import { Tables } from '../../../infra/local/tables.ts'

const subject = { name: 'subject', type: 'S' } as const
const sequence = { name: 'sequence', type: 'N' } as const
const ledger: TableSpec = {
  logicalId: 'Ledger',
  name: 'ledger',
  arn: 'arn:aws:dynamodb:r:a:table/ledger',
  hash: subject,
  range: sequence,
  streamArn: 'stream',
}
const rows: TableSpec = {
  logicalId: 'Rows',
  name: 'rows',
  arn: 'arn:aws:dynamodb:r:a:table/rows',
  hash: subject,
}

let dir: string
let tables: Tables
let changes: Change[]
let acknowledge = true

async function open(from: string): Promise<Tables> {
  const opened = new Tables(from, [ledger, rows], () => (change, acknowledged) => {
    changes.push(change)
    if (acknowledge) acknowledged()
  })
  await opened.create([ledger, rows])
  return opened
}

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'routewatch-'))
  changes = []
  acknowledge = true
  tables = await open(dir)
})
afterEach(async () => {
  await tables.close()
  rmSync(dir, { recursive: true })
})

const keyOf = (id: string) => ({ subject: { S: id }, sequence: { N: '1' } })
const append = (id: string, text = 'x') =>
  tables.call('PutItem', {
    TableName: 'ledger',
    Item: { ...keyOf(id), text: { S: text } },
    ConditionExpression: 'attribute_not_exists(subject)',
    ReturnConsumedCapacity: 'TOTAL',
  })

describe('a table with a stream', () => {
  it('publishes what is inserted, and passes the capacity on', async () => {
    expect(await append('a')).toMatchObject({ ConsumedCapacity: { CapacityUnits: 1 } })
    expect(changes).toStrictEqual([
      { eventName: 'INSERT', keys: keyOf('a'), image: { ...keyOf('a'), text: { S: 'x' } } },
    ])
    expect(tables.unacknowledged).toBe(0)
  })

  it('publishes one winner of a race, and the losers erase only their own entries', async () => {
    acknowledge = false
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => append('a', `${index}`)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(changes).toHaveLength(1)
    expect(tables.unacknowledged).toBe(1)
  })

  it('tells an update, one that changes nothing, and a removal apart', async () => {
    await append('a')
    const update = (text: string) =>
      tables.call('UpdateItem', {
        TableName: 'ledger',
        Key: keyOf('a'),
        UpdateExpression: 'SET #t = :t',
        ExpressionAttributeNames: { '#t': 'text' },
        ExpressionAttributeValues: { ':t': { S: text } },
      })
    await update('y')
    await update('y')
    await tables.call('PutItem', { TableName: 'ledger', Item: { ...keyOf('a'), text: { S: 'z' } } })
    await tables.call('DeleteItem', { TableName: 'ledger', Key: keyOf('a') })
    await tables.call('DeleteItem', { TableName: 'ledger', Key: keyOf('a') })
    expect(changes.map(({ eventName }) => eventName)).toStrictEqual(['INSERT', 'MODIFY', 'MODIFY', 'REMOVE'])
    expect(tables.unacknowledged).toBe(0)
  })

  it('refuses batch writes rather than lose their records', () =>
    expect(
      tables.call('BatchWriteItem', { RequestItems: { ledger: [{ PutRequest: { Item: keyOf('a') } }] } }),
    ).rejects.toThrow(/not emulated/))

  it('publishes again, after a crash, what nobody has acknowledged', async () => {
    acknowledge = false
    await append('a')
    await append('b')
    // What a killed process leaves behind: the files as they are now.
    const left = mkdtempSync(join(tmpdir(), 'routewatch-'))
    cpSync(dir, left, { recursive: true })
    changes = []
    acknowledge = true
    const again = await open(left)
    expect(await again.redeliver()).toBe(2)
    expect(changes.map(({ keys }) => keys)).toStrictEqual([keyOf('a'), keyOf('b')])
    expect(again.unacknowledged).toBe(0)
    await again.close()
    rmSync(left, { recursive: true })
  })
})

describe('a query', () => {
  type Page = { Items: { sequence: { N: string } }[]; LastEvaluatedKey?: object }
  const query = (more: object = {}) =>
    tables.call('Query', {
      TableName: 'ledger',
      KeyConditionExpression: 'subject = :s',
      ExpressionAttributeValues: { ':s': { S: 'a' } },
      ...more,
    }) as Promise<Page>
  const numbers = ({ Items }: Page) => Items.map(({ sequence: { N } }) => Number(N))
  beforeEach(async () => {
    const items = [...Array(70).keys()].map((index) => ({ subject: { S: 'a' }, sequence: { N: `${index}` } }))
    for (const Item of [...items, { ...keyOf('b') }])
      await tables.call('PutItem', { TableName: 'ledger', Item })
  })

  it('reads a whole partition, in order, and nothing of another', async () =>
    expect(numbers(await query())).toStrictEqual([...Array(70).keys()]))

  it('reads backwards, and only so much', async () => {
    const page = await query({ ScanIndexForward: false, Limit: 3 })
    expect(numbers(page)).toStrictEqual([69, 68, 67])
    const { LastEvaluatedKey } = page
    expect(
      numbers(await query({ ScanIndexForward: false, ExclusiveStartKey: LastEvaluatedKey })),
    ).toHaveLength(67)
  })

  it('finds nothing where nothing is', async () =>
    expect(numbers(await query({ ExpressionAttributeValues: { ':s': { S: 'c' } } }))).toStrictEqual([]))
})

it('keeps tables without a stream quiet', async () => {
  await tables.call('PutItem', { TableName: 'rows', Item: { subject: { S: 'a' } } })
  expect(await tables.call('GetItem', { TableName: 'rows', Key: { subject: { S: 'a' } } })).toMatchObject({
    Item: { subject: { S: 'a' } },
  })
  expect(changes).toStrictEqual([])
})

it('answers what DynamoDB refuses as DynamoDB does', () =>
  expect(tables.call('GetItem', { TableName: 'nowhere', Key: keyOf('a') })).rejects.toMatchObject({
    statusCode: 400,
    body: { __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException' },
  }))

it('keeps what it has over restarts', async () => {
  await append('a')
  await tables.close()
  tables = await open(dir)
  expect(await tables.redeliver()).toBe(0)
  expect(await tables.call('GetItem', { TableName: 'ledger', Key: keyOf('a') })).toHaveProperty('Item')
})

describe('a table of the templates', () => {
  it('cannot be deleted', async () => {
    await append('s/1')
    await expect(tables.call('DeleteTable', { TableName: 'ledger' })).rejects.toMatchObject({
      body: { __type: 'com.amazon.coral.validate#ValidationException' },
    })
    await expect(append('s/1')).rejects.toMatchObject({
      body: { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException' },
    })
  })
})
