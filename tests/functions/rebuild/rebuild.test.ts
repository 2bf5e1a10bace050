import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyViews } from '../../../functions/verification/views.ts'
import { interleaved } from '../../support/bad-luck.ts'
import { naiveViews } from '../../support/naive.ts'
import { idOf, type Post, route, seizure, subjectOf } from '../../support/posts.ts'
import { expected, found, readers } from '../../support/readers.ts'
import { dyingBefore, type MemoryViews, type Places, rebuilding } from '../../support/rebuilding.ts'
import { anyStep, postOf, type Step } from '../../support/story-steps.ts'

type Rebuilding = Awaited<ReturnType<typeof rebuilding>>

const noPause = async () => {}
const findingsIn = async ({ places: { ledger } }: Rebuilding, views: MemoryViews) =>
  (await verifyViews({ ledger, views, rows: views, pause: noPause })).findings

async function lived(steps: readonly Step[]): Promise<Rebuilding> {
  const on = await rebuilding()
  const views = on.instance(on.places)
  for (const [n, step] of steps.entries()) {
    const event = postOf(step, n, on.posted)
    if (event) await on.write(event, on.places, views, n % 7 > 0)
  }
  await on.sweep()
  on.world.clock.nowMs += 3_600_000
  return on
}

const someSteps = (seed: number, count: number) =>
  fc.sample(fc.array(anyStep, { minLength: count, maxLength: count, size: 'max' }), {
    seed,
    numRuns: 1,
  })[0] ?? []

