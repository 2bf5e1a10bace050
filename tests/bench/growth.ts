/** Requests of the store for one post and for one route card, as the ledger grows: counted, so they can be compared exactly. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { projectOrThrow } from '../../functions/projector/project.ts'
import { nobody } from '../support/engine.ts'
import { loadTable } from '../support/load-table.ts'
import { manyEvents, seizureAt } from '../support/many-events.ts'
import { pipeline } from '../support/pipeline.ts'
import { subjectOf } from '../support/posts.ts'
import type { Row } from './table.ts'

export type Grown = { events: number; post: number; card: number }

const routeId = 'r1'
/** Projected together. */
const batch = 200

/**
 * The whole history lies in the ledger. Of the views there is what is read of them: the route, and every seizure that
 * was attributed to it.
 */
export async function grown(events: number): Promise<Grown> {
  const { engine, ledgerTable, world, ask, read } = await pipeline()
  const unmetered = new DynamoDBClient({ endpoint: engine.endpoint, ...nobody })
  await loadTable(unmetered, ledgerTable, events)
  unmetered.destroy()
  const attributed = [...manyEvents(events)].filter(({ data }) => data.routeId === routeId).map(subjectOf)
  const subjects = [`routes/${routeId}`, ...new Set(attributed)]
  for (let n = 0; n < subjects.length; n += batch) await projectOrThrow(subjects.slice(n, n + batch), world)
  const counted = async (work: () => Promise<unknown>) => {
    const before = read()
    await work()
    const after = read()
    return after.ledger.requests + after.views.requests - before.ledger.requests - before.views.requests
  }
  const card = () => ask(`/v1/routes/${routeId}`)
  await card() // What is kept for some seconds is not asked for again.
  const found = {
    events,
    post: await counted(() => world.recorded(seizureAt(events, 'kz-moi', 'one-more'))),
    card: await counted(card),
  }
  await engine.stop()
  return found
}

/** 100,000 events take long on a small machine: `--large`. */
export async function growth(large: boolean): Promise<Row[]> {
  const rows: Row[] = []
  for (const size of [1_000, 10_000, ...(large ? [100_000] : [])]) {
    const { events, post, card } = await grown(size)
    rows.push({ events, 'requests of a post': post, 'requests of a route card': card })
  }
  return rows
}
