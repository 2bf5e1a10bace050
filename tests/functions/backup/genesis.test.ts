import { beforeAll, expect, it } from 'vitest'
import { anchor } from '../../../functions/anchor/anchor.ts'
import { exportLedger } from '../../../functions/backup/export.ts'
import { carryOut, type ImportNeeds, planImport } from '../../../functions/backup/import.ts'
import type { Commit } from '../../../functions/ledger/commit.ts'
import type { Ledger } from '../../../functions/ledger/ledger.ts'
import { memoryLedger } from '../../../functions/ledger/memory.ts'
import { feedUnlogged } from '../../../functions/merkle-log/feed.ts'
import { registerCentre } from '../../../functions/sweeper/genesis.ts'
import { verifyLedger } from '../../../functions/verification/ledger.ts'
import { verifyLog } from '../../../functions/verification/log.ts'
import { WalkedCommits } from '../../../functions/verification/walked-commits.ts'
import { memoryLog, verifierKeyIn } from '../../support/merkle-log.ts'
import { newWorld, startMs } from '../../support/world.ts'
import { type Lived, lived } from '../verification/store.ts'

/** The file of a store, and a new store that has registered its centre by itself, a second later. */
let store: Lived
let lines: readonly string[]
beforeAll(async () => {
  store = await lived(31)
  lines = await exported(store.ledger)
})

async function exported(ledger: ImportNeeds['ledger']): Promise<string[]> {
  let text = ''
  await exportLedger({
    ...{ ledger, stage: 'local', nowMs: () => startMs + 3_600_000, pause: async () => {}, settleMs: 1 },
    write: async (more) => {
      text += more
    },
  })
  return text.split('\n').slice(0, -1)
}

async function newStore() {
  const inner = memoryLedger()
  const replacements = new Map<string, Commit>()
  const stands = (commit: Commit) => replacements.get(`${commit.subject}#${commit.sequence}`) ?? commit
  const ledger: ImportNeeds['ledger'] = {
    append: inner.append,
    load: async (subject, after) => (await inner.load(subject, after)).map(stands),
    scan: async (segment) => ({ commits: (await inner.scan(segment)).commits.map(stands) }),
  }
  const { needs } = await newWorld()
  const sweeperRegisters = (...clientIds: string[]) =>
    registerCentre(clientIds, ledger, { ...needs, ledger, nowMs: () => startMs + 1_000 })
  const replace: ImportNeeds['replace'] = async (commit, hash) => {
    const [found] = await ledger.load(commit.subject, commit.sequence - 1)
    if (!found || !Buffer.from(found.hash).equals(hash)) return false
    replacements.set(`${commit.subject}#${commit.sequence}`, commit)
    return true
  }
  const needsWith = (more: Partial<Ledger> = {}): ImportNeeds => ({
    ledger: { ...ledger, ...more },
    replace,
    lines: async function* () {
      yield* lines
    },
  })
  return { ledger, sweeperRegisters, needsWith }
}

it('takes the place of the centre that a new store has registered by itself, and of nothing else', async () => {
  const { ledger, sweeperRegisters, needsWith } = await newStore()
  await sweeperRegisters('centre')
  const plan = await planImport(needsWith())
  expect(plan).toMatchObject({ genesis: { subject: 'agencies/centre', sequence: 1 }, there: 0 })
  expect(plan).not.toHaveProperty('refused')
  expect(await carryOut(plan, needsWith())).toBe(plan.commits)
  expect(await exported(ledger)).toStrictEqual(lines)
})

it('goes on where the store has registered its centre while the import went on', async () => {
  const { ledger, sweeperRegisters, needsWith } = await newStore()
  const append = async (commit: Commit) => {
    await sweeperRegisters('centre')
    return ledger.append(commit)
  }
  const needs = needsWith({ append })
  await expect(carryOut(await planImport(needs), needs)).rejects.toThrow('agencies/centre 1')
  // As an import has left it that did not begin with the centre.
  for (const commit of (await store.ledger.scan({ index: 0, of: 1 })).commits.slice(-20))
    if (commit.subject !== 'agencies/centre') await ledger.append(commit)
  const again = await planImport(needsWith())
  expect(again).toMatchObject({ genesis: { sequence: 1 }, there: expect.any(Number) })
  expect(again.there).toBeGreaterThan(5)
  expect(again).not.toHaveProperty('refused')
  await carryOut(again, needsWith())
  expect(await exported(ledger)).toStrictEqual(lines)
})

it('is refused where anything else was said of the centre, or of others', async () => {
  const { ledger, sweeperRegisters, needsWith } = await newStore()
  await sweeperRegisters('centre')
  const [own] = await ledger.load('agencies/centre')
  await ledger.append({ ...(own as Commit), subject: 'agencies/other' })
  expect(await planImport(needsWith())).toMatchObject({
    refused: expect.stringContaining('1 of its commits'),
  })
  const other = await newStore()
  await other.sweeperRegisters('centre')
  await other.sweeperRegisters('elsewhere')
  expect(await planImport(other.needsWith())).toMatchObject({
    refused: expect.stringContaining('another commit at agencies/centre 1'),
  })
})

it('is not disturbed by the clients that the centre gets in another user pool meanwhile', async () => {
  const { ledger, sweeperRegisters, needsWith } = await newStore()
  let left = 3
  const append = async (commit: Commit) => {
    if (commit.subject !== 'agencies/centre' && left-- === 0) await sweeperRegisters('elsewhere')
    return ledger.append(commit)
  }
  const needs = needsWith({ append })
  await carryOut(await planImport(needs), needs)
  const after = await planImport(needsWith())
  expect([after.refused, after.there]).toStrictEqual([undefined, after.commits])
  expect(await ledger.load('agencies/centre')).toHaveLength(2)
})

it('leaves a log in which nothing is amiss: what it replaces was never anchored', async () => {
  const { ledger, sweeperRegisters, needsWith } = await newStore()
  const log = memoryLog()
  const sweepAndAnchor = async () => {
    const fed = await feedUnlogged((await ledger.scan({ index: 0, of: 1 })).commits, log.table, ledger)
    await anchor(log, startMs + 1)
    return fed
  }
  const verified = async () => {
    const needs = { ledger, nowMs: () => startMs + 9_000_000 }
    const index = new WalkedCommits()
    await verifyLedger({ ...needs, index })
    return verifyLog(index, { ...log, ...needs, verifierKey: await verifierKeyIn(log) })
  }
  const none = { count: 0, first: [] }
  await sweeperRegisters('centre')
  expect(await sweepAndAnchor()).toStrictEqual({ fed: 0, failed: 0 })
  expect(await verified()).toMatchObject({ commits: 0, pending: 1, findings: none })
  const plan = await planImport(needsWith())
  await carryOut(plan, needsWith())
  expect((await verified()).findings.count).toBe(plan.commits)
  expect(await sweepAndAnchor()).toStrictEqual({ fed: plan.commits, failed: 0 })
  expect(await verified()).toMatchObject({ commits: plan.commits, pending: 0, findings: none })
})
