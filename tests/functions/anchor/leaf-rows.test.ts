import { describe, expect, it } from 'vitest'
import { type AnchorNeeds, anchor } from '../../../functions/anchor/anchor.ts'
import { memoryLogTable } from '../../../functions/merkle-log/memory.ts'
import { LogDamaged } from '../../../functions/merkle-log/merkle-log.ts'
import { expectHeld, idsOf, memoryLog, pendingAt, some } from '../../support/merkle-log.ts'
import { startMs } from '../../support/world.ts'

const run = (log: AnchorNeeds) => anchor(log, startMs + 1)

/** A log of so many batches with a commit each, whose table then loses the rows of some of the leaves. */
async function losing(batches: number, lost: (n: number) => boolean): Promise<AnchorNeeds> {
  const log = memoryLog()
  for (let n = 0; n < batches; n++) {
    await log.table.add([pendingAt(n)])
    await run(log)
  }
  const gone = new Set(idsOf(some(batches).filter((_, n) => lost(n))))
  const made = new Set<string>()
  const { leaves, putLeaves } = log.table
  return {
    ...log,
    table: {
      ...log.table,
      leaves: (eventIds) => leaves(eventIds.filter((id) => !gone.has(id) || made.has(id))),
      putLeaves: async (more) => {
        await putLeaves(more)
        for (const { eventId } of more) made.add(eventId)
      },
    },
  }
}

describe('rows of leaves that are lost while the head is not', () => {
  it.each<[string, (n: number) => boolean]>([
    ['of one batch', (n) => n === 17],
    ['of the last one', (n) => n === 19],
    ['of most batches', (n) => n > 2],
    ['of all of them', () => true],
  ])('are made again before anything is taken: %s', async (_, lost) => {
    const log = await losing(20, lost)
    // The sweeper finds each of them in neither place.
    await log.table.add(some(21))
    expect(await run(log)).toStrictEqual({ commits: 1, batches: 1, size: 21 * 64, isDone: true })
    await expectHeld(log, some(21))
  })

  it('are looked for behind batches of padding, too', async () => {
    const log = await losing(3, (n) => n === 2)
    for (let n = 0; n < 10; n++) await anchor({ ...log, table: log.table }, startMs + 1)
    await log.table.add(some(3))
    expect((await run(log)).commits).toBe(0)
    await expectHeld(log, some(3))
  })

  it('keep a run without time from taking anything', async () => {
    const log = await losing(6, () => true)
    await log.table.add(some(6))
    let time = 3
    const short = { ...log, nowMs: () => (time-- > 0 ? startMs : startMs + 1) }
    expect(await run(short)).toStrictEqual({ commits: 0, batches: 0, size: 6 * 64, isDone: false })
    expect((await run(log)).commits).toBe(0)
    await expectHeld(log, some(6))
  })

  it('are not made from an archive that has lost the batch', async () => {
    const log = await losing(3, () => false)
    const read = async (number: number) => (number === 2 ? undefined : log.archive.read(number))
    await expect(run({ ...log, archive: { ...log.archive, read } })).rejects.toThrow(LogDamaged)
  })

  it('cost no more than a few reads where all is well', async () => {
    const log = await losing(20, () => false)
    const read: number[] = []
    const archive = {
      ...log.archive,
      read: (number: number) => {
        read.push(number)
        return log.archive.read(number)
      },
    }
    await run({ ...log, archive })
    // The head's own, four before it is believed, and what comes after it.
    expect(read).toStrictEqual([20, 20, 19, 18, 17, 21, 21, 22])
  })

  it('is no question where there is no head', async () => {
    const log = await losing(3, () => false)
    const again = { ...log, table: memoryLogTable() }
    await again.table.add(some(3))
    expect((await run(again)).commits).toBe(0)
    await expectHeld(again, some(3))
  })
})
