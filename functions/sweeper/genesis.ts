/** A new store holds one agency, the centre: it registers itself, since there is nobody else who could. */
import type { Agency } from '../../domain/agency.ts'
import { sourceOfAgency } from '../../events/ids.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { centreScope, writeScope } from '../recording/admission.ts'
import { type RecordNeeds, record } from '../recording/record.ts'

export async function registerCentre(
  clientIds: readonly string[],
  ledger: Ledger,
  needs: RecordNeeds,
): Promise<void> {
  if ((await ledger.load('agencies/centre')).length > 0) return
  const poster: Agency = {
    agencyId: 'centre',
    kind: 'centre',
    clientIds,
    postingScopes: [],
    suspended: false,
  }
  const value = {
    specversion: '1.0',
    type: 'AgencyRegistered',
    source: sourceOfAgency('centre'),
    id: 'register-centre',
    subject: 'agencies/centre',
    data: {
      names: { en: 'The centre', ru: 'Центр' },
      clientIds,
      kind: 'centre',
      authorityType: 'drug-control',
      postingScopes: [],
      marking: { tlp: 'CLEAR' },
    },
  }
  const outcome = await record(
    { value, poster, scopes: [writeScope, centreScope], deadlineMs: needs.nowMs() + 10_000 },
    needs,
  )
  if (outcome.outcome === 'refused')
    throw new Error(`The centre cannot be registered: ${JSON.stringify(outcome.problem)}`)
}
