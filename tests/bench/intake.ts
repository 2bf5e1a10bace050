/**
 * Events a second through the whole HTTP door, beside a bare handler that does one PutItem in its place: the same front,
 * function host, table, journal and syncs. In both a publisher that does nothing takes the stream, so that the door alone
 * is measured.
 */
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { startAmongPartners, startJourney } from '../journeys/journey.ts'
import { seizure } from '../support/posts.ts'
import type { Order } from './posting-worker.ts'
import { bundled, swappedAssembly } from './swapped-assembly.ts'
import { median, type Row, rounded } from './table.ts'

const [rounds, eventsEach, atOnce] = [5, 300, 32]
const idlePublisher = 'export const handler = async () => ({ batchItemFailures: [] })'

export async function intake(): Promise<Row[]> {
  const ours = await swappedAssembly({ publisher: idlePublisher })
  const bare = await swappedAssembly({ publisher: idlePublisher, intake: await bundled('bare-handler.ts') })
  const doors = [
    {
      what: 'routewatch',
      journey: await startAmongPartners({ cloudAssemblyDir: ours }),
      rates: [] as number[],
    },
    {
      what: 'a bare PutItem',
      journey: await startJourney({ cloudAssemblyDir: bare }),
      rates: [] as number[],
    },
  ] as const
  // The bare handler asks for no token.
  const token = await doors[0].journey.token('kz-moi')
  const worker = new Worker(new URL('./posting-worker.ts', import.meta.url))
  // The first round warms up.
  for (let round = 0; round <= rounds; round++)
    for (const { journey, rates } of doors) {
      const rate = await rateOf(worker, journey.url, token, round)
      if (round > 0) rates.push(rate)
    }
  await worker.terminate()
  for (const { journey } of doors) await journey.end()
  for (const folder of [ours, bare]) rmSync(folder, { recursive: true, force: true })
  const limit = median(doors[1].rates)
  return doors.map(({ what, rates }) => ({
    what,
    'events a second': rounded(median(rates)),
    'of the limit': rounded(median(rates) / limit),
    bar: what === 'routewatch' ? 0.6 : '',
  }))
}

async function rateOf(worker: Worker, url: string, token: string, round: number): Promise<number> {
  const bodies = Array.from({ length: eventsEach }, (_, n) =>
    JSON.stringify(seizure({}, { id: `${round}-${n}` })),
  )
  worker.postMessage({ url, token, bodies, atOnce } satisfies Order)
  const [{ ms, wrong }] = (await once(worker, 'message')) as [{ ms: number; wrong: number[] }]
  if (wrong.length > 0) throw new Error(`${wrong.length} posts were answered with ${wrong[0]}`)
  return (eventsEach / ms) * 1_000
}
