import { beforeAll, expect, it } from 'vitest'
import { type Body, type Reading, reading } from './reading.ts'
import { moreEvents, sampleEvents, tell } from './sample.ts'

let world: Reading
beforeAll(async () => {
  world = await reading()
  await tell(world, [...sampleEvents, ...moreEvents])
  await world.project()
})

async function seizuresBy(by: string, reader: string | undefined): Promise<Record<string, number>> {
  const asked = reader === undefined ? {} : { by: reader }
  const { items } = (await world.ask(`/v1/statistics/seizures?by=${by}`, asked)).body
  const groups = Map.groupBy(items, ({ country, route, leg }: Body) => `${country} ${route} ${leg}`)
  return Object.fromEntries(
    [...groups].map(([key, all]) => [key, all.reduce((sum, { seizures }) => sum + Number(seizures), 0)]),
  )
}

it.each(['country', 'route', 'leg'])('over all time are those of all months together, by %s', async (by) => {
  for (const reader of [undefined, 'observer-one', 'kz-moi', 'ru-authority', 'centre']) {
    const ever = await seizuresBy(by, reader)
    expect(Object.keys(ever).length).toBeGreaterThan(0)
    expect(ever).toEqual(await seizuresBy(`${by},month`, reader))
  }
})
