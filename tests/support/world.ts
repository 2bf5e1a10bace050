/** All that `record()` stands on, in memory, with a clock and a salt that a test can foretell. */
import type { Agency } from '../../domain/agency.ts'
import type { Ledger, LedgerScan } from '../../functions/ledger/ledger.ts'
import { memoryLedger } from '../../functions/ledger/memory.ts'
import { projectOrThrow } from '../../functions/projector/project.ts'
import { centreScope, writeScope } from '../../functions/recording/admission.ts'
import type { Receipt } from '../../functions/recording/receipt.ts'
import { type Outcome, type RecordNeeds, type Request, record } from '../../functions/recording/record.ts'
import { ledgerRegister, type Register } from '../../functions/register/register.ts'
import { registerCentre } from '../../functions/sweeper/genesis.ts'
import { memoryViews } from '../../functions/views/memory.ts'
import type { Bookkeeping, Views } from '../../functions/views/views.ts'
import { type Post, post } from './posts.ts'

export type World = {
  ledger: Ledger & LedgerScan
  views: Views & Bookkeeping
  register: Register
  needs: RecordNeeds
  clock: { nowMs: number }
  /** Posts as the agency that `source` names. */
  post(event: Post | object, more?: Partial<Request> & Partial<RecordNeeds>): Promise<Outcome>
  /** Posts what must be accepted. */
  recorded(event: Post, more?: Partial<Request>): Promise<Receipt & { etag: string }>
  agency(agencyId: string): Promise<Agency>
}

export const startMs = Date.parse('2024-03-20T06:00:00.000Z')

const kinds = {
  'kz-moi': 'participating-state',
  'ru-authority': 'participating-state',
  'observer-one': 'observer',
}
const scopes = [
  'seizures',
  'routes',
  'actors',
  'statements',
  'sessions',
  'commitments',
  'countries',
  'sources',
  'figures',
]

export async function newWorld({
  ledger = memoryLedger(),
  views = memoryViews(),
}: {
  ledger?: Ledger & LedgerScan
  views?: Views & Bookkeeping
} = {}): Promise<World> {
  const clock = { nowMs: startMs }
  const register = ledgerRegister(ledger, views, () => clock.nowMs)
  let salts = 0
  const needs: RecordNeeds = {
    ledger,
    agency: register.agency,
    project: (subject) => projectOrThrow([subject], { ledger, views }),
    lookups: views,
    nowMs: () => clock.nowMs,
    salt: () => new Uint8Array(16).fill(++salts % 256),
    pause: async (ms) => {
      clock.nowMs += ms
    },
  }
  const world: World = {
    ledger,
    views,
    register,
    needs,
    clock,
    post: async (value, more = {}) => {
      const poster = more.poster ?? (await world.agency(posterOf(value)))
      const deadlineMs = clock.nowMs + 10_000
      const rights = poster.kind === 'centre' ? [writeScope, centreScope] : [writeScope]
      return record({ value, poster, scopes: rights, deadlineMs, ...more }, { ...needs, ...more })
    },
    recorded: async (event, more) => {
      const outcome = await world.post(event, more)
      if (outcome.outcome !== 'recorded' && outcome.outcome !== 'duplicate')
        throw new Error(JSON.stringify(outcome))
      return { ...outcome.receipt, etag: outcome.etag }
    },
    agency: async (agencyId) => {
      const agency = await register.agency(agencyId)
      if (!agency) throw new Error(`no agency ${agencyId}`)
      return agency
    },
  }
  await registerCentre(['centre'], ledger, needs)
  for (const [agencyId, kind] of Object.entries(kinds)) await world.recorded(registration(agencyId, kind))
  return world
}

export function registration(agencyId: string, kind = 'participating-state'): Post {
  const data = {
    names: { en: `Agency ${agencyId}` },
    clientIds: [agencyId],
    kind,
    authorityType: 'ministry',
    postingScopes: scopes,
  }
  return post('AgencyRegistered', data, {
    by: 'centre',
    id: `register-${agencyId}`,
    subject: `agencies/${agencyId}`,
  })
}

export function refusal(outcome: Outcome): string {
  return outcome.outcome === 'refused' ? outcome.problem.slug : outcome.outcome
}

function posterOf(value: object): string {
  return String((value as Partial<Post>).source).slice('/agencies/'.length)
}
