import { expect, it } from 'vitest'
import { writeScope } from '../../../functions/recording/admission.ts'
import { recordInTurn } from '../../../functions/recording/turns.ts'
import { leg, type Post, route } from '../../support/posts.ts'
import { newWorld, type World } from '../../support/world.ts'

const posting =
  (world: World, needs = world.needs) =>
  async (value: Post, deadlineMs = Number.MAX_SAFE_INTEGER) =>
    recordInTurn({ value, poster: await world.agency('kz-moi'), scopes: [writeScope], deadlineMs }, needs)

it('lets requests for one subject take turns, so that none loses a race', async () => {
  const world = await newWorld()
  await world.recorded(route('north'))
  let appends = 0
  const append: World['ledger']['append'] = (commit) => {
    appends += 1
    return world.ledger.append(commit)
  }
  const post = posting(world, { ...world.needs, ledger: { ...world.ledger, append } })
  const legs = Array.from({ length: 20 }, (_, n) => leg('north', `leg-${n}`))
  const outcomes = await Promise.all(legs.map((event) => post(event)))
  expect(outcomes.map((outcome) => 'receipt' in outcome && outcome.receipt.version)).toStrictEqual(
    legs.map((_, n) => n + 2),
  )
  expect(appends).toBe(20)
})

it('goes on after one that failed, and gives up whose turn comes too late', async () => {
  const world = await newWorld()
  await world.recorded(route('north'))
  const post = posting(world)
  const late = post(leg('north', 'late'), 0)
  const failing = recordInTurn(
    { value: leg('north', 'a'), poster: await world.agency('kz-moi'), scopes: [], deadlineMs: 0 },
    world.needs,
  )
  await expect(late).rejects.toThrow('is being written by too many at once')
  await expect(failing).rejects.toThrow('is being written by too many at once')
  expect((await post(leg('north', 'b'))).outcome).toBe('recorded')
  expect(await world.ledger.load('routes/north')).toHaveLength(2)
})
