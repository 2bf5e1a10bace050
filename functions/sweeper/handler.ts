/** Lambda entry of the sweeper, run by a schedule. */
import { busClient, eventBridge } from '../bus/bus.ts'
import { countedQueues } from '../bus/queue-depths.ts'
import { pause, setting } from '../environment.ts'
import type { Commit } from '../ledger/commit.ts'
import { dynamoScan } from '../ledger/dynamo.ts'
import { dynamoLogTable } from '../merkle-log/dynamo.ts'
import { feedUnlogged } from '../merkle-log/feed.ts'
import { recordNeeds } from '../recording/needs.ts'
import { centre } from '../register/centre.ts'
import { ledgerRegister } from '../register/register.ts'
import { stores } from '../stores.ts'
import { dynamoSubmissions } from '../submissions/dynamo.ts'
import { count, faultOf, log, withMetrics } from '../telemetry.ts'
import { activeLists } from '../views/generations.ts'
import { newActivity, silentAgencies, tellSilence } from './activity.ts'
import { registerCentre } from './genesis.ts'
import { tellQueues } from './queues.ts'
import { type Sweep, sweep, tell } from './sweep.ts'
import { sweepIntervalMs, turnOf } from './turn.ts'

const { client, ledger, views } = stores()
const buses = busClient()
const needs = {
  ledger: { ...ledger, ...dynamoScan(client, setting('LEDGER_TABLE')) },
  views,
  submissions: dynamoSubmissions(client, setting('SUBMISSIONS_TABLE')),
  facts: eventBridge(buses, setting('FACTS_BUS'), pause),
  requests: eventBridge(buses, setting('INTAKE_BUS'), pause),
  nowMs: Date.now,
}
const logTable = dynamoLogTable(client, setting('LOG_TABLE'))
const depths = countedQueues()
const register = ledgerRegister(ledger, activeLists(views))
const recording = recordNeeds(ledger, views, register)

/** How many runs share one walk over the ledger. */
const segments = Number(setting('SWEEP_SEGMENTS'))
const silentMs = Number(setting('SILENT_DAYS')) * 24 * 3_600_000

/** `{"whole": true}` walks the whole ledger at once; `time` is when a schedule's call was due. */
export const handler = withMetrics(async (event: { whole?: boolean; time?: string }): Promise<Sweep> => {
  // What speaks against it keeps no view back; the run counts as missed.
  const unregistered = await registerCentre(setting('CENTRE_CLIENT_IDS').split(','), ledger, recording).then(
    () => undefined,
    (error: unknown) => ({ error }),
  )
  if (unregistered) log.error('The centre cannot be registered', faultOf(unregistered.error))
  // First: a run with too much to do may not live to its end, and then it is asked most.
  await tellQueues(await depths(), views, Date.now())
  const turn = turnOf(event.time, Date.now(), segments)
  const { see, keep } = newActivity()
  const segment = event.whole ? { index: 0, of: 1 } : { index: turn, of: segments }
  // In every run: nobody else lists the centre's first commit, and its turn in the walk comes once in many runs.
  let unlogged = await heal(await ledger.load(centre))
  const seen = async (commits: readonly Commit[]) => {
    see(commits)
    unlogged += await heal(commits)
  }
  const found = await sweep({ ...needs, seen }, segment)
  log.info('Swept', { ...found, unlogged, segment: segment.index, segments: segment.of })
  if (found.unreadable) log.error('Not readable: not listed for the log', found.unreadable)
  count('GapsRepaired', found.gaps)
  count('Unprojected', found.failed)
  count('StuckSubmissions', found.stuck)
  const nowMs = Date.now()
  await tell(found, views, nowMs)
  for (const generation of await views.fed()) await keep(generation, nowMs)
  const sinceMs = { heardOf: nowMs - silentMs, walk: nowMs - segments * sweepIntervalMs }
  tellSilence(await silentAgencies(await views.active(), register, sinceMs))
  if (unregistered) throw unregistered.error
  // Last: a run that did not get here is missed.
  count('Sweeps')
  return found
})

/** A log that cannot be fed keeps no view back: the next walk meets the same commits. @returns how many it lacked. */
async function heal(commits: readonly Commit[]): Promise<number> {
  try {
    const { fed, failed } = await feedUnlogged(commits, logTable, needs.ledger)
    if (failed > 0) log.error('Not listed for the log', { commits: failed })
    return fed + failed
  } catch (error) {
    log.error('The log cannot be read', faultOf(error))
    return 0
  }
}
