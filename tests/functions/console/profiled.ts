/** A country with roles, seizures, a route and promises, some of them for their poster alone. */
import { claimed, green, idOf, leg, type Post, red, route, seizure } from '../../support/posts.ts'
import { canary } from '../query/canaries.ts'

const kz = { subject: 'countries/kz' }
const role = (id: string, data: object, about: object = {}) =>
  claimed('CountryRoleReported', data, { ...kz, id, ...about })
export const past = role('past', {
  role: 'production',
  substance: 'cannabis-herb',
  since: '2004',
  trend: 'falling',
})
const secret = { by: 'ru-authority', marking: red() }

export const profiled: readonly Post[] = [
  past,
  role('long', { role: 'transit', group: 'opioid', since: { precision: 'unknown' } }),
  role('new', {
    role: 'departure',
    substance: 'mdma',
    since: { from: '2019-05', precision: 'month', approximate: true },
    trend: 'emerging',
  }),
  role('green', { role: 'consumption', substance: 'khat' }, { marking: green }),
  role('hidden', { role: 'manufacture', substance: 'lsd', note: canary }, secret),
  claimed(
    'CountryRoleEnded',
    { claimId: idOf(past), reason: 'The <fields> are gone.', occurred: { from: '2017', precision: 'year' } },
    { ...kz, id: 'ended' },
  ),
  seizure({}, { id: 'march' }),
  seizure(
    {
      occurred: { from: '2023', precision: 'year' },
      items: [{ substance: 'opium', quantity: { value: '3', unit: 'kg' } }],
    },
    { id: 'year' },
  ),
  seizure(
    {
      place: { country: 'KZ', locality: canary },
      items: [{ substance: 'ketamine', quantity: { value: '777', unit: 'kg' } }],
    },
    { ...secret, id: 'unseen' },
  ),
  seizure({ place: { country: 'AF' } }, { ...secret, id: 'alone' }),
  route('south', { id: 'route' }),
  leg('south', 'in', { id: 'leg' }),
  route('hidden', { ...secret, id: 'hidden-route' }, { names: { en: canary } }),
  claimed(
    'RouteLegAdded',
    { legId: 'x', from: { country: 'TJ' }, to: { country: 'KZ' }, role: 'trunk' },
    { ...secret, id: 'hidden-leg', subject: 'routes/hidden' },
  ),
  claimed(
    'CommitmentMade',
    { by: 'KZ', text: 'To open a <laboratory>.', type: 'capacity', due: '2024-05', measurable: true },
    { id: 'promise' },
  ),
  claimed(
    'CommitmentMade',
    { by: 'KZ', text: canary, type: 'budget', measurable: false },
    { ...secret, id: 'hidden-promise' },
  ),
]
