/** Lambda entry of the sweeper, run by a schedule. */
import { busClient, eventBridge } from '../bus/bus.ts'
import { pause, setting } from '../environment.ts'
import { dynamoScan } from '../ledger/dynamo.ts'
import { recordNeeds } from '../recording/needs.ts'
import { ledgerRegister } from '../register/register.ts'
import { stores } from '../stores.ts'
import { dynamoSubmissions } from '../submissions/dynamo.ts'
import { activeLists } from '../views/generations.ts'
import { registerCentre } from './genesis.ts'
import { type Sweep, sweep, tell } from './sweep.ts'

const { client, ledger, views } = stores()
const buses = busClient()
const needs = {
  ledger: { ...ledger, ...dynamoScan(client, setting('LEDGER_TABLE')) },
  views,
  submissions: dynamoSubmissions(client, setting('SUBMISSIONS_TABLE')),
  facts: eventBridge(buses, setting('FACTS_BUS'), pause),
  requests: eventBridge(buses, setting('INTAKE_BUS'), pause),
}
const recording = recordNeeds(ledger, views, ledgerRegister(ledger, activeLists(views)))

/** How many runs share one walk over the ledger, and how far apart they are. */
const segments = Number(setting('SWEEP_SEGMENTS'))
const intervalMs = 15 * 60_000

/** `{"whole": true}` walks the whole ledger at once. */
export async function handler(event: { whole?: boolean }): Promise<Sweep> {
  await registerCentre(setting('CENTRE_CLIENT_IDS').split(','), ledger, recording)
  const turn = Math.floor(Date.now() / intervalMs) % segments
  const found = await sweep(needs, event.whole ? { index: 0, of: 1 } : { index: turn, of: segments })
  console.log(JSON.stringify({ level: 'info', message: 'Swept', ...found }))
  await tell(found, views, Date.now())
  return found
}
