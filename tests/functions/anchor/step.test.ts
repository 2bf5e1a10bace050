import { describe, expect, it } from 'vitest'
import { type AnchorNeeds, anchor } from '../../../functions/anchor/anchor.ts'
import { expectHeld, idsOf, memoryLog, some } from '../../support/merkle-log.ts'
import { startMs } from '../../support/world.ts'

const run = (log: AnchorNeeds) => anchor(log, startMs + 1)

describe('a run takes one step', () => {
  it('leaves what comes meanwhile to the next run, so that no step of the log tells of it', async () => {
    const log = memoryLog()
    const late = (from: number): AnchorNeeds => ({
      ...log,
      archive: {
        ...log.archive,
        append: async (batch) => {
          await log.table.add(some(1, from))
          return log.archive.append(batch)
        },
      },
    })
    expect(await run(late(0))).toStrictEqual({ commits: 0, batches: 1, size: 64, isDone: true })
    expect(await run(late(1))).toStrictEqual({ commits: 1, batches: 1, size: 128, isDone: true })
    expect(idsOf(await log.table.somePending(10))).toStrictEqual(idsOf(some(1, 1)))
    expect(await run(log)).toStrictEqual({ commits: 1, batches: 1, size: 192, isDone: true })
    await expectHeld(log, some(2))
  })

  it('and none more where it loses to another, and says what it leaves', async () => {
    const log = memoryLog()
    await log.table.add(some(2))
    const { archive, table } = log
    const first = async (batch: Parameters<typeof archive.append>[0]) => {
      // The other one took its list before the second commit was on it.
      await table.removePending(idsOf(some(1, 1)))
      await run(log)
      await table.add(some(1, 1))
      return archive.append(batch)
    }
    const lost = await run({ ...log, archive: { ...archive, append: first } })
    expect(lost).toStrictEqual({ commits: 0, batches: 0, size: 64, isDone: false })
    expect(idsOf(await table.somePending(10))).toStrictEqual(idsOf(some(1, 1)))
    await run(log)
    await expectHeld(log, some(2))
  })
})
