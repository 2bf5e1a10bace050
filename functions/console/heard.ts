/** When each agency was last heard of, in what the reader may see: by the newest seizures and statements. */
import { dateKey } from '../../domain/views/dates.ts'
import type { Schemas } from '../../infra/client/api.generated.ts'
import { daysLeft } from './due.ts'
import type { Asked } from './page.ts'

/** After so many days without a seizure, an agency that reports seizures counts as silent. */
export const silentDays = 90
const agenciesMax = 200
const seizuresMax = 500
/** Each brings its whole text along. */
const statementsMax = 50
/** One that was retracted may come first. */
const ownMax = 5
const dayMs = 86_400_000

export type Latest = { subject: string; day: string }
export type Heard = {
  agency: Schemas['AgencyItem']
  agencyId: string
  seizure?: Latest
  /** Where no seizure was found: what happened before this day was not looked at. */
  lookedBackTo?: string
  statement?: Latest
  isSilent: boolean
}

export async function heardOf({ ask, now }: Pick<Asked, 'ask' | 'now'>): Promise<readonly Heard[]> {
  const [agencies, seizures, statements] = await Promise.all([
    ask.list('/v1/agencies', { max: agenciesMax }),
    ask.list('/v1/seizures', { max: seizuresMax }),
    ask.list('/v1/statements', { max: statementsMax }),
  ])
  const [bySeizure, byStatement] = [latestOf(seizures.items), latestOf(statements.items)]
  const oldest = seizures.more ? dateKey(seizures.items.at(-1)?.occurred) : undefined
  const from = new Date(now.getTime() - silentDays * dayMs).toISOString().slice(0, 10)
  return Promise.all(
    agencies.items.map(async (agency): Promise<Heard> => {
      const agencyId = agency.subject.slice('agencies/'.length)
      const mustReport = reportsSeizures(agency)
      // The newest of all may be of few agencies: the others are looked for as far back as it matters.
      const isUnsure = mustReport && oldest !== undefined && oldest > from && !bySeizure.has(agencyId)
      const own = isUnsure
        ? await ask.list('/v1/seizures', { query: { agency: agencyId, from }, max: ownMax })
        : { items: [] }
      const seizure = bySeizure.get(agencyId) ?? latestOf(own.items).get(agencyId)
      const statement = byStatement.get(agencyId)
      return {
        agency,
        agencyId,
        ...(seizure && { seizure }),
        ...(oldest !== undefined && { lookedBackTo: isUnsure ? from : oldest }),
        ...(statement && { statement }),
        isSilent: mustReport && !(seizure && daysSince(seizure.day, now) <= silentDays),
      }
    }),
  )
}

/** Since the last day that a date may mean; 0 where that is still to come. */
export const daysSince = (day: string, now: Date): number => Math.max(0, -daysLeft(day, now))

const reportsSeizures = ({ kind, status, postingScopes }: Schemas['AgencyItem']): boolean =>
  kind === 'participating-state' && status === 'active' && postingScopes.includes('seizures')

type Dated = { subject: string; postedBy: string; occurred: Schemas['Occurred']; status: string }

/** Lists are newest first. What was retracted is no sign of life, and what has no date says nothing of when. */
function latestOf(items: readonly Dated[]): ReadonlyMap<string, Latest> {
  const latest = new Map<string, Latest>()
  for (const { subject, postedBy, occurred, status } of items) {
    const day = dateKey(occurred)
    if (status !== 'retracted' && day !== '0000' && !latest.has(postedBy))
      latest.set(postedBy, { subject, day })
  }
  return latest
}
