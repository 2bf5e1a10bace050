import { DeleteItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { anchor } from '../../../functions/anchor/anchor.ts'
import { dynamoLogTable } from '../../../functions/merkle-log/dynamo.ts'
import { dynamoLeafScan } from '../../../functions/merkle-log/leaf-scan.ts'
import { memoryArchive, memorySigner } from '../../../functions/merkle-log/memory.ts'
import type { Pending } from '../../../functions/merkle-log/merkle-log.ts'
import { verifyLog } from '../../../functions/verification/log.ts'
import type { RowFinding } from '../../../functions/verification/log-table.ts'
import { WalkedCommits } from '../../../functions/verification/walked-commits.ts'
import { type Engine, startEngine, viewKeys } from '../../support/engine.ts'
import { expectHeld, some, verifierKeyIn } from '../../support/merkle-log.ts'
import { startMs } from '../../support/world.ts'
import { ledgerOf } from './damaged.ts'

/** The table of a log on DynamoDB's protocol: what is damaged in it is named, and made again once its head is deleted. */

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const all = some(150)
const at = (n: number) => all[n] as Pending
const hourMs = 3_600_000

async function opened() {
  const name = await engine.table(viewKeys)
  const table = dynamoLogTable(engine.client, name)
  const clock = { nowMs: startMs }
  const log = {
    ...{ table, archive: memoryArchive(), signer: memorySigner() },
    ...{ origin: 'routewatch-test', batchLeaves: 64, nowMs: () => clock.nowMs },
  }
  const run = () => anchor(log, Number.POSITIVE_INFINITY)
  for (let from = 0; from < all.length; from += 50) {
    await table.add(all.slice(from, from + 50))
    await run()
  }
  const remove = (row: string) => {
    const Key = { partition: { S: row }, sort: { S: row.split('/')[0] ?? '' } }
    return engine.client.send(new DeleteItemCommand({ TableName: name, Key }))
  }
  const rows = { ...table, ...dynamoLeafScan(engine.client, name) }
  const found = async (from?: Partial<typeof rows>) => {
    const index = new WalkedCommits()
    for (const one of all) index.add(one, startMs)
    const { findings } = await verifyLog(index, {
      ...{ archive: log.archive, verifierKey: await verifierKeyIn(log), ledger: ledgerOf([]) },
      ...{ rows: { ...rows, ...from }, head: await (from?.head ?? table.head)(), nowMs: log.nowMs },
    })
    const told = findings.first.map((one) => {
      const { row, is } = one as RowFinding
      return `${row} ${is}`
    })
    return told.sort()
  }
  return { log, table, rows, clock, run, remove, found }
}

const flipped = (bytes: Uint8Array) => bytes.map((byte, n) => (n === 31 ? byte ^ 1 : byte))
const leafRow = (n: number) => `leaf/${at(n).eventId}`

it('names every damaged row, and a deleted head makes the whole table again, but for rows that are too many', async () => {
  const { log, table, run, remove, found } = await opened()
  expect(await found()).toStrictEqual([])

  const leaves = await table.leaves(all.map(({ eventId }) => eventId))
  const leafAt = (n: number) => leaves.get(at(n).eventId) ?? expect.fail()
  await remove(leafRow(0))
  await table.putLeaves([{ ...leafAt(1), index: leafAt(1).index ^ 1 }])
  await table.putLeaves([{ ...leafAt(2), subject: 'routes/other' }])
  const tile = await table.nodes(Array.from({ length: 64 }, (_, index) => ({ level: 0, index })))
  await table.putTile(
    0,
    tile.map((hash, n) => (n === 63 ? flipped(hash) : hash)),
  )
  await remove('tile/1')
  const [node = new Uint8Array()] = await table.nodes([{ level: 7, index: 0 }])
  await table.putNodes([{ level: 7, index: 0, hash: flipped(node) }])
  await remove('node/6/2')
  const extra = some(1, 999)[0] as Pending
  await table.putLeaves([{ ...extra, index: 5 }])
  const damage = [
    'node/6/2 missing',
    'node/7/0 different',
    'tile/0 different',
    'tile/1 missing',
    `${leafRow(0)} missing`,
    `${leafRow(1)} different`,
    `${leafRow(2)} different`,
  ]
  const tooMany = `leaf/${extra.eventId} extra`
  expect(await found()).toStrictEqual([...damage, tooMany].sort())

  await remove('head')
  await run()
  expect(await found()).toStrictEqual([tooMany])
  await remove(`leaf/${extra.eventId}`)
  expect(await found()).toStrictEqual([])
  await expectHeld(log, all)
})

it('names a head that is not what its batch says, or stays behind', async () => {
  const { table, clock, remove, found } = await opened()
  const head = (await table.head()) ?? expect.fail()
  const { size, hashes } = head.frontier
  const wrong = { ...head, frontier: { size, hashes: hashes.map(flipped) } }
  expect(await found({ head: async () => wrong })).toStrictEqual(['head different'])
  await remove('head')
  expect(await found()).toStrictEqual([])
  clock.nowMs += 2 * hourMs
  expect(await found()).toStrictEqual(['head missing'])
})

it('accuses no row of a batch that comes while it looks', async () => {
  const { rows, run, found } = await opened()
  const leafIds = async function* () {
    await rows.add(some(3, 500))
    await run()
    yield* rows.leafIds()
  }
  expect(await found({ leafIds })).toStrictEqual([])
})
