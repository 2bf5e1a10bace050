import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type AnchorNeeds, anchor } from '../../../functions/anchor/anchor.ts'
import { batchesOf, expectHeld, memoryLog, some } from '../../support/merkle-log.ts'
import { startMs } from '../../support/world.ts'

/** Wraps everything that a run asks of others. */
function through(
  log: AnchorNeeds,
  around: <T>(isWrite: boolean, call: () => Promise<T>) => Promise<T>,
): AnchorNeeds {
  const reads = ['read', 'head', 'leaves', 'pending', 'nodes', 'somePending', 'publicKey', 'sign']
  const wrapped = <P extends object>(port: P): P =>
    Object.fromEntries(
      Object.entries(port).map(([name, call]) => [
        name,
        (...args: unknown[]) => around(!reads.includes(name), () => call(...args)),
      ]),
    ) as P
  return { ...log, archive: wrapped(log.archive), table: wrapped(log.table), signer: wrapped(log.signer) }
}

class Crash extends Error {}

/** A run that ends at its n-th write. @returns how many writes it made. */
async function crashingAt(n: number, isDone: boolean, log: AnchorNeeds): Promise<number> {
  let writes = 0
  const crashing = through(log, async (isWrite, call) => {
    if (!isWrite || ++writes !== n) return call()
    if (isDone) await call()
    throw new Crash()
  })
  await anchor(crashing, startMs + 1).catch((error) => {
    if (!(error instanceof Crash)) throw error
  })
  return writes
}

describe('a run that ends at a write', () => {
  it.each([false, true])(
    'leaves nothing that the next one does not mend, the write being done: %s',
    async (isDone) => {
      for (let n = 1; ; n++) {
        const log = memoryLog()
        await log.table.add(some(3))
        await anchor(log, startMs + 1)
        await log.table.add(some(70))
        const writes = await crashingAt(n, isDone, log)
        // The stream delivers again what it is not sure of.
        await log.table.add(some(70).slice(n % 3))
        await anchor(log, startMs + 1)
        await expectHeld(log, some(70))
        if (writes < n) {
          expect(n).toBeGreaterThan(8)
          return
        }
      }
    },
  )

  it('again and again loses nothing', async () => {
    const log = memoryLog()
    for (let n = 1; n < 40; n++) {
      await log.table.add(some(3, n * 3))
      await crashingAt((n % 9) + 1, n % 2 === 0, log)
    }
    await anchor(log, startMs + 1)
    await expectHeld(log, some(117, 3))
  })
})

describe('runs at once', () => {
  it('log everything once, while more comes in', async () => {
    for (let round = 0; round < 12; round++) {
      const log = memoryLog()
      await log.table.add(some(100))
      // Each call takes a while of its own, so that the runs overtake each other.
      const slow = (seed: number) =>
        through(log, async (_, call) => {
          for (let wait = (seed * 7919 + round * 31) % 4; wait > 0; wait--) await setImmediate()
          seed = (seed * 16_807) % 2_147_483_647
          return call()
        })
      const feed = async () => {
        for (let n = 0; n < 10; n++) {
          await setImmediate()
          await log.table.add(some(30, n * 25))
        }
      }
      const runs = [1, 2, 3].map((seed) => anchor(slow(seed + round), startMs + 1))
      const ends = await Promise.all([...runs, feed()])
      const last = await anchor(log, startMs + 1)
      const logged = [...ends, last].reduce((sum, end) => sum + (end?.commits ?? 0), 0)
      expect(logged).toBe(255)
      await expectHeld(log, some(255))
      expect((await batchesOf(log)).at(-1)?.size).toBe(last.size)
    }
  })
})
