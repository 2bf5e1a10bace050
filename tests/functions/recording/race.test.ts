import { describe, expect, it, vi } from 'vitest'
import { Unavailable } from '../../../functions/ledger/ledger.ts'
import { count } from '../../../functions/telemetry.ts'
import { claimed, leg, type Post, route } from '../../support/posts.ts'
import { newWorld, refusal, type World } from '../../support/world.ts'

vi.mock(import('../../../functions/telemetry.ts'), async (original) => ({
  ...(await original()),
  count: vi.fn(),
}))

/** A ledger where others are faster: before each append, the next of them is recorded. */
function crowded(world: World, faster: Post[]): World['ledger'] {
  return {
    ...world.ledger,
    append: async (commit) => {
      const winner = faster.shift()
      if (winner) await world.recorded(winner)
      return world.ledger.append(commit)
    },
  }
}

describe('a lost race', () => {
  it.each([1, 2, 5])('is run again until it is won (%i times lost)', async (lost) => {
    vi.mocked(count).mockClear()
    const world = await newWorld()
    await world.recorded(route('north'))
    const faster = Array.from({ length: lost }, (_, n) => leg('north', `leg-${n}`, { by: 'ru-authority' }))
    const outcome = await world.post(leg('north', 'mine'), { ledger: crowded(world, faster) })
    expect(outcome).toMatchObject({ outcome: 'recorded', receipt: { version: lost + 2 } })
    const sequences = (await world.ledger.load('routes/north')).map(({ sequence }) => sequence)
    expect(sequences).toStrictEqual(Array.from({ length: lost + 2 }, (_, n) => n + 1))
    expect(vi.mocked(count).mock.calls).toStrictEqual(Array(lost).fill(['AppendConflicts']))
  })

  it('is decided anew: what was allowed before may not be any more', async () => {
    const world = await newWorld()
    await world.recorded(route('north'))
    const { etag } = await world.recorded(leg('north', 'a'))
    const retired = (id: string) =>
      claimed(
        'RouteLegRetired',
        { legId: 'a', reason: 'none' },
        { subject: 'routes/north', id, ifmatch: '*' },
      )
    const outcome = await world.post(retired('mine'), { ledger: crowded(world, [retired('theirs')]) })
    expect(refusal(outcome)).toBe('state-conflict')
    const other = leg('north', 'b')
    const guarded = await world.post(leg('north', 'c', { ifmatch: `"${etag}"` }), {
      ledger: crowded(world, [other]),
    })
    expect(refusal(guarded)).toBe('stale-version')
  })

  it('against oneself ends in the one receipt', async () => {
    const world = await newWorld()
    const event = route('north')
    const outcome = await world.post(event, { ledger: crowded(world, [event]) })
    expect(outcome.outcome).toBe('duplicate')
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => world.post(event)))
    expect(new Set(outcomes.map((o) => 'receipt' in o && JSON.stringify(o.receipt))).size).toBe(1)
    expect(await world.ledger.load('routes/north')).toHaveLength(1)
  })

  it('lets many writers at once all succeed', async () => {
    const world = await newWorld()
    await world.recorded(route('north'))
    const legs = Array.from({ length: 12 }, (_, n) =>
      leg('north', `leg-${n}`, { by: n % 2 ? 'ru-authority' : 'kz-moi' }),
    )
    const outcomes = await Promise.all(
      legs.map((event) => world.post(event, { deadlineMs: Number.MAX_SAFE_INTEGER })),
    )
    expect(outcomes.map(refusal)).toStrictEqual(legs.map(() => 'recorded'))
    expect(await world.ledger.load('routes/north')).toHaveLength(13)
  })

  it('is given up at the deadline, with nothing stored', async () => {
    const world = await newWorld()
    const taken: World['ledger'] = { ...world.ledger, append: async () => 'taken' }
    await expect(world.post(route('north'), { ledger: taken })).rejects.toBeInstanceOf(Unavailable)
    expect(await world.ledger.load('routes/north')).toStrictEqual([])
    expect(world.clock.nowMs).toBeGreaterThan(Date.parse('2024-03-20T06:00:10Z'))
    expect(world.clock.nowMs).toBeLessThan(Date.parse('2024-03-20T06:00:11Z'))
  })
})
