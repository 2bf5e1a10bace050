import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  abandoned,
  type Change,
  finished,
  flipped,
  rolledBack,
  started,
} from '../../../functions/rebuild/pointer.ts'
import { type Generations, named, newestOf } from '../../../functions/views/generations.ts'

const after = (change: Change): Generations => {
  if ('refused' in change) throw new Error(change.refused)
  return change.after
}

it('goes from one generation to the next, back, and on', () => {
  const building = after(started({ active: 1 }))
  expect(building).toStrictEqual({ active: 1, building: 2, newest: 2 })
  const second = after(flipped(building, 2))
  expect(second).toStrictEqual({ active: 2, previous: 1, newest: 2 })
  expect(after(rolledBack(second))).toStrictEqual({ active: 1, previous: 2, newest: 2, turns: 1 })
  expect(after(finished(second))).toStrictEqual({ active: 2, newest: 2 })
  const third = after(started(second))
  expect(third).toStrictEqual({ active: 2, previous: 1, building: 3, newest: 3 })
  expect(after(abandoned(third))).toStrictEqual({ active: 2, previous: 1, newest: 3 })
  expect(after(flipped(third, 3))).toStrictEqual({ active: 3, previous: 2, newest: 3 })
})

it('turns back to the generation that is named, and stays there however often it is told to', () => {
  const once = after(rolledBack({ active: 2, previous: 1, newest: 2 }, 1))
  expect(once).toStrictEqual({ active: 1, previous: 2, newest: 2, turns: 1 })
  expect(after(rolledBack(once, 1))).toStrictEqual(once)
  expect(after(rolledBack({ active: 2 }, 2))).toStrictEqual({ active: 2 })
})

it.each<[string, Change]>([
  ['generation 2 is being built already', started({ active: 1, building: 2 })],
  ['generation 2 is not being built any more', flipped({ active: 1, building: 3 }, 2)],
  ['there is no generation before 1 to go back to', rolledBack({ active: 1 })],
  ['generation 3 is not kept: 2 is read, 1 is kept', rolledBack({ active: 2, previous: 1, building: 3 }, 3)],
  ['there is no generation before 2 to go back to', rolledBack({ active: 2 }, 1)],
  ['no generation is kept beside 1', finished({ active: 1, building: 2 })],
  ['no generation is being built', abandoned({ active: 2, previous: 1 })],
])('refuses: %s', (refused, change) => {
  expect(change).toStrictEqual({ refused })
})

it('never gives a number twice, whatever is done', () => {
  const acts = [
    started,
    (g: Generations) => rolledBack(g),
    finished,
    abandoned,
    (g: Generations) => flipped(g, g.building ?? 0),
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 30 }), (doing) => {
      const given = new Set([1])
      let stands: Generations = { active: 1 }
      for (const act of doing) {
        const change = act(stands)
        if ('refused' in change) continue
        for (const number of named(change.after).filter((n) => !named(stands).includes(n))) {
          expect(given).not.toContain(number)
          given.add(number)
        }
        stands = change.after
        expect(newestOf(stands)).toBe(Math.max(...given))
      }
    }),
  )
})
