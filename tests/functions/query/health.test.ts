import { expect, it } from 'vitest'
import { tellQueues } from '../../../functions/sweeper/queues.ts'
import { tell } from '../../../functions/sweeper/sweep.ts'
import { onlyGeneration } from '../../support/generations.ts'
import { reading } from './reading.ts'

const centre = { by: 'centre' }
const path = '/v1/health/projections'
const nothing = { subjects: 0, behind: 0, gaps: 0, failed: 0, submissions: 0, stuck: 0 }

it('tells nothing of the sweeper before its first run, then what it found and counted', async () => {
  const world = await reading()
  expect((await world.ask(path, centre)).body).toMatchObject({ lastSweep: null, queues: null })
  const views = onlyGeneration(world.views)
  const items = [
    { name: 'projector', waiting: 3, underWay: 1, deadLetters: 0 },
    { name: 'recorder', waiting: null, underWay: null, deadLetters: null },
    { name: 'unpublished', deadLetters: 2 },
  ]
  await tellQueues(items, views, world.clock.nowMs)
  await tell(nothing, views, world.clock.nowMs + 1)
  const { status, body } = await world.ask(path, centre)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    lastSweep: { sweptAt: '2024-03-20T06:00:00.001Z', status: 'current' },
    queues: { countedAt: '2024-03-20T06:00:00.000Z', items },
  })
})
