/** Requests of the store for one post and for one route card, as the ledger grows: counted, so they can be compared exactly. */
import { manyEvents, seizureAt } from '../support/many-events.ts'
import { pipeline } from '../support/pipeline.ts'
import type { Row } from './table.ts'

/** Events that are projected together, as a busy queue has them. */
const batch = 200

export type Grown = { events: number; post: number; card: number }

/** @param sizes numbers of events, growing. */
export async function grown(sizes: readonly number[]): Promise<readonly Grown[]> {
  const { engine, world, flow, ask, read } = await pipeline()
  const requests = () => {
    const { ledger, views } = read()
    return ledger.requests + views.requests
  }
  const counted = async (work: () => Promise<unknown>) => {
    const before = requests()
    await work()
    return requests() - before
  }
  const found: Grown[] = []
  let events = 0
  for (const event of manyEvents(sizes.at(-1) ?? 0)) {
    await world.recorded(event)
    events += 1
    const isSize = sizes.includes(events)
    if (isSize || events % batch === 0) await flow()
    if (!isSize) continue
    await ask('/v1/routes/r1') // What is kept for some seconds is not asked for again.
    found.push({
      events,
      post: await counted(() => world.recorded(seizureAt(events, 'kz-moi', `one-more-${events}`))),
      card: await counted(() => ask('/v1/routes/r1')),
    })
  }
  await engine.stop()
  return found
}

/** 100,000 events take hours on a small machine: `--large`. */
export async function growth(large: boolean): Promise<Row[]> {
  const found = await grown([1_000, 10_000, ...(large ? [100_000] : [])])
  return found.map(({ events, post, card }) => ({
    events,
    'requests of a post': post,
    'requests of a route card': card,
  }))
}
