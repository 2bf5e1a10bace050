/** What `rw ops drill restore --at … --keep` does, told to a test that has a host. */
import { type DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { expect, it } from 'vitest'
import type { Journey } from '../../journeys/journey.ts'
import { rwAt } from './care-backup.ts'

export function drillTests(journeyOf: () => Journey, clientOf: () => DynamoDBClient): void {
  const drill = (...args: string[]) => rwAt(journeyOf(), ['drill', 'restore', ...args])
  const told = async (...args: string[]) => (await drill(...args, '--json')).last()
  const items = async (TableName: string) =>
    (await clientOf().send(new ScanCommand({ TableName }))).Items ?? []
  const keyOf = ({ subject, sequence }: Awaited<ReturnType<typeof items>>[number]) =>
    `${subject?.S} ${sequence?.N}`
  const scratch = async () =>
    ((await clientOf().send(new ListTablesCommand({}))).TableNames ?? []).filter((name) =>
      name.includes('drill'),
    )

  it('restores what was recorded by then, keeps it where told, and takes it away when told', async () => {
    const all = await items(journeyOf().host.tableName('Ledger'))
    const recordedAt = ({ header }: (typeof all)[number]) => String(JSON.parse(header?.S ?? '').recordedAt)
    const times = [...new Set(all.map(recordedAt))].sort()
    const at = times[Math.floor(times.length / 2)] ?? ''
    const { plan } = await told('--at', at, '--keep')
    expect(plan).toEqual(
      expect.arrayContaining([
        expect.stringContaining(`recorded by ${at}`),
        expect.stringContaining('no point-in-time recovery here'),
        expect.stringContaining('is kept until --clean'),
      ]),
    )
    expect(await scratch()).toStrictEqual([])
    const done = await told('--at', at, '--keep', '--yes')
    const early = all.filter((item) => recordedAt(item) <= at)
    expect(early.length).toBeLessThan(all.length)
    expect(done).toMatchObject({
      ...{ asOf: at, differences: 0, kept: expect.stringMatching(/^routewatch-local-drill-.*-ledger$/) },
      ledger: { commits: early.length },
    })
    expect(await scratch()).toStrictEqual([done.kept])
    expect((await items(String(done.kept))).map(keyOf).sort()).toStrictEqual(early.map(keyOf).sort())
    expect((await drill('--clean')).out).toContain('nobody needs a copy that was kept')
    expect(await told('--clean', '--yes')).toMatchObject({ deleted: [done.kept] })
    expect(await scratch()).toStrictEqual([])
  })
}
