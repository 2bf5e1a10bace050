/**
 * When each agency was last heard of. The sweeper sees every commit within one walk over the ledger; what it learns is
 * kept in rows for the centre, newest first to stand, and agencies that have gone silent are told from them.
 */
import type { Commit } from '../ledger/commit.ts'
import { headerOf } from '../ledger/commit.ts'
import type { Register } from '../register/register.ts'
import { count, log } from '../telemetry.ts'
import type { Views } from '../views/views.ts'

const place = { partition: 'health/activity', label: 'participants/centre' } as const
const begunPlace = {
  partition: 'health/activity-begun',
  label: 'participants/centre',
  sort: 'begun',
} as const

/** The agency that such an event is about starts anew: it has not been silent before it could speak. */
const startsAnew: readonly string[] = ['AgencyRegistered', 'AgencyReinstated']

export type Activity = {
  see(commits: readonly Commit[]): void
  /** Writes down what was seen. */
  keep(views: Pick<Views, 'put'>, nowMs: number): Promise<void>
}

export function newActivity(): Activity {
  const lastMs = new Map<string, number>()
  const note = (agencyId: string, ms: number) => lastMs.set(agencyId, Math.max(lastMs.get(agencyId) ?? 0, ms))
  return {
    see: (commits) => {
      for (const commit of commits) {
        const { type, postedBy, recordedAt } = headerOf(commit)
        note(postedBy, Date.parse(recordedAt))
        if (startsAnew.includes(type)) note(commit.subject.slice('agencies/'.length), Date.parse(recordedAt))
      }
    },
    keep: async (views, nowMs) => {
      // The earliest stands: a later one has the lower fence.
      const fence = Number.MAX_SAFE_INTEGER - nowMs
      await views.put({ ...begunPlace, state: 'row', body: { begunMs: nowMs }, fence })
      for (const [agencyId, ms] of lastMs)
        await views.put({
          ...place,
          sort: agencyId,
          state: 'row',
          body: { lastRecordedAt: new Date(ms).toISOString() },
          fence: ms,
        })
    },
  }
}

const pageRows = 100

/**
 * Agencies that are not suspended and were last heard of before `sinceMs.heardOf`. The centre is none: it has its own work.
 * Undefined until a whole walk, which takes since `sinceMs.walk`, has been kept: before that, whoever was heard of late may not have been met.
 */
export async function silentAgencies(
  views: Pick<Views, 'get' | 'list'>,
  register: Pick<Register, 'agency'>,
  sinceMs: { heardOf: number; walk: number },
): Promise<readonly string[] | undefined> {
  const [begun] = await views.get([begunPlace])
  if (!begun || (begun.body as { begunMs: number }).begunMs > sinceMs.walk) return undefined
  const silent: string[] = []
  let after: string | undefined
  do {
    const page = await views.list({ ...place, limit: pageRows, ...(after !== undefined && { after }) })
    for (const { sort, body } of page.rows) {
      if (Date.parse((body as { lastRecordedAt: string }).lastRecordedAt) >= sinceMs.heardOf) continue
      const agency = await register.agency(sort)
      if (agency && agency.kind !== 'centre' && !agency.suspended) silent.push(sort)
    }
    after = page.more ? page.rows.at(-1)?.sort : undefined
  } while (after !== undefined)
  return silent
}

/** How many for the alarm, and who for whoever looks. Of what is not known nothing is told. */
export function tellSilence(silent: readonly string[] | undefined): void {
  if (!silent) return
  count('SilentAgencies', silent.length)
  if (silent.length > 0) log.warn('Silent', { agencies: silent })
}
