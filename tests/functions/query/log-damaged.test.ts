import { beforeEach, expect, it, vi } from 'vitest'
import { anchor } from '../../../functions/anchor/anchor.ts'
import { feedUnlogged } from '../../../functions/merkle-log/feed.ts'
import type { Leaf } from '../../../functions/merkle-log/merkle-log.ts'
import type { Receipt } from '../../../functions/recording/receipt.ts'
import { log as lines } from '../../../functions/telemetry.ts'
import { memoryLog } from '../../support/merkle-log.ts'
import { route } from '../../support/posts.ts'
import { startMs } from '../../support/world.ts'
import { type Reading, reading } from './reading.ts'

/** Where the table of the log is damaged nobody is given a proof that does not hold. */

let log: ReturnType<typeof memoryLog>
let world: Reading
let receipt: Receipt
let told: ReturnType<typeof vi.spyOn>
beforeEach(async () => {
  log = memoryLog()
  world = await reading(undefined, { log: log.table })
  receipt = await world.recorded(route('north'))
  await feedUnlogged((await world.ledger.scan({ index: 0, of: 1 })).commits, log.table, world.ledger)
  for (let run = 0; run < 3; run++) await anchor(log, startMs + 1)
  told = vi.spyOn(lines, 'error').mockReturnValue()
  return () => told.mockRestore()
})

const proof = (from = '') => world.ask(`/v1/log/proof?eventId=${receipt.eventId}${from}`)
const checkpoint = (from = '') => world.ask(`/v1/log/checkpoint${from}`)
const leaf = async () => (await log.table.leaves([receipt.eventId])).get(receipt.eventId) as Leaf
const flipped = (bytes: Uint8Array) => bytes.map((byte, n) => (n === 0 ? byte ^ 1 : byte))

async function refused(answer: ReturnType<typeof proof>, says: RegExp): Promise<void> {
  const { status, body } = await answer
  expect([status, body.type]).toStrictEqual([500, '/problems/internal-error'])
  expect(JSON.stringify(told.mock.lastCall)).toMatch(/Fault/)
  expect(String((told.mock.lastCall?.[1] as { reason?: unknown })?.reason)).toMatch(says)
}

it('answers where nothing is damaged', async () => {
  for (const answer of [proof('&from=65'), checkpoint('?from=65'), checkpoint('?from=192')])
    expect((await answer).status).toBe(200)
  expect(told).not.toHaveBeenCalled()
})

it('gives no proof by a leaf with another index or another hash', async () => {
  const { index, ...rest } = await leaf()
  await log.table.putLeaves([{ ...rest, index: (index + 1) % 64 }])
  await refused(proof(), /no proof of .* at entry/)
  await log.table.putLeaves([{ ...rest, index, hash: 'ab'.repeat(32) }])
  await refused(proof(), /no proof of .* at entry/)
})

it('gives neither proof nor path by a tile or a node in which a bit was flipped', async () => {
  const nodes = Array.from({ length: 64 }, (_, n) => ({ level: 0, index: n }))
  const hashes = await log.table.nodes(nodes)
  const { index } = await leaf()
  await log.table.putTile(
    0,
    hashes.map((hash, n) => (n === (index ^ 1) ? flipped(hash) : hash)),
  )
  await refused(proof(), /no proof/)
  await refused(checkpoint('?from=63'), /leads from 63 entries/)
  await log.table.putTile(0, hashes)
  const node = { level: 6, index: 1 }
  const [hash = new Uint8Array()] = await log.table.nodes([node])
  await log.table.putNodes([{ ...node, hash: flipped(hash) }])
  await refused(proof(), /no proof/)
  await refused(checkpoint('?from=64'), /leads from 64 entries/)
  await log.table.putNodes([{ ...node, hash }])
  expect((await proof('&from=64')).status).toBe(200)
})

it('gives nothing by a head of another size than its checkpoint', async () => {
  const head = await log.table.head()
  if (!head) throw new Error('no head')
  await log.table.putHead({ ...head, number: 4, frontier: { ...head.frontier, size: 256 } })
  await refused(proof(), /head of the log/)
  await refused(checkpoint(), /head of the log/)
})