describe('a rebuild', () => {
  it('makes the next generation what the ledger says, and leaves the one before', async () => {
    const on = await lived(someSteps(1, 60))
    const steps: string[] = []
    const report = ({ step }: { step: string }) => {
      if (steps.at(-1) !== step) steps.push(step)
    }
    expect(await on.rebuild(on.places, { report })).toStrictEqual({ active: 2, previous: 1, newest: 2 })
    expect(steps).toStrictEqual(['settling', 'filling', 'summing', 'catching-up', 'comparing'])
    for (const views of [on.places.v1, on.places.v2])
      expect(await findingsIn(on, views)).toStrictEqual({ count: 0, first: [] })
    expect(await on.rebuild()).toStrictEqual({ active: 3, previous: 2, newest: 3 })
  })

  it('goes on where a crash has left it, whichever write the crash came before', async () => {
    const on = await lived(someSteps(2, 40))
    const counted = dyingBefore(Number.POSITIVE_INFINITY, on.places)
    await on.rebuild(counted.places)
    expect(counted.writes()).toBeGreaterThan(100)
    for (let n = 1; n <= counted.writes(); n += 9) {
      const again = await lived(someSteps(2, 40))
      await expect(again.rebuild(dyingBefore(n, again.places).places), `write ${n}`).rejects.toThrow('died')
      await again.write(seizure({}, { id: `after ${n}` }), again.places, again.instance(again.places))
      await again.write(
        route('north', { id: `after ${n}` }),
        again.places,
        again.instance(again.places),
        false,
      )
      await expect(again.rebuild(), `write ${n}`).resolves.toMatchObject({ active: 2, previous: 1 })
      expect([n, await findingsIn(again, again.places.v2)]).toStrictEqual([n, { count: 0, first: [] }])
    }
  })

  it('misses nothing that is recorded, narrowed or redacted while it runs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { minLength: 10, maxLength: 30, size: 'max' }),
        fc.array(fc.record({ step: anyStep, hint: fc.boolean() }), {
          minLength: 2,
          maxLength: 20,
          size: 'max',
        }),
        fc.nat(),
        fc.boolean(),
        async (before, meanwhile, seed, isJoined) => {
          const on = await lived(before)
          let next = 0
          const writer = async (stores: Places) => {
            const views = on.instance(stores)
            while (next < meanwhile.length) {
              const n = next++
              const { step, hint } = meanwhile[n] ?? {}
              const event = step && postOf(step, 1_000 + n, on.posted)
              if (event) await on.write(event, stores, views, hint)
            }
          }
          const outcomes: unknown[] = []
          const engine = async (stores: Places) => {
            outcomes.push(await on.rebuild(stores).catch((error: Error) => error))
          }
          await interleaved(seed, on.places, [writer, engine, writer, ...(isJoined ? [engine] : [])])
          expect(outcomes).toStrictEqual(outcomes.map(() => ({ active: 2, previous: 1, newest: 2 })))
          await on.sweep()
          const { v1, v2, ledger } = on.places
          for (const views of [v1, v2])
            expect(await findingsIn(on, views)).toStrictEqual({ count: 0, first: [] })
          const subjects = [...new Set(on.posted.map(subjectOf))]
          const naive = await naiveViews(ledger, subjects, markingsOf(on.posted))
          for (const reader of readers) {
            const actual = await found(v2, reader)
            const rows = Object.fromEntries(
              Object.entries(actual.rows).filter(([key]) => !/agencies|clients/.test(key)),
            )
            expect({ reader, ...actual, rows }).toStrictEqual({
              reader,
              ...expected(naive, subjects, reader),
            })
          }
        },
      ),
      { numRuns: 50, interruptAfterTimeLimit: 6_000 },
    )
  })

  it('stops before the flip where a row is not what the ledger says, and names it', async () => {
    const on = await lived([])
    const event = route('north')
    await on.write(event, on.places, on.instance(on.places))
    on.world.clock.nowMs += 3_600_000
    const { v2 } = on.places
    const place = { partition: 'card/routes/north', label: 'public', sort: 'card' }
    const fence = Number.MAX_SAFE_INTEGER
    await v2.put({ ...place, state: 'row', body: { subject: 'routes/north', made: 'up' }, fence })
    await expect(on.rebuild()).rejects.toThrow(
      /generation 2 is not what the ledger says: .*card\/routes\/north/,
    )
    expect(await on.places.generations.read()).toStrictEqual({ active: 1, building: 2, newest: 2 })
  })

  it('stops at a subject that cannot be projected, by name, and goes on once it can', async () => {
    const on = await lived([])
    for (const slug of ['north', 'south']) await on.write(route(slug), on.places, on.instance(on.places))
    const put: MemoryViews['put'] = (row) =>
      row.partition === 'card/routes/south' ? Promise.reject(new Error('no room')) : on.places.v2.put(row)
    const full = { ...on.places, v2: { ...on.places.v2, put } }
    await expect(on.rebuild(full)).rejects.toThrow(/^routes\/south cannot be projected: no room$/)
    const load: Places['ledger']['load'] = async (subject, after) =>
      subject === 'routes/south' ? JSON.parse('{"secret') : on.places.ledger.load(subject, after)
    const damaged = { ...on.places, ledger: { ...on.places.ledger, load } }
    await expect(on.rebuild(damaged)).rejects.toThrow(/^routes\/south cannot be projected: SyntaxError$/)
    expect(await on.rebuild()).toMatchObject({ active: 2 })
  })

  it('stops when its generation is given up', async () => {
    const on = await lived([])
    const report = () => {
      void on.places.generations.replace({ active: 1, building: 2, newest: 2 }, { active: 1, newest: 2 })
    }
    await expect(on.rebuild(on.places, { report })).rejects.toThrow(
      'generation 2 is not being built any more',
    )
    expect(await on.places.generations.read()).toStrictEqual({ active: 1, newest: 2 })
    expect(await on.rebuild()).toStrictEqual({ active: 3, previous: 1, newest: 3 })
  })

  it('is left what it has not filled yet, by the sweeper too', async () => {
    const on = await lived([])
    await on.write(route('north'), on.places, on.instance(on.places), false)
    await on.places.generations.replace({ active: 1 }, { active: 1, building: 2, newest: 2 })
    expect(await on.sweep()).toMatchObject({ behind: 1, failed: 0 })
    const cards = on.places.v2.rows().filter(({ partition }) => partition.startsWith('card/'))
    expect(cards.map(({ partition }) => partition)).toStrictEqual(['card/routes/north'])
    expect(await on.sweep()).toMatchObject({ behind: 0 })
  })

  it('takes over what the sweeper has told', async () => {
    const on = await lived([])
    const told = {
      ...{ partition: 'health/projections', label: 'participants/centre', sort: 'sweep' },
      ...{ state: 'row' as const, body: { status: 'current' }, fence: 7 },
    }
    await on.places.v1.put(told)
    await on.rebuild()
    expect(await on.places.v2.get([told])).toStrictEqual([told])
  })
})

const markingsOf = (posts: readonly Post[]) =>
  new Map(posts.flatMap((post) => ('marking' in post.data ? [[idOf(post), post.data.marking as never]] : [])))
