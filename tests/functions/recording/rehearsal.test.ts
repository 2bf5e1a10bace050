import { beforeEach, expect, it } from 'vitest'
import { writeScope } from '../../../functions/recording/admission.ts'
import { rehearsal } from '../../../functions/recording/rehearsal.ts'
import { leg, type Post, raised, red, route, seizure } from '../../support/posts.ts'
import { newWorld, type World } from '../../support/world.ts'

let world: World
beforeEach(async () => {
  world = await newWorld()
})
const count = async () => (await world.ledger.scan({ index: 0, of: 1 })).commits.length

async function rehearsed(...events: Post[]) {
  const rehearse = rehearsal(world.needs)
  const poster = await world.agency('kz-moi')
  const outcomes = []
  for (const value of events)
    outcomes.push(
      await rehearse({ value, poster, scopes: [writeScope], deadlineMs: world.clock.nowMs + 1_000 }),
    )
  return outcomes
}

it('tells of each event what would become of it after those before it, and keeps none', async () => {
  const events = [route('north'), leg('north', 'a'), leg('south', 'a')]
  const before = await count()
  const outcomes = await rehearsed(...events)
  expect(outcomes.map(({ outcome }) => outcome)).toStrictEqual(['valid', 'valid', 'refused'])
  expect(await count()).toBe(before)
  const really = []
  for (const event of events) really.push((await world.post(event)).outcome)
  expect(really).toStrictEqual(['recorded', 'recorded', 'refused'])
})
it('knows repeats of what is recorded, with their receipts, and of what stands above them, without', async () => {
  const [old, fresh] = [seizure(), seizure()]
  const { etag: _, ...receipt } = await world.recorded(old)
  const [first, second, third] = await rehearsed(old, fresh, fresh)
  expect(first).toMatchObject({ outcome: 'duplicate', receipt })
  expect([second, third]).toMatchObject([{ outcome: 'valid' }, { outcome: 'valid', repeats: true }])
  for (const one of [second, third])
    for (const field of ['hash', 'version', 'recordedAt']) expect(one).not.toHaveProperty(['receipt', field])
})
it('starts anew each time, and narrows nothing', async () => {
  const north = route('north')
  expect(await rehearsed(north)).toMatchObject([{ outcome: 'valid' }])
  const [again, raising] = await rehearsed(north, raised(north, red(), { ifmatch: '*' }))
  expect([again, raising]).toMatchObject([{ outcome: 'valid' }, { outcome: 'valid' }])
  expect(again).not.toHaveProperty('repeats')
  expect((await world.post(leg('north', 'a'))).outcome).toBe('refused')
})
