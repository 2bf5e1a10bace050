/** When each agency was last heard of, in what the reader may see: by the newest seizures and statements. */
import { dateKey } from '../../domain/views/dates.ts'
import type { Schemas } from '../../infra/client/api.generated.ts'
import { inGroups } from '../in-groups.ts'
import { daysLeft } from './due.ts'
import type { Asked } from './page.ts'

/** After so many days without a seizure, an agency that reports seizures counts as silent. */
export const silentDays = 90
const agenciesMax = 200
/** Each brings its whole text along. */
const statementsMax = 50
/** Those that were retracted may come first. */
const ownMax = 10

export type Latest = { subject: string; day: string }
export type Heard = {
  agency: Schemas['AgencyItem']
  agencyId: string
  seizure?: Latest
  isSilent: boolean
}
type Asking = Pick<Asked, 'ask' | 'now'>

/** All agencies, with their latest seizures and statements. */
export async function heardOf(asked: Asking): Promise<readonly (Heard & { statement?: Latest })[]> {
  const [agencies, statements] = await Promise.all([
    agenciesOf(asked),
    asked.ask.list('/v1/statements', { max: statementsMax }),
  ])
  const byStatement = latestOf(statements.items)
  const heard = await inGroups(agencies, (agency) => lastSeizure(agency, asked))
  return heard.map((one) => {
    const statement = byStatement.get(one.agencyId)
    return { ...one, ...(statement && { statement }) }
  })
}

/** Those that report seizures and have not for a while. */
export async function silentOf(asked: Asking): Promise<readonly Heard[]> {
  const reporting = (await agenciesOf(asked)).filter(reportsSeizures)
  const heard = await inGroups(reporting, (agency) => lastSeizure(agency, asked))
  return heard.filter(({ isSilent }) => isSilent)
}

const agenciesOf = async ({ ask }: Asking) => (await ask.list('/v1/agencies', { max: agenciesMax })).items

async function lastSeizure(agency: Schemas['AgencyItem'], { ask, now }: Asking): Promise<Heard> {
  const agencyId = agency.subject.slice('agencies/'.length)
  const own = await ask.list('/v1/seizures', { query: { agency: agencyId }, max: ownMax })
  const seizure = latestOf(own.items).get(agencyId)
  const isRecent = seizure !== undefined && daysSince(seizure.day, now) <= silentDays
  return { agency, agencyId, ...(seizure && { seizure }), isSilent: reportsSeizures(agency) && !isRecent }
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
