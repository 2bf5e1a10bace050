import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base64Of } from '../../../events/base64.ts'
import { openCheckpoint } from '../../../events/checkpoint.ts'
import { isContinued } from '../../../events/log-proof.ts'
import { consistencyNodes, rootOver } from '../../../events/merkle.ts'
import { type AnchorNeeds, anchor } from '../../../functions/anchor/anchor.ts'
import { memoryLogTable, memorySigner } from '../../../functions/merkle-log/memory.ts'
import { LogDamaged } from '../../../functions/merkle-log/merkle-log.ts'
import {
  batchesOf,
  expectHeld,
  idsOf,
  memoryLog,
  pendingAt,
  some,
  verifierKeyIn,
} from '../../support/merkle-log.ts'
import { startMs } from '../../support/world.ts'

const laterMs = startMs + 1
const run = (log: AnchorNeeds) => anchor(log, laterMs)

describe('a run', () => {
  it('logs what is pending among padding, and nothing of it shows in the size', async () => {
    const [none, one, many] = [memoryLog(), memoryLog(), memoryLog()]
    await one.table.add(some(1))
    await many.table.add(some(64))
    const ends = [await run(none), await run(one), await run(many)]
    expect(ends).toStrictEqual([0, 1, 64].map((commits) => ({ commits, batches: 1, size: 64, isDone: true })))
    await expectHeld(one, some(1))
    await expectHeld(many, some(64))
  })

  it('fills as many batches as there is to log, a multiple of the grain each', async () => {
    const log = { ...memoryLog(), batchLeaves: 128 }
    await log.table.add(some(2_100))
    expect(await run(log)).toStrictEqual({ commits: 2_100, batches: 2, size: 2_048 + 128, isDone: true })
    await expectHeld(log, some(2_100))
  })

  it('puts commits in no order that tells when they came', async () => {
    const log = memoryLog()
    await log.table.add(some(64))
    await run(log)
    const [batch] = await batchesOf(log)
    const order = batch?.leaves.map(({ commit }) => commit?.eventId)
    expect(order).not.toStrictEqual(idsOf(some(64)))
    expect(order?.toSorted()).toStrictEqual(idsOf(some(64)))
  })

  it('grows without news, and logs nothing twice that is delivered again', async () => {
    const log = memoryLog()
    await log.table.add(some(3))
    await run(log)
    await log.table.add(some(5))
    expect(await run(log)).toStrictEqual({ commits: 2, batches: 1, size: 128, isDone: true })
    await log.table.add(some(5))
    expect(await run(log)).toStrictEqual({ commits: 0, batches: 1, size: 192, isDone: true })
    await expectHeld(log, some(5))
  })

  it('begins nothing once its time is over', async () => {
    const log = memoryLog()
    await log.table.add(some(3))
    expect(await anchor(log, startMs)).toStrictEqual({ commits: 0, batches: 0, size: 0, isDone: false })
    expect(idsOf(await log.table.somePending(10))).toStrictEqual(idsOf(some(3)))
  })

  it('signs only what continues all that was signed before', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.nat(150), { minLength: 1, maxLength: 5 }), async (counts) => {
        const log = memoryLog()
        let from = 0
        for (const count of counts) {
          await log.table.add(some(count, from))
          from += count
          await run(log)
        }
        const key = await verifierKeyIn(log)
        const heads = (await batchesOf(log)).map(({ checkpoint }) => openCheckpoint(checkpoint, key))
        const last = heads.at(-1)
        for (const older of heads) {
          if (!older || !last) throw new Error('a batch without a checkpoint')
          const nodes = consistencyNodes(older.size, last.size)
          const path = await Promise.all(
            nodes.map(async (one) => base64Of(rootOver(await log.table.nodes(one)))),
          )
          expect(isContinued(older, last, path)).toBe(true)
        }
      }),
      { numRuns: 15 },
    ))

  it('makes the whole table again from the archive', async () => {
    const log = memoryLog()
    await log.table.add(some(150))
    await run(log)
    const again = { ...log, table: memoryLogTable() }
    await again.table.add(some(150))
    await run(again)
    await expectHeld(again, some(150))
  })

  it('makes a long log again in several runs, and appends nothing before it is whole', async () => {
    const log = memoryLog()
    await log.table.add(some(5))
    for (let batches = 0; batches < 9; batches++) await run(log)
    const again = { ...log, table: memoryLogTable() }
    await again.table.add(some(6))
    const sizes = []
    for (let isDone = false; !isDone; ) {
      let time = 4
      const short = { ...again, nowMs: () => (time-- > 0 ? startMs : laterMs) }
      const did = await run(short)
      isDone = did.isDone
      sizes.push(did.size)
      expect(await batchesOf(log)).toHaveLength(Math.max(9, did.size / 64))
    }
    expect(sizes.slice(0, 2)).toStrictEqual([256, 512])
    await expectHeld(again, some(6))
  })
})

describe('a run stops before it signs', () => {
  it('when the head is not what was signed last', async () => {
    const log = memoryLog()
    await run(log)
    await run(log)
    await run(log)
    const head = await log.table.head()
    if (!head) throw new Error('no head')
    const { frontier } = head
    const bent = [
      { ...frontier, hashes: [rootOver(frontier.hashes)] },
      { ...frontier, hashes: frontier.hashes.toReversed() },
      { ...frontier, size: 128 },
    ]
    for (const wrong of bent) {
      const table = { ...log.table, head: async () => ({ ...head, frontier: wrong }) }
      await expect(run({ ...log, table })).rejects.toThrow(LogDamaged)
    }
    expect(await batchesOf(log)).toHaveLength(3)
  })

  it('when a batch was changed, or another key signed', async () => {
    const log = memoryLog()
    await log.table.add(some(2))
    await run(log)
    const batch = await log.archive.read(1)
    if (!batch) throw new Error('no batch')
    const damages = [
      { ...batch, leaves: batch.leaves.toReversed() },
      { ...batch, leaves: batch.leaves.slice(1) },
      { ...batch, first: 64 },
      { ...batch, number: 2 },
    ]
    for (const damaged of damages) {
      const archive = { ...log.archive, read: async (number: number) => (number === 1 ? damaged : undefined) }
      await expect(run({ ...log, archive, table: memoryLogTable() })).rejects.toThrow(LogDamaged)
      await expect(batchesOf({ ...log, archive })).rejects.toThrow(LogDamaged)
    }
    await expect(run({ ...log, signer: memorySigner() })).rejects.toThrow(LogDamaged)
  })

  it('when a batch could not be read back', async () => {
    const log = memoryLog()
    await log.table.add([{ ...pendingAt(1), hash: 'short' }])
    await expect(run(log)).rejects.toThrow(LogDamaged)
    expect(await log.archive.read(1)).toBeUndefined()
  })

  it('when batches would not end with a tile', async () => {
    await expect(run({ ...memoryLog(), batchLeaves: 32 })).rejects.toThrow(RangeError)
    await expect(run({ ...memoryLog(), batchLeaves: 100 })).rejects.toThrow(RangeError)
  })
})
