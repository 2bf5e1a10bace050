/** A rebuild on the real host while agencies post and readers look, its process killed again and again. */
import { dynamoLedger, dynamoScan } from '../../functions/ledger/dynamo.ts'
import { dynamoNotes } from '../../functions/rebuild/notes.ts'
import { type RebuildStatus, rebuildStatus } from '../../functions/rebuild/status.ts'
import { generationsOn } from '../../functions/stores.ts'
import { verifyViews } from '../../functions/verification/views.ts'
import { dynamoGenerations } from '../../functions/views/generation-row.ts'
import { dynamoRowScan, scanRows } from '../../functions/views/scan.ts'
import { manyEvents, seizureAt } from '../support/many-events.ts'
import type { Body } from './api.ts'
import type { Journey } from './journey.ts'
import { type Ended, rw } from './processes.ts'
import { clientOf } from './rebuild-load.ts'

/** Between two requests of one client: what is tried here is not how much the host can bear. */
const breathMs = 250
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const rebuildCommand = ({ dataDir }: Journey, ...args: string[]) =>
  rw(dataDir, 'ops', 'rebuild', ...args, '--data', dataDir, '--json')

/** The last line of its output. */
const toldBy = ({ stdout }: Ended): Body => JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Body

/** In batches, each of one agency. */
export async function load(journey: Journey, count: number): Promise<void> {
  const events = [...manyEvents(count)]
  for (let i = 0; i < events.length; i += 300)
    for (const [source, theirs] of Map.groupBy(events.slice(i, i + 300), (event) => event.source))
      for (let j = 0; j < theirs.length; j += 100) {
        const batch = theirs.slice(j, j + 100).map((event) => ({ ...event }))
        const { body } = await journey.post(batch)
        if (body.rejected !== 0) throw new Error(`${source}: ${JSON.stringify(body).slice(0, 2_000)}`)
      }
}

/** What a generation holds that an independent fold of the ledger does not give, or lacks. */
export async function findingsIn(journey: Journey, generation: number): Promise<readonly object[]> {
  const [client, table, ledgerTable] = [
    clientOf(journey),
    journey.host.tableName('Views'),
    journey.host.tableName('Ledger'),
  ]
  const { findings } = await verifyViews({
    ledger: { ...dynamoLedger(client, ledgerTable), ...dynamoScan(client, ledgerTable) },
    views: generationsOn(client, table)(generation),
    rows: dynamoRowScan(client, table, generation),
    pause: async () => {},
  })
  return findings.first
}

export async function rowsIn(journey: Journey, generation: number): Promise<number> {
  const scan = dynamoRowScan(clientOf(journey), journey.host.tableName('Views'), generation)
  let rows = 0
  for await (const page of scanRows(scan, { index: 0, of: 1 })) rows += page.length
  return rows
}

export function statusOf(journey: Journey): () => Promise<RebuildStatus> {
  const client = clientOf(journey)
  const table = journey.host.tableName('Views')
  return () => rebuildStatus(dynamoGenerations(client, table), dynamoNotes(client, table))
}

/** Runs the command, kills it each time it has come so much further, and lets the last run end. */
export async function rebuildKilled(
  journey: Journey,
  kills: number,
  commits: number,
): Promise<{ told: Body; killedAt: number[] }> {
  const status = statusOf(journey)
  const killedAt: number[] = []
  for (;;) {
    const run = rebuildCommand(journey, 'all', '--yes', '--wait', '1')
    const until = ((killedAt.length + 1) * commits) / (kills + 1)
    let hasEnded = false
    const ended = run.ended.finally(() => {
      hasEnded = true
    })
    while (killedAt.length < kills && !hasEnded) {
      await pause(50)
      const { building } = await status()
      if (!building || building.commits < until) continue
      run.kill()
      killedAt.push(building.commits)
      break
    }
    const { code, stderr, ...out } = await ended
    if (code === null) continue
    if (code !== 0) throw new Error(`The rebuild ended with ${code}: ${stderr}${out.stdout}`)
    return { told: toldBy({ code, stderr, ...out }), killedAt }
  }
}

/** Posts a seizure now and then until it is told to stop. */
export function writer(journey: Journey, agency: string, first: number) {
  let isStopped = false
  const receipts: string[] = []
  const done = (async () => {
    for (let n = first; !isStopped; n++) {
      const event = seizureAt(n, agency, `${agency}-${n}`)
      const { subject } = await journey.record({ ...event })
      receipts.push(subject)
      await pause(breathMs)
    }
  })()
  const stop = async () => {
    isStopped = true
    await done
    return receipts
  }
  return { stop, receipts, done }
}

/**
 * Asks the same again and again and holds each answer against the one before: a card that nobody changes stays as it
 * is, a list loses nothing, totals do not go back. What goes wrong is told at the end.
 */
export function watcher(
  journey: Journey,
  agency: string,
  card: string,
  listPath: string,
  betweenLooksMs = breathMs,
) {
  let isStopped = false
  let looks = 0
  const wrong: string[] = []
  const done = (async () => {
    const first = await journey.get(card, agency)
    let listed = new Set<string>()
    let totals = new Map<string, number>()
    while (!isStopped) {
      looks += 1
      const again = await journey.get(card, agency)
      if (again.status !== 200 || again.text !== first.text)
        wrong.push(`${card}: ${again.status} ${again.text}`)
      const found = await allOf(journey, listPath, agency)
      for (const subject of listed) if (!found.has(subject)) wrong.push(`${subject} is gone from the list`)
      listed = found
      const counted = await countsOf(journey, agency)
      for (const [country, count] of totals)
        if ((counted.get(country) ?? 0) < count)
          wrong.push(`${country} went from ${count} to ${counted.get(country)}`)
      totals = counted
      await pause(betweenLooksMs)
    }
    return { looks, wrong, listed, totals }
  })()
  return {
    stop: () => {
      isStopped = true
      return done
    },
  }
}

async function allOf({ get }: Journey, path: string, agency: string): Promise<Set<string>> {
  const found = new Set<string>()
  for (let cursor = ''; ; ) {
    const { status, body, text } = await get(`${path}${cursor}`, agency)
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`)
    for (const { subject, id } of body.items as Body[]) found.add(String(subject ?? id))
    if (body.next === undefined) return found
    cursor = `&cursor=${String(body.next)}`
  }
}

async function countsOf({ get }: Journey, agency: string): Promise<Map<string, number>> {
  const { status, body, text } = await get('/v1/statistics/seizures?by=country', agency)
  if (status !== 200) throw new Error(`statistics: ${status} ${text}`)
  return new Map((body.items as Body[]).map(({ country, seizures }) => [String(country), Number(seizures)]))
}
