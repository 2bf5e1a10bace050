/** From the answer of a post to the card of what was posted, on an idle host: events one at a time. */
import { setTimeout as wait } from 'node:timers/promises'
import { type Journey, startAmongPartners } from '../journeys/journey.ts'
import { seizure, subjectOf } from '../support/posts.ts'
import { quantile, type Row, rounded } from './table.ts'

/** The first ones warm the functions up. */
const [warmUps, posts] = [5, 100]
/** A post that stays out of sight ends the run. */
const patienceMs = 10_000

export async function freshness(): Promise<Row[]> {
  const journey = await startAmongPartners()
  for (let n = 0; n < warmUps; n++) await delay(journey)
  const delaysMs: number[] = []
  for (let n = 0; n < posts; n++) delaysMs.push(await delay(journey))
  await journey.end()
  const of = (q: number) => rounded(quantile(delaysMs, q))
  return [{ what: 'from 201 to visible, ms', posts, p50: of(0.5), p99: of(0.99), bar: 'p50 100, p99 500' }]
}

async function delay(journey: Journey): Promise<number> {
  const event = seizure()
  await journey.record(event)
  const recordedMs = performance.now()
  const passed = () => performance.now() - recordedMs
  while ((await journey.get(`/v1/${subjectOf(event)}`, 'kz-moi')).status !== 200) {
    if (passed() > patienceMs) throw new Error(`${event.id} is not visible after ${patienceMs} ms`)
    await wait(1)
  }
  const ms = passed()
  await journey.quiet()
  return ms
}
