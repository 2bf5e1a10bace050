/**
 * What an event asks of AWS, counted on the code that is deployed, over DynamoDB's protocol: recorded as intake does it,
 * published from the stream's records, projected from the queue's messages. `npm run measure:cost` writes it down for
 * `rw ops cost`.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { lastAppend } from '../../functions/recording/last-append.ts'
import type { Reading } from '../support/metered.ts'
import { pipeline } from '../support/pipeline.ts'
import { type Post, seizure } from '../support/posts.ts'
import { root } from '../support/sources.ts'
import { mixOf } from './cost-mix.ts'

/** How many come in one request where they come together: a call of the stream takes up to 100. */
const together = 60
const events = 60
const fullBucket = 100

type PerEvent = Record<
  | 'ledgerReadUnits'
  | 'ledgerWriteUnits'
  | 'viewReadUnits'
  | 'viewWriteUnits'
  | 'logReadUnits'
  | 'logWriteUnits'
  | 'storeRequests'
  | 'ledgerBytes'
  | 'viewBytes'
  | 'logBytes'
  | 'busEntries'
  | 'busBytes'
  | 'invocations',
  number
>

export async function measure() {
  const [alone, inBatches] = [await costOf(1), await costOf(together)]
  return {
    events,
    mix: countsOf(mixOf(events)),
    alone,
    inBatches,
    bucket: await costOfFullBucket(),
    idleRun: await costOfIdleRun(),
    reads: await costOfReading(),
  }
}

/** Of an event that comes in a request with so many others. */
export async function costOf(size: number): Promise<PerEvent> {
  const { engine, world, counts, flow, run, bytes, read } = await pipeline()
  await flow()
  await run()
  for (const agencyId of ['kz-moi', 'ru-authority']) await world.agency(agencyId)
  const [storedBefore, before] = [await bytes(), read()]
  const posts = mixOf(events)
  for (let n = 0; n < posts.length; n += size) {
    counts.invocations += 1
    const last = lastAppend()
    for (const one of posts.slice(n, n + size)) await world.recorded(one, { lastAppend: last })
    await flow()
  }
  await run()
  const [after, stored] = [read(), await bytes()]
  await engine.stop()
  const per = (amount: number) => Math.round((amount / events) * 1_000) / 1_000
  return {
    ledgerReadUnits: per(after.ledger.readUnits - before.ledger.readUnits),
    ledgerWriteUnits: per(after.ledger.writeUnits - before.ledger.writeUnits),
    viewReadUnits: per(after.views.readUnits - before.views.readUnits),
    viewWriteUnits: per(after.views.writeUnits - before.views.writeUnits),
    logReadUnits: per(after.log.readUnits - before.log.readUnits),
    logWriteUnits: per(after.log.writeUnits - before.log.writeUnits),
    storeRequests: per(requestsOf(after) - requestsOf(before)),
    ledgerBytes: per(stored.ledgerBytes - storedBefore.ledgerBytes),
    viewBytes: per(stored.viewBytes - storedBefore.viewBytes),
    logBytes: per(stored.logBytes - storedBefore.logBytes),
    busEntries: per(after.counts.busEntries - before.counts.busEntries),
    busBytes: per(after.counts.busBytes - before.counts.busBytes),
    invocations: per(after.counts.invocations - before.counts.invocations),
  }
}

type Tables = Record<'ledger' | 'views' | 'log', Reading>
const requestsOf = ({ ledger, views, log }: Tables) => ledger.requests + views.requests + log.requests

/** What an agency's questions read, once everything is projected. */
async function costOfReading() {
  const { engine, world, flow, ask, read } = await pipeline()
  for (const one of mixOf(events)) await world.recorded(one)
  await flow()
  await ask('/v1/routes/northern') // What the register keeps for some seconds is not asked for again.
  const of = async (path: string) => {
    const before = read()
    const answerBytes = await ask(path)
    const after = read()
    const units = ({ ledger, views }: Tables) => ledger.readUnits + views.readUnits
    return {
      path,
      readUnits: units(after) - units(before),
      storeRequests: requestsOf(after) - requestsOf(before),
      answerBytes,
    }
  }
  const costs = {
    routeCard: await of('/v1/routes/northern'),
    listPage: await of('/v1/seizures?country=KZ&limit=20'),
  }
  await engine.stop()
  return costs
}

/** What a run of the anchor without news costs: it appends padding all the same. */
async function costOfIdleRun() {
  const { engine, flow, run, read } = await pipeline()
  await flow()
  await run()
  const before = read()
  await run()
  const { log } = read()
  await engine.stop()
  return {
    logReadUnits: log.readUnits - before.log.readUnits,
    logWriteUnits: log.writeUnits - before.log.writeUnits,
  }
}

/** What one more seizure reads of the views when so many lie in its country and month: a total sums them all. */
async function costOfFullBucket() {
  const { engine, world, flow, read } = await pipeline()
  await flow()
  const one = async (id: string) => {
    const before = read().views.readUnits
    await world.recorded(seizure({}, { id }))
    await flow()
    return read().views.readUnits - before
  }
  const empty = await one('first')
  for (let n = 1; n < fullBucket; n++) await world.recorded(seizure({}, { id: `filling-${n}` }))
  await flow()
  const full = await one('last')
  await engine.stop()
  return { seizures: fullBucket, viewReadUnits: full, viewReadUnitsEmpty: empty }
}

function countsOf(posts: readonly Pick<Post, 'type'>[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { type } of posts) counts[type] = (counts[type] ?? 0) + 1
  return counts
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const measured = { measuredOn: new Date().toISOString().slice(0, 10), ...(await measure()) }
  writeFileSync(join(root, 'docs/prices/measured.json'), `${JSON.stringify(measured, null, 2)}\n`)
}
