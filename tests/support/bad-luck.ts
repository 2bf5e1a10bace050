/** What may befall a function between two requests to its stores. */
import type { Ledger } from '../../functions/ledger/ledger.ts'
import type { Bookkeeping, Views } from '../../functions/views/views.ts'

export type Stores = { ledger: Ledger; views: Views & Bookkeeping }

export class Died extends Error {}

const writes: readonly string[] = ['put', 'replace', 'remember', 'advance', 'addReferrer']

/** The function dies before its n-th write: that one and all later ones are never made. */
export function dyingAt(n: number, { ledger, views }: Stores): Stores {
  let made = 0
  const before = (name: string) => {
    if (writes.includes(name)) made += 1
    if (made >= n) throw new Died(`before write ${n}`)
  }
  return { ledger, views: wrapped(views, async (name) => before(name)) }
}

/** Runs tasks whose requests to the stores take turns in an order that the seed decides. */
export async function interleaved<S extends Record<string, object>>(
  seed: number,
  stores: S,
  tasks: readonly ((stores: S) => Promise<unknown>)[],
): Promise<void> {
  const waiting: (() => void)[] = []
  const turn = () => new Promise<void>((resolve) => waiting.push(resolve))
  let running = tasks.length
  const done = tasks.map((task) =>
    task(
      Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, wrapped(store, turn)])) as S,
    ).finally(() => {
      running -= 1
    }),
  )
  const settled = Promise.allSettled(done)
  let random = seed >>> 0
  for (let idle = 0; running > 0; ) {
    await new Promise((resolve) => setImmediate(resolve))
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0
    const [next] = waiting.splice(Math.floor((random / 2 ** 32) * waiting.length), 1)
    next?.()
    idle = next ? 0 : idle + 1
    if (idle > 1_000) throw new Error('nobody goes on')
  }
  await settled
}

function wrapped<T extends object>(store: T, before: (name: string) => Promise<void>): T {
  const methods = Object.entries(store).map(([name, method]) => [
    name,
    async (...args: unknown[]) => {
      await before(name)
      return (method as (...args: unknown[]) => unknown)(...args)
    },
  ])
  return Object.fromEntries(methods) as T
}
