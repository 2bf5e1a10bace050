/** What `rw ops verify` and `drill` say of damage, told to a test that has a host. */
import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'
import { expect, it } from 'vitest'
import type { Journey } from '../../journeys/journey.ts'
import { rwAt } from './care-backup.ts'

export function damageTests(journeyOf: () => Journey, clientOf: () => DynamoDBClient): void {
  const rw = (args: string[]) => rwAt(journeyOf(), args)
  const told = async (...args: string[]) => (await rw([...args, '--json'])).last()
  const items = async (table: string) =>
    (await clientOf().send(new ScanCommand({ TableName: journeyOf().host.tableName(table) }))).Items ?? []
  const put = (table: string, Item: Record<string, never>) =>
    clientOf().send(new PutItemCommand({ TableName: journeyOf().host.tableName(table), Item }))

  it('of a row is named by its key, also where nobody could read it', async () => {
    const rows = await items('Views')
    const row = rows.find(({ partition }) => partition?.S === 'v1|card/routes/main|public')
    const list = rows.find(({ partition }) => partition?.S === 'v1|list/routes|public')
    // In one run: whatever differs is looked at for fifteen seconds.
    await put('Views', { ...row, body: { S: '{"na' } } as never)
    await put('Views', { ...row, sort: { S: 'more' } } as never)
    await put('Views', { ...list, body: { S: '{"names":{}}' } } as never)
    const found = await rw(['verify', '--views'])
    expect(found.exit).toBe(1)
    for (const text of [
      'routes/main, row card/routes/main card (public) is not what the ledger says',
      `row list/routes ${list?.sort?.S} (public) is not what the ledger says`,
      'row card/routes/main more (public) should not be there',
    ])
      expect(found.out).toContain(text)
    for (const one of [row, list]) await put('Views', one as never)
  })

  it('of a chain is named by its commit; that a subject is gone, only the log knows', async () => {
    const all = await items('Ledger')
    const commit = all.find(({ subject }) => subject?.S === 'routes/main')
    await put('Ledger', { ...commit, payload: { S: `${commit?.payload?.S} ` } } as never)
    expect(await told('verify', '--ledger')).toMatchObject({
      differences: 2,
      ledger: {
        findings: { first: [{ subject: 'routes/main', sequence: 1, what: 'payload' }, { what: 'hash' }] },
      },
    })
    expect(await told('drill', 'restore', '--yes')).toMatchObject({ differences: 2 })
    const { subject, sequence } = (commit ?? {}) as Record<'subject' | 'sequence', AttributeValue>
    await clientOf().send(
      new DeleteItemCommand({ TableName: journeyOf().host.tableName('Ledger'), Key: { subject, sequence } }),
    )
    expect(await told('verify', '--ledger')).toMatchObject({ differences: 0 })
    expect(await told('verify', '--log')).toMatchObject({
      differences: 1,
      log: { findings: { first: [{ what: 'missing', subject: 'routes/main', sequence: 1 }] } },
    })
    // A drill that cannot go on still leaves what it has restored, where it was told to.
    await put('Ledger', { ...commit, header: { S: '{"na' } } as never)
    const broken = await rw(['drill', 'restore', '--keep', '--yes'])
    expect(broken).toMatchObject({ exit: 1, err: expect.stringContaining('broke off at rebuild') })
    const findings = [
      'routes/main 1 has a header',
      'broke off at rebuild: 2 subjects',
      'routes/main (SyntaxError)',
    ]
    for (const text of findings) expect(broken.err).toContain(text)
    const [, kept] = /^(routewatch-local-drill-\S+-ledger) is kept$/m.exec(broken.err) ?? []
    expect(await told('drill', 'restore', '--clean', '--yes')).toMatchObject({ deleted: [kept] })
  })

  it('of the centre itself keeps no sweep back, and is not passed over', async () => {
    const sweptAt = async () => ((await told('status')).sweep as { sweptAt: string }).sweptAt
    const before = await sweptAt()
    const [centre] = (await items('Ledger')).filter(({ subject }) => subject?.S === 'agencies/centre')
    await put('Ledger', { ...centre, header: { S: '{"na' } } as never)
    const outcome = await Promise.resolve(journeyOf().host.invoke('sweeper', { whole: true })).then(
      (value) => JSON.stringify(value),
      (error: unknown) => String(error),
    )
    expect(outcome).toMatch(/JSON/)
    expect((await sweptAt()) > before).toBe(true)
  })
}
