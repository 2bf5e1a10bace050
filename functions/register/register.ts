/** Who an agency is and what it may do, from the ledger; the token only says which client is calling. */
import { type Agency, agencyOf } from '../../domain/agency.ts'
import { parseSubject } from '../../events/ids.ts'
import { recordedOf } from '../ledger/commit.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { read } from '../views/reading.ts'
import type { Views } from '../views/views.ts'

export type Register = {
  agency(agencyId: string): Promise<Agency | undefined>
  /** The agency that a token's client speaks for. */
  byClient(clientId: string): Promise<Agency | undefined>
}

/** Well under the 5 seconds in which a suspension must take effect. */
const freshMs = 2_000

export function ledgerRegister(
  ledger: Ledger,
  views: Pick<Views, 'list'>,
  nowMs: () => number = Date.now,
): Register {
  const cache = new Map<string, { agency: Promise<Agency | undefined>; askedMs: number }>()
  const fetch = async (agencyId: string) =>
    parseSubject(`agencies/${agencyId}`) &&
    agencyOf((await ledger.load(`agencies/${agencyId}`)).map(recordedOf))
  const agency = (agencyId: string) => {
    const known = cache.get(agencyId)
    const now = nowMs()
    // A clock that is set back must not keep a suspended agency alive.
    if (known && now >= known.askedMs && now - known.askedMs < freshMs) return known.agency
    const fetched = fetch(agencyId)
    cache.set(agencyId, { agency: fetched, askedMs: now })
    // What is missing or failed is asked for again at once: it may be registered the next moment.
    fetched.then((found) => found ?? cache.delete(agencyId)).catch(() => cache.delete(agencyId))
    return fetched
  }
  const owns = (found: Agency | undefined, clientId: string) =>
    found?.clientIds.includes(clientId) ? found : undefined
  return {
    agency,
    byClient: async (clientId) => {
      // Most clients carry their agency's id; the others are bound by a row that registration projects at once.
      const namesake = owns(await agency(clientId), clientId)
      if (namesake) return namesake
      const place = { partition: `clients/${clientId}`, reader: 'participants/centre', limit: 10 }
      const { rows } = await read(views, place)
      const bound = await Promise.all(rows.map(async ({ sort }) => owns(await agency(sort), clientId)))
      return bound.find((found) => found !== undefined)
    },
  }
}
