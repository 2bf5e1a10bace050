import { beforeAll, expect, it } from 'vitest'
import { verifierKeyOf } from '../../../events/checkpoint.ts'
import { type Commit, headerOf } from '../../../functions/ledger/commit.ts'
import { pendingOf } from '../../../functions/merkle-log/feed.ts'
import { memorySigner } from '../../../functions/merkle-log/memory.ts'
import type { Archive, Batch } from '../../../functions/merkle-log/merkle-log.ts'
import { verifyLedger } from '../../../functions/verification/ledger.ts'
import { type LogNeeds, verifyLog } from '../../../functions/verification/log.ts'
import { WalkedCommits } from '../../../functions/verification/walked-commits.ts'
import { ledgerOf } from './damaged.ts'
import { type Lived, lived, logged } from './store.ts'

let store: Lived
let commits: readonly Commit[]
beforeAll(async () => {
  store = await lived(21)
  commits = (await store.ledger.scan({ index: 0, of: 1 })).commits
})

const hourLater = () => store.world.clock.nowMs + 3_700_000

async function against(log: Pick<LogNeeds, 'archive' | 'verifierKey'>, more: Partial<LogNeeds> = {}) {
  const ledger = ledgerOf(commits)
  const nowMs = more.nowMs ?? hourLater
  const index = new WalkedCommits()
  await verifyLedger({ ledger, nowMs, index })
  return verifyLog(index, { ...log, ledger, nowMs, ...more })
}

it('says how far the log is', async () => {
  const log = await logged(commits)
  const batches = Math.ceil(commits.length / 40)
  expect(await against(log, { head: await log.table.head() })).toMatchObject({
    ...{ batches, size: batches * 64, commits: commits.length, pending: 0 },
    findings: { count: 0, first: [] },
  })
})

it('counts what is not in the log, and names it once it is an hour old', async () => {
  const last = commits.at(-1) as Commit
  const log = await logged(commits.slice(0, -1))
  const young = await against(log, { nowMs: () => store.world.clock.nowMs })
  expect(young).toMatchObject({ pending: 1, findings: { count: 0 } })
  const { subject, sequence } = last
  expect((await against(log)).findings.first).toStrictEqual([{ what: 'unlogged', subject, sequence }])
})

it("asks for the centre's first commit once there is another that is old", async () => {
  const isFirst = ({ subject, sequence }: Commit) => subject === 'agencies/centre' && sequence === 1
  const log = await logged(commits.filter((commit) => !isFirst(commit)))
  const unlogged = [{ what: 'unlogged', subject: 'agencies/centre', sequence: 1 }]
  expect((await against(log)).findings.first).toStrictEqual(unlogged)
  // It is an hour and a second old, the others were recorded after it.
  const soon = Date.parse(headerOf(commits.find(isFirst) as Commit).recordedAt) + 3_601_000
  const later = commits.map((commit) =>
    isFirst(commit) ? commit : { ...commit, header: commit.header.replace(/2024-03-20T06/, '2024-03-20T07') },
  )
  const index = new WalkedCommits()
  const needs = { ...log, ledger: ledgerOf(later), nowMs: () => soon }
  await verifyLedger({ ...needs, index })
  const { findings } = await verifyLog(index, needs)
  expect(findings.first.filter(({ what }) => what === 'unlogged')).toStrictEqual([])
})

it('tells of a commit that is in the log twice', async () => {
  const log = await logged([...commits, commits[3] as Commit])
  expect((await against(log)).findings).toStrictEqual({ count: 0, first: [] }) // The anchor takes it once.
  const twice = await logged(commits, [pendingOf(commits[3] as Commit)])
  const { subject, sequence } = commits[3] as Commit
  expect((await against(twice)).findings.first).toMatchObject([{ what: 'twice', subject, sequence }])
})

it('knows when the log itself is not what was signed', async () => {
  const log = await logged(commits)
  const other = verifierKeyOf('routewatch.example/log', await memorySigner().publicKey())
  const lines = async (needs: Pick<LogNeeds, 'archive' | 'verifierKey'>, more: Partial<LogNeeds> = {}) =>
    (await against(needs, { nowMs: () => store.world.clock.nowMs, ...more })).findings.first
  const changed = (change: (batch: Batch) => Batch | undefined): Pick<Archive, 'read'> => ({
    read: async (number) => {
      const batch = await log.archive.read(number)
      return batch && change(batch)
    },
  })
  const said = (text: RegExp) => [{ what: 'log', detail: expect.stringMatching(text) }]
  expect(await lines({ ...log, verifierKey: other })).toStrictEqual(said(/batch 1 .*signed by the key/))
  const cut = changed((batch) => (batch.number > 1 ? undefined : batch))
  expect(await lines({ ...log, archive: cut })).toStrictEqual([])
  expect(await lines({ ...log, archive: cut }, { head: await log.table.head() })).toStrictEqual(
    said(/ends after batch 1/),
  )
  const kept = (await log.archive.read(2))?.checkpoint ?? ''
  expect(await lines(log, { checkpoints: [kept] })).toStrictEqual([])
  expect(await lines({ ...log, archive: cut }, { checkpoints: [kept] })).toStrictEqual(
    said(/no checkpoint of 128 leaves/),
  )
  expect(await lines(log, { checkpoints: ['x'] })).toStrictEqual(said(/not signed/))
  const flipped = changed((batch) => ({
    ...batch,
    leaves: batch.leaves.map((leaf, n) =>
      n === 5 ? { ...leaf, hash: leaf.hash.replace(/^./, (c) => (c === '0' ? '1' : '0')) } : leaf,
    ),
  }))
  // What it says of the commit comes only after its signature holds.
  expect(await lines({ ...log, archive: flipped })).toStrictEqual(said(/batch 1 .*not make the tree/))
})

it('knows another log of the same key by a checkpoint that was kept', async () => {
  const log = await logged(commits)
  const kept = (await log.archive.read(1))?.checkpoint ?? ''
  const forked = await logged(commits, [], log.signer)
  expect((await against(forked, { checkpoints: [kept] })).findings.first).toStrictEqual([
    { what: 'log', detail: expect.stringMatching(/64 leaves is not the log/) },
  ])
})
