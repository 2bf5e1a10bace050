import { expect, it } from 'vitest'
import { Chaos, ChaosError, noChaos, parseChaos } from '../../../infra/local/chaos.ts'

const draws = (chaos: Chaos) => Array.from({ length: 50 }, () => chaos.happens('drop'))

it('reads a specification', () =>
  expect(
    parseChaos('seed=1,duplicate=0.2,reorder=0.5,drop=0.2,putEventsFail=0.1,delay=20,fail=1'),
  ).toStrictEqual({
    seed: 1,
    duplicate: 0.2,
    reorder: 0.5,
    drop: 0.2,
    putEventsFail: 0.1,
    delay: 20,
    fail: 1,
  }))

it.each([
  '',
  'dorp=0.2',
  'drop',
  'drop=',
  'drop=x',
  'drop=1.5',
  'drop=-1',
  'drop=1=1',
  'seed=1.5',
  'toString=1',
])('refuses %s', (text) => expect(() => parseChaos(text)).toThrow(ChaosError))

it('says the same for the same seed', () => {
  const spec = parseChaos('seed=7,drop=0.3')
  expect(draws(new Chaos(spec))).toStrictEqual(draws(new Chaos(spec)))
})

it('says something else for another seed', () =>
  expect(draws(new Chaos(parseChaos('seed=8,drop=0.3')))).not.toStrictEqual(
    draws(new Chaos(parseChaos('seed=7,drop=0.3'))),
  ))

it('does not let one kind of luck change another', () => {
  const spec = parseChaos('seed=7,drop=0.3,duplicate=0.5')
  const disturbed = new Chaos(spec)
  const mixed = Array.from({ length: 50 }, () => {
    disturbed.happens('duplicate')
    return disturbed.happens('drop')
  })
  expect(mixed).toStrictEqual(draws(new Chaos(spec)))
})

it('happens about as often as asked', () => {
  const chaos = new Chaos(parseChaos('drop=0.2'))
  const count = Array.from({ length: 2000 }, () => chaos.happens('drop')).filter(Boolean).length
  expect(count).toBeGreaterThan(330)
  expect(count).toBeLessThan(470)
})

it('shuffles without loss', () =>
  expect(new Chaos(parseChaos('reorder=1')).shuffled([1, 2, 3, 4]).sort()).toStrictEqual([1, 2, 3, 4]))

it('leaves everything alone when it is off', () => {
  expect(draws(noChaos).some(Boolean)).toBe(false)
  expect(noChaos.delayMs()).toBe(0)
  expect(noChaos.shuffled([1, 2, 3])).toStrictEqual([1, 2, 3])
  expect(noChaos.failure()).toBeUndefined()
})
