import { beforeAll, expect, it } from 'vitest'
import type { Commit } from '../../../functions/ledger/commit.ts'
import { verifyLedger } from '../../../functions/verification/ledger.ts'
import { verifyLog } from '../../../functions/verification/log.ts'
import { compareRestored } from '../../../functions/verification/restored.ts'
import { WalkedCommits } from '../../../functions/verification/walked-commits.ts'
import { startMs } from '../../support/world.ts'
import { ledgerOf, rowsOf } from './damaged.ts'
import { type Lived, lived, logged } from './store.ts'

let store: Lived
let commits: readonly Commit[]
beforeAll(async () => {
  store = await lived(41)
  commits = (await store.ledger.scan({ index: 0, of: 1 })).commits
})

async function compared(restored: readonly Commit[], change = (body: unknown): unknown => body) {
  const { rows } = await store.views.scan({ index: 0, of: 1 })
  const stored = rowsOf(
    rows.map((row) => (row.partition === 'card/routes/main' ? { ...row, body: change(row.body) } : row)),
  )
  const pause = async () => {}
  return compareRestored({
    restored: ledgerOf(restored),
    live: store.ledger,
    rows: stored,
    pause,
  })
}

it('finds what was restored in the views that are read, and names what is not there', async () => {
  const subjects = new Set(commits.map(({ subject }) => subject)).size
  expect(await compared(commits)).toStrictEqual({
    compared: subjects,
    changed: 0,
    findings: { count: 0, first: [] },
  })
  const spoilt = await compared(commits, () => 'spoilt')
  expect(new Set(spoilt.findings.first.map(({ subject }) => subject))).toStrictEqual(new Set(['routes/main']))
})

it('says nothing of what has changed since, or rests on what has', async () => {
  const [last] = commits.filter(({ subject }) => subject === 'routes/main').slice(-1)
  const older = await compared(
    commits.filter((commit) => commit !== last),
    () => 'spoilt',
  )
  expect(older.changed).toBeGreaterThan(0)
  expect(older.findings).toStrictEqual({ count: 0, first: [] })
})

it('does not miss in a copy what was logged after it was made', async () => {
  const log = await logged(commits)
  const last = commits.at(-1) as Commit
  const copy = ledgerOf(commits.slice(0, -1))
  const against = async (asOf: number) => {
    const index = new WalkedCommits()
    const nowMs = () => startMs
    await verifyLedger({ ledger: copy, nowMs, index })
    const { findings } = await verifyLog(index, {
      ...log,
      ledger: copy,
      nowMs,
      asOf: new Date(asOf).toISOString(),
    })
    return findings.first
  }
  expect(await against(startMs - 1)).toStrictEqual([])
  const { subject, sequence } = last
  expect(await against(startMs + 1)).toMatchObject([{ what: 'missing', subject, sequence }])
})
