/** From the answer of a post to the card of what was posted, on an idle host: events one at a time. */
import { setTimeout as wait } from 'node:timers/promises'
import { startAmongPartners } from '../journeys/journey.ts'
import { seizure, subjectOf } from '../support/posts.ts'
import { quantile, type Row, rounded } from './table.ts'

const rounds = 60

export async function freshness(): Promise<Row[]> {
  const journey = await startAmongPartners()
  const delaysMs: number[] = []
  for (let n = 0; n < rounds; n++) {
    const event = seizure({}, { id: `fresh-${n}` })
    await journey.record(event)
    const recordedMs = performance.now()
    while ((await journey.get(`/v1/${subjectOf(event)}`, 'kz-moi')).status !== 200) await wait(1)
    // The first ones warm the functions up.
    if (n >= rounds / 10) delaysMs.push(performance.now() - recordedMs)
    await journey.quiet()
  }
  await journey.end()
  const of = (q: number) => rounded(quantile(delaysMs, q))
  return [
    {
      what: 'from 201 to visible, ms',
      posts: delaysMs.length,
      p50: of(0.5),
      p99: of(0.99),
      bar: 'p50 100, p99 500',
    },
  ]
}
