/** What the overview says at a glance: four figures beside those of the year before, and what came last. */
import type { Schemas } from '../../infra/client/api.generated.ts'
import { trackOf } from './due.ts'
import { narrowing } from './filters.ts'
import { type Heard, silentOf } from './heard.ts'
import { kilogramsIn, seizuresIn } from './map-data.ts'
import type { Asked } from './page.ts'
import { routesKnown } from './routes-known.ts'

type Compared = { now: number; before: number }

export type Overview = {
  seizures: Compared
  kilograms: Compared
  routes: readonly Schemas['RouteItem'][]
  byLeg: readonly Schemas['StatisticsItem'][]
  open: readonly Schemas['CommitmentItem'][]
  overdue: number
  /** Agencies that report seizures and have not for a while, whatever the filters. */
  silent: readonly Heard[]
  /** Changes of routes, newest first. */
  changes: readonly { at: string; type: string; route: Schemas['RouteItem'] }[]
  latest: readonly Schemas['SeizureItem'][]
}

const changesMax = 8
const latestMax = 8
const commitmentsMax = 500

export async function overviewOf(asked: Asked): Promise<Overview> {
  const { ask, filters, now } = asked
  const of = narrowing(filters, ['substance', 'country']) as object
  const year = (ago: number) => ({ from: monthBefore(now, 12 * ago + 11), to: monthBefore(now, 12 * ago) })
  const statistics = (by: 'country' | 'leg', period: object) =>
    ask.get('/v1/statistics/seizures', { query: { ...of, ...period, by } })
  const [routes, byLeg, recent, before, commitments, latest, silent] = await Promise.all([
    routesKnown(asked),
    statistics('leg', {}),
    statistics('country', year(0)),
    statistics('country', year(1)),
    ask.list('/v1/commitments', { max: commitmentsMax }),
    ask.list('/v1/seizures', { query: of, max: latestMax }),
    silentOf(asked),
  ])
  const open = commitments.items.filter(({ status }) => status === 'made' || status === 'in-progress')
  return {
    seizures: { now: seizuresIn(recent.items), before: seizuresIn(before.items) },
    kilograms: { now: kilogramsIn(recent.items), before: kilogramsIn(before.items) },
    routes: routes.items,
    byLeg: byLeg.items,
    open,
    overdue: open.filter((commitment) => trackOf(commitment, now) === 'overdue').length,
    silent,
    changes: routes.items
      .flatMap((route) => route.lifeCycle.map(({ at, type }) => ({ at, type, route })))
      .sort((one, other) => (one.at < other.at ? 1 : -1))
      .slice(0, changesMax),
    latest: latest.items,
  }
}

/** `2026-11`, so many months before that of `now`, in UTC. */
export function monthBefore(now: Date, months: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7)
}
