import { expect, it } from 'vitest'
import { feedAll, feedOrThrow } from '../../../functions/projector/feed.ts'
import { memoryViews } from '../../../functions/views/memory.ts'
import { route } from '../../support/posts.ts'
import { newWorld } from '../../support/world.ts'

it('projects into every generation, and says of a subject that failed in any why it failed', async () => {
  const { ledger, recorded } = await newWorld()
  for (const slug of ['north', 'south', 'west']) await recorded(route(slug))
  const failing = (subjects: readonly string[], why: string) => {
    const views = memoryViews()
    const put: typeof views.put = (row) =>
      subjects.some((subject) => row.partition === `card/${subject}`)
        ? Promise.reject(new Error(why))
        : views.put(row)
    return { ...views, put }
  }
  const [active, building] = [
    failing(['routes/south'], 'read'),
    failing(['routes/south', 'routes/west'], 'built'),
  ]
  const views = { fed: async () => [active, building] }
  const subjects = ['routes/north', 'routes/south', 'routes/west']
  const failed = await feedAll(subjects, { ledger, views })
  expect(new Map([...failed].map(([subject, error]) => [subject, String(error)]))).toStrictEqual(
    new Map([
      ['routes/south', 'Error: read'],
      ['routes/west', 'Error: built'],
    ]),
  )
  for (const generation of [active, building])
    expect((await generation.watermark('routes/north')).head).toBe(1)
  expect((await active.watermark('routes/west')).head).toBe(1)
  await expect(feedOrThrow(['routes/west'], { ledger, views })).rejects.toThrow('built')
  await expect(feedOrThrow(['routes/north'], { ledger, views })).resolves.toBeUndefined()
})
