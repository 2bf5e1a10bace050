/**
 * What warnings rest on. It comes from the views, so it may lag, and nothing is refused because of it; but for clients,
 * whose rows are written before a registration is answered.
 */
import type { Agency } from '../../domain/agency.ts'
import { ownLabel } from '../../domain/audience.ts'
import type { Candidate, Context } from '../../domain/decision.ts'
import { normaliseName } from '../../domain/names.ts'
import { read } from '../views/reading.ts'
import type { Views } from '../views/views.ts'

export type Lookups = Pick<Views, 'list'>

export async function lookUp(
  candidate: Candidate,
  poster: Agency,
  lookups: Lookups,
): Promise<Pick<Context, 'reportRefSeen' | 'namesakes' | 'takenClients'>> {
  const reader = ownLabel(poster)
  const subjectsIn = async (partition: string) =>
    (await read(lookups, { partition, reader, limit: 10 })).rows.map(({ sort }) => sort)
  const reportRef = candidate.type === 'SeizureReported' ? candidate.data.reportRef : undefined
  const reports = reportRef === undefined ? [] : await subjectsIn(`reports/${poster.agencyId}/${reportRef}`)
  const namesakes = await Promise.all(
    namesIn(candidate).map((name) => subjectsIn(`names/${normaliseName(name)}`)),
  )
  const clientIds = candidate.type === 'AgencyRegistered' ? candidate.data.clientIds : []
  const holders = await Promise.all(clientIds.map((clientId) => subjectsIn(`clients/${clientId}`)))
  const isAnother = (agencyId: string) => `agencies/${agencyId}` !== candidate.subject
  return {
    takenClients: clientIds.filter((_, n) => holders[n]?.some(isAnother)),
    reportRefSeen: reports.some((subject) => subject !== candidate.subject),
    namesakes: [...new Set(namesakes.flat())],
  }
}

function namesIn(candidate: Candidate): readonly string[] {
  if (candidate.type === 'ActorReported')
    return Object.values(candidate.data.names).filter((name) => name !== undefined)
  return candidate.type === 'ActorAliasReported' ? [candidate.data.alias] : []
}
