/**
 * A new store holds one agency, the centre: it registers itself, since there is nobody else who could. Where it came
 * from a backup with the clients of another user pool, it registers itself again with those that it has here.
 */
import { hash } from 'node:crypto'
import { type Agency, agencyOf } from '../../domain/agency.ts'
import { type Commit, headerOf, recordedOf } from '../ledger/commit.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { centreScope, writeScope } from '../recording/admission.ts'
import { type RecordNeeds, record } from '../recording/record.ts'
import { centre, centreSource, genesisId, renewalId } from '../register/centre.ts'

const atFirst = {
  names: { en: 'The centre', ru: 'Центр' },
  kind: 'centre',
  authorityType: 'drug-control',
  postingScopes: [],
  marking: { tlp: 'CLEAR' },
}

/** @param clientIds the centre's in this deployment: once all of them are registered, nothing is written. */
export async function registerCentre(
  clientIds: readonly string[],
  ledger: Ledger,
  needs: RecordNeeds,
): Promise<void> {
  const stream = (await ledger.load(centre)).map((commit) => ({ commit, event: recordedOf(commit) }))
  const known = agencyOf(stream.map(({ event }) => event))
  if (known && clientIds.every((clientId) => known.clientIds.includes(clientId))) return
  const last = stream.findLast(({ event }) => event.type === 'AgencyRegistered' && event.data)
  const poster: Agency = known ?? {
    agencyId: 'centre',
    kind: 'centre',
    clientIds,
    postingScopes: [],
    suspended: false,
  }
  const value = {
    specversion: '1.0',
    type: 'AgencyRegistered',
    source: centreSource,
    id: idAfter(stream.at(-1)?.commit, clientIds),
    subject: centre,
    data: { ...(last?.event.data ?? atFirst), clientIds },
  }
  const outcome = await record(
    { value, poster, scopes: [writeScope, centreScope], deadlineMs: needs.nowMs() + 10_000 },
    needs,
  )
  if (outcome.outcome === 'refused')
    throw new Error(`The centre cannot be registered: ${JSON.stringify(outcome.problem)}`)
}

/** Two who find the same missing record one event; whoever finds it missing again later, another. */
function idAfter(last: Commit | undefined, clientIds: readonly string[]): string {
  if (!last) return genesisId
  const digest = hash('sha256', [...clientIds].sort().join('\n')).slice(0, 16)
  return renewalId(headerOf(last).eventId, digest)
}
