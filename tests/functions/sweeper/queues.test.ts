import { expect, it } from 'vitest'
import { tellQueues } from '../../../functions/sweeper/queues.ts'
import { memoryViews } from '../../../functions/views/memory.ts'
import { startMs } from '../../support/world.ts'

it('leaves what was counted in every generation that is fed, and the newest stands', async () => {
  const [active, building] = [memoryViews(), memoryViews()]
  const views = { fed: async () => [active, building] }
  const newer = [{ name: 'unpublished', deadLetters: 1 }]
  await tellQueues(newer, views, startMs)
  await tellQueues([{ name: 'unpublished', deadLetters: 2 }], views, startMs - 1)
  const key = { partition: 'health/projections', label: 'participants/centre', sort: 'queues' } as const
  for (const generation of [active, building])
    expect((await generation.get([key])).map(({ body }) => body)).toStrictEqual([
      { countedAt: '2024-03-20T06:00:00.000Z', items: newer },
    ])
})
