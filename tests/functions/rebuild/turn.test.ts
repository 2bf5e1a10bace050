import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  abandoned,
  type Change,
  finished,
  flipped,
  rolledBack,
  started,
} from '../../../functions/rebuild/pointer.ts'
import { turn, unreadMs } from '../../../functions/rebuild/turn.ts'
import { memoryGenerations } from '../../../functions/views/generation-row.ts'
import { type Generations, pointerFreshMs, viewGenerations } from '../../../functions/views/generations.ts'
import { memoryViews } from '../../../functions/views/memory.ts'

type Act = (before: Generations) => Change
const after = (change: Change): Generations => {
  if ('refused' in change) throw new Error(change.refused)
  return change.after
}

/** A store with a clock that only pauses move; a reader keeps the pointer as functions do. */
function newStand() {
  const clock = { nowMs: 0 }
  const generations = memoryGenerations()
  const opened = new Map<number, ReturnType<typeof memoryViews>>()
  const open = (generation: number) => {
    const views = opened.get(generation) ?? memoryViews()
    opened.set(generation, views)
    return views
  }
  const pause = async (ms: number) => {
    clock.nowMs += ms
  }
  const does = async (act: Act) => {
    const before = await generations.read()
    const change = act(before)
    return 'refused' in change ? false : turn({ generations, pause }, before, change.after)
  }
  const client = () => viewGenerations(generations, open, () => clock.nowMs)
  return { clock, generations, open, pause, does, client }
}

describe('a generation that loses its name', () => {
  it.each<[string, Act[], Act]>([
    ['by finish', [started, (g) => flipped(g, 2)], finished],
    ['by a flip', [started, (g) => flipped(g, 2), rolledBack, started, rolledBack], (g) => flipped(g, 3)],
  ])('is read by nobody any more: %s', async (_, acts, last) => {
    const { clock, does, client, pause, generations } = newStand()
    for (const act of acts.slice(0, -1)) await does(act)
    const reader = client()
    const old = await reader.active()
    await pause(100)
    await does(acts.at(-1) as Act)
    await pause(200)
    expect(await does(last)).toBe(true)
    const raised = await client().fed()
    expect(raised).not.toContain(old)
    expect(raised).toContain(await reader.active())
    expect(clock.nowMs).toBeLessThan(10_000)
    expect(await generations.read()).not.toHaveProperty('building')
  })

  it('is waited for, and one that was only being built is not', async () => {
    const { clock, does } = newStand()
    for (const act of [started, abandoned, started, (g: Generations) => flipped(g, 3), rolledBack]) {
      expect(await does(act)).toBe(true)
      expect(clock.nowMs).toBe(0)
    }
    await does(finished)
    expect(clock.nowMs).toBe(unreadMs)
    expect(unreadMs).toBeGreaterThan(pointerFreshMs)
  })

  it('keeps it where the pointer was turned to and fro meanwhile', async () => {
    const { generations, does } = newStand()
    for (const act of [started, (g: Generations) => flipped(g, 2)]) await does(act)
    const before = await generations.read()
    const pause = async () => {
      await does(rolledBack)
      await does(rolledBack)
    }
    expect(await turn({ generations, pause }, before, after(finished(before)))).toBe(false)
    expect(await generations.read()).toStrictEqual({ active: 2, previous: 1, newest: 2, turns: 2 })
  })
})

it('no state of the pointer comes twice, whatever is done', () => {
  const acts = [
    started,
    (g: Generations) => rolledBack(g),
    finished,
    abandoned,
    (g: Generations) => flipped(g, g.building ?? 0),
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 30 }), (doing) => {
      const seen: string[] = []
      let stands: Generations = { active: 1 }
      for (const act of doing) {
        seen.push(JSON.stringify(stands))
        const change = act(stands)
        if ('refused' in change) seen.pop()
        else stands = change.after
      }
      expect(new Set(seen).size).toBe(seen.length)
    }),
  )
})

it('knows its own result when a put whose answer was lost is sent again', async () => {
  const { generations, does, pause } = newStand()
  for (const act of [started, (g: Generations) => flipped(g, 2)]) await does(act)
  const lossy = {
    read: generations.read,
    replace: async (before: Generations, next: Generations) => {
      await generations.replace(before, next)
      return generations.replace(before, next)
    },
  }
  const before = await generations.read()
  expect(await turn({ generations: lossy, pause }, before, after(rolledBack(before)))).toBe(true)
  expect(await turn({ generations: lossy, pause }, before, after(finished(before)))).toBe(false)
})
