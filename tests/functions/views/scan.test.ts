import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { expect, it } from 'vitest'
import { dynamoRowScan } from '../../../functions/views/scan.ts'

const item = (partition: string, more: object) => ({
  partition: { S: `v1|${partition}` },
  sort: { S: 's' },
  ...more,
})
const expires = { N: '1790000000' }
const Items = [
  item('names/x|public', { state: { S: 'row' }, body: { S: '1' }, fence: { N: '3' } }),
  item('names/y|public', { state: { S: 'row' }, body: { S: '1' }, fence: { N: '3' }, expires }),
  item('names/z|public', { state: { S: 'gone' }, body: { S: 'null' }, fence: { N: '3' }, expires }),
  item('watermark/routes/a|internal', { head: { N: '2' }, keys: { SS: ['k'] }, staleBy: { S: 'by' } }),
  item('watermark/routes/b|internal', { head: { N: '1' }, expires }),
]

it('gives what a watermark holds, and tells what would go by itself although it is no tombstone', async () => {
  const client = { send: async () => ({ Items }) } as unknown as DynamoDBClient
  const { rows } = await dynamoRowScan(client, 'views', 1).scan({ index: 0, of: 1 })
  expect(rows.map(({ partition, isExpiring, mark }) => [partition, isExpiring, mark])).toStrictEqual([
    ['names/x', undefined, undefined],
    ['names/y', true, undefined],
    ['names/z', undefined, undefined],
    ['watermark/routes/a', undefined, { head: 2, keys: ['k'], staleBy: 'by' }],
    ['watermark/routes/b', true, { head: 1, keys: [] }],
  ])
})
