import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ran } from '../infra/cli/running.ts'
import { itemsOf } from './api.ts'
import { type Journey, startAmongPartners } from './journey.ts'
import { loadStraight } from './rebuild-load.ts'
import { findingsIn, load, rebuildKilled, rowsIn, statusOf, watcher, writer } from './rebuild-story.ts'

/** `npm run test:rebuild` does the same with 100,000 events, three writers and five kills. */
const large = process.env.ROUTEWATCH_REBUILD_EVENTS
const events = Number(large ?? 200)
/** A list of a long history takes many pages: whoever looked without a break would be the load that is tried here. */
const [kills, pageLimit, betweenLooksMs] = large === undefined ? [2, 20, 250] : [5, 500, 10_000]
const agencies = ['kz-moi', 'ru-authority', ...(large === undefined ? [] : ['centre'])]

const hours = 3_600_000
const settlesMs = large === undefined ? 60_000 : hours
if (large !== undefined) vi.setConfig({ testTimeout: 8 * hours, hookTimeout: 8 * hours })

let journey: Journey
beforeAll(async () => {
  journey = await startAmongPartners()
  await (large === undefined ? load : loadStraight)(journey, events)
  await journey.host.idle(settlesMs)
})
afterAll(() => journey.end())

const pointer = async () => (await statusOf(journey)()).generations
const rw = (...args: string[]) =>
  ran(['ops', 'rebuild', ...args, '--json'], journey.dataDir, { RW_DATA: journey.dataDir })
const listed = async () => itemsOf(await journey.get('/v1/seizures?limit=50', 'kz-moi'))

describe('a rebuild on the host', () => {
  it.each([
    [['rutes', '--yes'], 'there is no view rutes: did you mean routes?'],
    [['--yes'], 'which view? One of all, routes'],
    [['--rollback', '--yes'], 'there is no generation before 1 to go back to'],
    [['--finish', '--yes'], 'no generation is kept beside 1'],
    [['--abandon', '--yes'], 'no generation is being built'],
    [['--abandon', '--finish'], 'one at a time: --finish or --abandon'],
    [['--rollback', '7', '--yes'], 'there is no generation before 1 to go back to'],
    [['all', '--yes', '--stage', 'dev', '--wait', '0'], '--wait is 31 at least'],
  ])('refuses %j and changes nothing', async (args, message) => {
    const { exit, err, last } = await rw(...args)
    expect([exit, err, last().message]).toStrictEqual([
      2,
      `${last().message}\n`,
      expect.stringContaining(message),
    ])
    expect(await pointer()).toStrictEqual({ active: 1 })
  })

  it('tells its plan and does nothing', async () => {
    const { exit, last } = await rw('routes')
    expect([exit, last().done]).toStrictEqual([0, false])
    expect(String(last().plan)).toMatch(/^All views are made together with routes: .*Generation 2 is filled/)
    expect(await pointer()).toStrictEqual({ active: 1 })
  })

  it('shows every reader the whole all the time, although its process is killed again and again', async () => {
    const writers = agencies.map((agency, n) => writer(journey, agency, (n + 1) * 1_000_000))
    const watchers = [
      watcher(
        journey,
        'kz-moi',
        '/v1/routes/r1',
        `/v1/seizures?country=KG&limit=${pageLimit}`,
        betweenLooksMs,
      ),
      watcher(
        journey,
        'observer-one',
        '/v1/actors/a1',
        `/v1/seizures?country=UZ&limit=${pageLimit}`,
        betweenLooksMs,
      ),
    ]
    const { told, killedAt } = await rebuildKilled(journey, kills, events)
    const looked = await Promise.all(watchers.map(({ stop }) => stop()))
    const posted = (await Promise.all(writers.map(({ stop }) => stop()))).flat()
    expect(told).toMatchObject({ done: true, generations: { active: 2, previous: 1, newest: 2 } })
    expect(killedAt).toHaveLength(kills)
    expect(looked.flatMap(({ wrong }) => wrong)).toStrictEqual([])
    expect(Math.min(...looked.map(({ looks }) => looks))).toBeGreaterThan(2)
    expect(posted.length).toBeGreaterThan(10)
    await journey.host.idle(settlesMs)
    for (const generation of [2, 1]) expect(await findingsIn(journey, generation)).toStrictEqual([])
  })

  it('turns back to what has been fed meanwhile, forward again, and drops what is not needed', async () => {
    const before = await listed()
    expect(before.length).toBeGreaterThan(0)
    const unsaid = await rw('--rollback', '--yes')
    expect([unsaid.exit, unsaid.last().message]).toStrictEqual([2, 'say which: --rollback 1 --yes'])
    expect(String((await rw('--rollback')).last().plan)).toMatch(/^Generation 1 is read from now on/)
    for (const plan of [/^Generation 1 is read from now on/, /^Generation 1 is read already/]) {
      const { last } = await rw('--rollback', '1', '--yes')
      expect(last()).toMatchObject({ done: true, generations: { active: 1, previous: 2 } })
      expect(String(last().plan)).toMatch(plan)
    }
    expect(await pointer()).toStrictEqual({ active: 1, previous: 2, newest: 2, turns: 1 })
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    expect(await listed()).toStrictEqual(before)
    expect((await rw('--rollback', '2', '--yes')).exit).toBe(0)
    const finished = (await rw('--finish', '--yes', '--wait', '2')).last()
    expect(finished).toMatchObject({ generations: { active: 2, newest: 2 }, dropped: expect.any(Number) })
    expect(Number(finished.dropped)).toBeGreaterThan(events)
    expect(await listed()).toStrictEqual(before)
    expect(await rowsIn(journey, 1)).toBe(0)
    expect((await rw('--finish', '--yes', '--wait', '0')).last()).toMatchObject({ dropped: 0 })
  })
})
