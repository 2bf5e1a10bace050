/** From the answer of a post to the card of what was posted, on an idle host: events one at a time. */
import { setTimeout as wait } from 'node:timers/promises'
import { type Journey, startAmongPartners } from '../journeys/journey.ts'
import { seizure, subjectOf } from '../support/posts.ts'
import { quantile, type Row, rounded } from './table.ts'

/** The first ones warm the functions up. */
const warmUps = 5
const [declared, hurried] = [30, 100]
/** A post that stays out of sight ends the run. */
const patienceMs = 10_000

export async function freshness(): Promise<Row[]> {
  const journey = await startAmongPartners()
  for (let n = 0; n < warmUps; n++) await delay(journey, true)
  const rows: Row[] = []
  for (const [what, posts, isHurried] of [
    ['from 201 to visible, ms', declared, false],
    ['the same without the window', hurried, true],
  ] as const) {
    const delaysMs: number[] = []
    for (let n = 0; n < posts; n++) delaysMs.push(await delay(journey, isHurried))
    const of = (q: number) => rounded(quantile(delaysMs, q))
    rows.push({ what, posts, p50: of(0.5), p99: of(0.99), bar: 'p50 100, p99 500' })
  }
  await journey.end()
  return rows
}

/** @param isHurried the queue does not wait for its batch to fill. */
async function delay(journey: Journey, isHurried: boolean): Promise<number> {
  const event = seizure()
  await journey.record(event)
  const recordedMs = performance.now()
  const passed = () => performance.now() - recordedMs
  const hurry = isHurried ? journey.quiet() : undefined
  while ((await journey.get(`/v1/${subjectOf(event)}`, 'kz-moi')).status !== 200) {
    if (passed() > patienceMs) throw new Error(`${event.id} is not visible after ${patienceMs} ms`)
    await wait(1)
  }
  const ms = passed()
  await (hurry ?? journey.quiet())
  return ms
}
