import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { projectAll } from '../../../functions/projector/project.ts'
import { verifyViews } from '../../../functions/verification/views.ts'
import { memoryViews } from '../../../functions/views/memory.ts'
import { claimed, leg, lowered, type Post, raised, route, seizure, subjectOf } from '../../support/posts.ts'
import { newWorld } from '../../support/world.ts'

/** A route and what refers to it, all projected; time passes only while somebody pauses. */
async function watched(lagMs: number) {
  const views = memoryViews()
  const world = await newWorld({ views })
  const { ledger } = world
  const main = route('main', { marking: { tlp: 'AMBER' } })
  const report = seizure({}, { id: 'one' })
  const about = { subject: subjectOf(report) }
  for (const event of [main, report, claimed('SeizureAttributedToRoute', { routeId: 'main' }, about)])
    await world.recorded(event)
  const { commits } = await ledger.scan({ index: 0, of: 1 })
  await projectAll([...new Set(commits.map(({ subject }) => subject))], { ledger, views })
  let waited = 0
  const due: { at: number; work: () => Promise<unknown> }[] = []
  /** Recorded at once, projected when the lag is over. */
  const late = async (event: Post) => {
    await world.recorded({ ...event, ifmatch: '*' }, { project: async () => {} } as never)
    due.push({ at: waited + lagMs, work: () => projectAll([subjectOf(event)], { ledger, views }) })
  }
  let pausing = 0
  let isPassing = false
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      due.push({
        at: waited + ms,
        work: async () => {
          pausing -= 1
          resolve()
        },
      })
      pausing += 1
      if (!isPassing) void pass()
    })
  /** One thing after the other, as long as anybody waits; what follows from it comes first. */
  const pass = async () => {
    isPassing = true
    for (await setImmediate(); pausing > 0; await setImmediate()) {
      const next = due.reduce((first, one) => (one.at < first.at ? one : first))
      due.splice(due.indexOf(next), 1)
      waited = Math.max(waited, next.at)
      await next.work()
    }
    isPassing = false
  }
  const every = (ms: number, times: number, event: (n: number) => Post) => {
    for (let n = 0; n < times; n++) due.push({ at: waited + n * ms, work: () => late(event(n)) })
  }
  const verified = async () => (await verifyViews({ ledger, views, rows: views, pause })).findings
  return { main, late, every, verified, views, waited: () => waited }
}

const nothing = { count: 0, first: [] }

it.each([900, 1_100, 2_100, 5_000, 12_000])(
  'accuses nobody who refers to what changed %i ms before it is projected',
  async (lagMs) => {
    const { main, late, verified, waited } = await watched(lagMs)
    await late(lowered(main, { tlp: 'CLEAR' }))
    expect(await verified()).toStrictEqual(nothing)
    expect(waited()).toBeLessThan(lagMs + 4_001)
    await late(raised(main, { tlp: 'AMBER' }))
    expect(await verified()).toStrictEqual(nothing)
    // Nothing differs: nobody waits.
    const before = waited()
    expect(await verified()).toStrictEqual(nothing)
    expect(waited()).toBe(before)
  },
)

it('tells that a subject is behind whose projection does not come', async () => {
  const { main, late, verified, waited } = await watched(60_000)
  await late(lowered(main, { tlp: 'CLEAR' }))
  const { first } = await verified()
  // So is what rests on it, and differs.
  for (const subject of ['routes/main', subjectOf(seizure({}, { id: 'one' }))])
    expect(first).toContainEqual({ what: 'behind', subject })
  expect(waited()).toBe(15_000)
})

const more = (n: number) => leg('main', `leg-${n}`)

it('accuses nobody of a lag while more comes every second', async () => {
  const { every, late, verified, waited } = await watched(2_500)
  every(1_000, 40, more)
  await late(more(99))
  expect(await verified()).toStrictEqual(nothing)
  expect(waited()).toBe(15_000)
})

it('finds what is damaged although what it rests on is never up to date', async () => {
  const { every, late, verified, views } = await watched(2_500)
  const row = views
    .rows()
    .find(({ partition, state }) => partition.startsWith('card/seizures/') && state === 'row')
  if (!row) throw new Error('no card')
  const { scan, look } = views
  const spoilt = <T extends { partition: string; label: string }>(all: readonly T[]): T[] =>
    all.map((one) =>
      one.partition === row.partition && one.label === row.label ? { ...one, body: 'spoilt' } : one,
    )
  views.scan = async (...of) => {
    const page = await scan(...of)
    return { ...page, rows: spoilt(page.rows) }
  }
  views.look = async (keys) => spoilt(await look(keys))
  every(1_000, 60, more)
  await late(more(99))
  const { first } = await verified()
  expect(first.map(({ what, row: at }) => [what, at?.partition])).toStrictEqual([
    ['different', row.partition],
  ])
})
