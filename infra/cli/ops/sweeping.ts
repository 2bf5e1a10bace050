/** A sweep in the operator's own process: what the scheduled one does, when it is wanted and over all of the ledger. */
import { eventBridge } from '../../../functions/bus/bus.ts'
import { pause } from '../../../functions/environment.ts'
import { dynamoLedger, dynamoScan } from '../../../functions/ledger/dynamo.ts'
import { dynamoSubmissions } from '../../../functions/submissions/dynamo.ts'
import { type Sweep, sweep, tell as tellHealth } from '../../../functions/sweeper/sweep.ts'
import { dynamoBookkeeping } from '../../../functions/views/bookkeeping.ts'
import { dynamoViews } from '../../../functions/views/dynamo.ts'
import { dynamoGenerations } from '../../../functions/views/generation-row.ts'
import { viewGenerations } from '../../../functions/views/generations.ts'
import { stageOf } from '../../stages.ts'
import { attempting } from './aws-failure.ts'
import { dynamoDb, eventBus } from './clients.ts'
import { type Deployment, outputOf } from './deployment.ts'

type Options = {
  whole: boolean
  /** Told how many subjects were looked at, again and again. */
  progress?: (subjects: number) => void
}

/** As far apart as the scheduled runs: without `whole`, the segment whose turn it is. */
const intervalMs = 15 * 60_000

export async function sweeping(deployment: Deployment, { whole, progress }: Options): Promise<Sweep> {
  const client = dynamoDb(deployment)
  const bus = eventBus(deployment)
  const output = (name: string) => outputOf(deployment, name)
  const ledgerTable = output('LedgerTable')
  const viewsTable = output('ViewsTable')
  const views = viewGenerations(dynamoGenerations(client, viewsTable), (generation) => ({
    ...dynamoViews(client, viewsTable, generation),
    ...dynamoBookkeeping(client, viewsTable, generation),
  }))
  const subjects = new Set<string>()
  const needs = {
    ledger: { ...dynamoLedger(client, ledgerTable), ...dynamoScan(client, ledgerTable) },
    views,
    submissions: dynamoSubmissions(client, output('SubmissionsTable')),
    facts: eventBridge(bus, output('FactsBusName'), pause),
    requests: eventBridge(bus, output('IntakeBusName'), pause),
    seen: (commits: readonly { subject: string }[]) => {
      for (const { subject } of commits) subjects.add(subject)
      progress?.(subjects.size)
    },
  }
  const of = whole ? 1 : stageOf(deployment.stage).sweepSegments
  const segment = { index: Math.floor(Date.now() / intervalMs) % of, of }
  return attempting('the sweep broke off; repeat it', async () => {
    const found = await sweep(needs, segment)
    await tellHealth(found, views, Date.now())
    return found
  })
}

export const sweptText = ({ subjects, behind, failed, submissions }: Sweep): string =>
  `${subjects} subjects: ${behind} were behind, ${failed} of them still are; ${submissions} submissions sent again`
