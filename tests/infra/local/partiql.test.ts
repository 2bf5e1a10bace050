import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AwsError } from '../../../infra/local/aws/protocol.ts'
import { DynamoDb } from '../../../infra/local/dynamodb.ts'
import { insertBatch } from '../../../infra/local/partiql.ts'

/** As the developer guide says: an INSERT of an item that is there is refused, and each statement stands alone. */
describe('INSERT in batches', () => {
  const dir = mkdtempSync(join(tmpdir(), 'routewatch-partiql-'))
  const db = new DynamoDb(dir)
  beforeAll(async () => {
    await db.open()
    const attributes = ['partition', 'sort'].map((name) => ({ AttributeName: name, AttributeType: 'S' }))
    const keys = attributes.map(({ AttributeName }, n) => ({
      AttributeName,
      KeyType: n === 0 ? 'HASH' : 'RANGE',
    }))
    const billing = { BillingMode: 'PAY_PER_REQUEST' }
    await db.call('CreateTable', {
      TableName: 'Views',
      AttributeDefinitions: attributes,
      KeySchema: keys,
      ...billing,
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
  })
  afterAll(async () => {
    await db.close()
    rmSync(dir, { recursive: true })
  })
  const insert = (sort: string, body = 'first') => ({
    Statement: `INSERT INTO "Views" VALUE {'partition': ?, 'sort': ?, 'body': ?}`,
    Parameters: [{ S: 'p' }, { S: sort }, { S: body }],
  })
  const all = async () => (await db.call<{ Items: object[] }>('Scan', { TableName: 'Views' })).Items
  const batch = (statements: object[]) => insertBatch(statements, db, (table) => table === 'Views')

  it('takes what is not there, and leaves what is', async () => {
    const inserted = { TableName: 'Views' }
    expect(await batch([insert('a'), insert('b')])).toStrictEqual({ Responses: [inserted, inserted] })
    const refused = { TableName: 'Views', Error: { Code: 'DuplicateItem', Message: expect.any(String) } }
    const { Responses } = await batch([insert('b', 'second'), insert('c')])
    expect(Responses).toStrictEqual([refused, inserted])
    const row = (sort: string) => ({ partition: { S: 'p' }, sort: { S: sort }, body: { S: 'first' } })
    expect(await all()).toStrictEqual(['a', 'b', 'c'].map(row))
  })

  it.each([
    ['no statement', []],
    ['too many', Array.from({ length: 26 }, (_, n) => insert(String(n)))],
    ['another statement', [{ Statement: 'SELECT * FROM "Views"' }]],
    [
      'a value that is no parameter',
      [{ ...insert('d'), Statement: `INSERT INTO "Views" VALUE {'partition': 'p'}` }],
    ],
    ['a parameter too few', [{ ...insert('d'), Parameters: [{ S: 'p' }] }]],
    [
      'a table that it may not write',
      [{ ...insert('d'), Statement: insert('d').Statement.replace('Views', 'Ledger') }],
    ],
  ])('refuses %s', async (_, statements) => {
    const before = await all()
    await expect(batch(statements)).rejects.toThrow(AwsError)
    expect(await all()).toStrictEqual(before)
  })
})
