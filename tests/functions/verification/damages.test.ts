import { beforeAll, expect, it } from 'vitest'
import type { Commit } from '../../../functions/ledger/commit.ts'
import { verifyLedger } from '../../../functions/verification/ledger.ts'
import { verifyLog } from '../../../functions/verification/log.ts'
import { verifyViews } from '../../../functions/verification/views.ts'
import { WalkedCommits } from '../../../functions/verification/walked-commits.ts'
import { ledgerOf, rowsOf } from './damaged.ts'
import { type Below, ledgerDamages } from './damages.ts'
import { rowDamages } from './damages-of-rows.ts'
import { type Lived, lived, logged } from './store.ts'

/** How many of each kind; a hundred and more in all. */
const ofEach = 6
const seeds = [11, 12, 13]

type Store = Lived & {
  commits: readonly Commit[]
  log: Awaited<ReturnType<typeof logged>>
}
let stores: readonly Store[]
beforeAll(async () => {
  stores = await Promise.all(
    seeds.map(async (seed) => {
      const store = await lived(seed)
      const { commits } = await store.ledger.scan({ index: 0, of: 1 })
      return { ...store, commits, log: await logged(commits) }
    }),
  )
}, 60_000)

const storeOf = (n: number): Store => stores[n % stores.length] as Store
const pause = async () => {}

async function verified(commits: readonly Commit[], { log, world }: Store) {
  const ledger = ledgerOf(commits)
  const nowMs = () => world.clock.nowMs + 7_200_000
  const index = new WalkedCommits()
  const chains = await verifyLedger({ ledger, nowMs, index })
  const against = await verifyLog(index, { ...log, ledger, nowMs })
  return [...chains.findings.first, ...against.findings.first]
}

async function verifiedRows(rows: Parameters<typeof rowsOf>[0], { commits }: Store) {
  const stored = rowsOf(rows)
  return (await verifyViews({ ledger: ledgerOf(commits), views: stored, rows: stored, pause })).findings.first
}

it('finds nothing where nothing was done', async () => {
  for (const store of stores) {
    expect(await verified(store.commits, store)).toStrictEqual([])
    expect(await verifiedRows((await store.views.scan({ index: 0, of: 1 })).rows, store)).toStrictEqual([])
  }
})

/** Where one finding would make up for another that is not made. */
const toldAs: Readonly<Record<string, string>> = {
  removed: 'missing',
  truncated: 'missing',
  vanished: 'missing',
  swapped: 'key',
  rewritten: 'different',
  silenced: 'redaction',
}

const cases = (kinds: object) =>
  Object.keys(kinds).flatMap((kind) => Array.from({ length: ofEach }, (_, n) => [kind, n] as const))

it.each(cases(ledgerDamages))('finds a ledger spoilt: %s, %i', async (kind, n) => {
  const store = storeOf(n)
  const damaged = ledgerDamages[kind]?.(store.commits, drawing(kind.length * 100 + n))
  if (!damaged) throw new Error('nothing was spoilt')
  const found = await verified(damaged.commits, store)
  const kinds = found.map(({ what }) => what as string)
  expect(kinds).toContain(toldAs[kind] ?? kinds[0])
  // The damage is found, and nobody else is accused.
  expect([...new Set(found.map((one) => ('subject' in one ? one.subject : one.what)))]).toStrictEqual([
    damaged.subject,
  ])
})

it.each(cases(rowDamages))('finds views spoilt: %s, %i', async (kind, n) => {
  const store = storeOf(n)
  const { rows } = await store.views.scan({ index: 0, of: 1 })
  const damaged = rowDamages[kind as keyof typeof rowDamages](rows, drawing(kind.length * 100 + n))
  if (!damaged) throw new Error('nothing was spoilt')
  const found = await verifiedRows(damaged.rows, store)
  const { partition } = damaged.row
  expect(found.map(({ row }) => row?.partition)).toStrictEqual([
    /^(names|reports|clients)\//.exec(partition) ? expect.stringMatching(/…$/) : partition,
  ])
})

/** The same numbers for the same seed. */
function drawing(seed: number): Below {
  let state = seed * 2_654_435_761 + 1
  return (n) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0
    return state % n
  }
}
