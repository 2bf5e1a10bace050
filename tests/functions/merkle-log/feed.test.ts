import { expect, it, vi } from 'vitest'
import { anchor } from '../../../functions/anchor/anchor.ts'
import type { Commit } from '../../../functions/ledger/commit.ts'
import { memoryLedger } from '../../../functions/ledger/memory.ts'
import { feedUnlogged, pendingOf } from '../../../functions/merkle-log/feed.ts'
import { expectHeld, memoryLog } from '../../support/merkle-log.ts'
import { leg, route, seizure } from '../../support/posts.ts'
import { newWorld, startMs } from '../../support/world.ts'

it('feeds what is neither logged nor pending, each commit once', async () => {
  const world = await newWorld()
  const log = memoryLog()
  const walk = async () => (await world.ledger.scan({ index: 0, of: 1 })).commits
  const before = (await walk()).length
  expect(await feedUnlogged(await walk(), log.table, world.ledger)).toStrictEqual({ fed: before, failed: 0 })
  await anchor(log, startMs + 1)
  const receipts = [await world.recorded(route('north')), await world.recorded(seizure())]
  await log.table.add((await walk()).filter(({ subject }) => subject === 'routes/north').map(pendingOf))
  await world.recorded(leg('north', 'a'))
  expect(await feedUnlogged(await walk(), log.table, world.ledger)).toStrictEqual({ fed: 2, failed: 0 })
  expect(await feedUnlogged(await walk(), log.table, world.ledger)).toStrictEqual({ fed: 0, failed: 0 })
  await anchor(log, startMs + 1)
  await expectHeld(log, (await walk()).map(pendingOf))
  const leaves = await log.table.leaves(receipts.map(({ eventId }) => eventId))
  expect(receipts.map(({ eventId }) => leaves.get(eventId)?.hash)).toStrictEqual(
    receipts.map(({ hash }) => hash),
  )
})

it('tells what could not be added', async () => {
  const world = await newWorld()
  const log = memoryLog()
  const { commits } = await world.ledger.scan({ index: 0, of: 1 })
  const failing = { ...log.table, add: async () => [0, 2] }
  expect(await feedUnlogged(commits, failing, world.ledger)).toStrictEqual({
    fed: commits.length - 2,
    failed: 2,
  })
})

it('leaves out the first commit of the centre while it is all that the store holds, and looks once', async () => {
  const world = await newWorld()
  const [first] = await world.ledger.load('agencies/centre')
  const alone = memoryLedger()
  await alone.append(first as Commit)
  const log = memoryLog()
  const scanned = vi.fn(alone.scan)
  const walk = [first as Commit]
  expect(await feedUnlogged(walk, log.table, { scan: scanned })).toStrictEqual({ fed: 0, failed: 0 })
  expect(scanned.mock.calls).toStrictEqual([[{ index: 0, of: 1 }, undefined, 2]])
  const paged = { scan: async () => ({ commits: walk, next: 'more' }) }
  expect(await feedUnlogged(walk, log.table, paged)).toStrictEqual({ fed: 1, failed: 0 })
  expect(await feedUnlogged(walk, log.table, { scan: scanned })).toStrictEqual({ fed: 0, failed: 0 })
  expect(scanned).toHaveBeenCalledTimes(1)
})
