import { expect, it } from 'vitest'
import { once } from '../../events/once.ts'

it('makes nothing before it is asked for, and one thing however often it is', () => {
  let makes = 0
  const made = once(() => ++makes && undefined)
  expect(makes).toBe(0)
  expect([made(), made(), makes]).toEqual([undefined, undefined, 1])
})

it('tries again after a failure', () => {
  let attempts = 0
  const made = once(() => {
    attempts++
    if (attempts === 1) throw new Error('not yet')
    return attempts
  })
  expect(made).toThrow('not yet')
  expect(made()).toBe(2)
})
