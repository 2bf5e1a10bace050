import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Event } from './api.ts'
import type { Journey } from './journey.ts'

/** Puts an event on the bus as a partner's account does. `about` may claim to be what it is not. */
export function putAs(
  { host, dataDir }: Journey,
  account: string,
  detail: Event,
  about: { Source?: string; DetailType?: string } = {},
): void {
  const { outputs } = JSON.parse(readFileSync(join(dataDir, 'host.json'), 'utf8'))
  const posted = { EventBusName: outputs.IntakeBusName, Source: 'partner', DetailType: 'Posted', ...about }
  const { Entries } = host.putEvents([{ ...posted, Detail: JSON.stringify(detail) }], account)
  for (const entry of Entries) if ('ErrorCode' in entry) throw new Error(entry.ErrorCode)
}
