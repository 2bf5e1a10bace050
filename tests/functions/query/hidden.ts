/** What one agency posts that others may not see: about nearly everything that they see, and things of its own. */
import type { Marking } from '../../../events/envelope.ts'
import { actor, claimed, leg, type Post, post, route, seizure, subjectOf } from '../../support/posts.ts'
import { elsewhere, onNorthern } from './sample.ts'

const khimprom = { subject: 'actors/khimprom' }
const northern = { subject: 'routes/northern' }

export function hiddenEvents(marking: Marking): readonly Post[] {
  const about = (subject: { subject: string }, id: string) => ({
    by: 'ru-authority',
    id,
    marking,
    ...subject,
  })
  const hidden = { by: 'ru-authority', marking }
  const unseen = seizure({}, { ...hidden, id: 'unseen' })
  const statement = post(
    'StatementDelivered',
    {
      grading: { scale: 'admiralty-6x6', source: 'A', information: '1' },
      marking,
      occurred: { from: '2024-03-15', precision: 'day' },
      sessionId: 'cnd-67-high-level',
      delegation: 'RU',
      speakerOffice: 'Minister',
      themes: ['a theme'],
      text: 'Words.',
    },
    { by: 'ru-authority', id: 'hidden-statement' },
  )
  return [
    route('hidden', { ...hidden, id: 'hidden-route' }),
    leg('hidden', 'tj-kg', { ...hidden, id: 'hidden-route-leg' }),
    leg('northern', 'hidden-leg', { ...hidden, id: 'hidden-leg' }),
    route(
      'northern',
      { ...hidden, id: 'northern-again' },
      { names: { en: 'Another name' }, substances: ['mdma'] },
    ),
    actor('hidden', { ...hidden, id: 'hidden-actor' }, { names: { en: 'Khimprom' }, basedIn: ['KZ'] }),
    actor(
      'khimprom',
      { ...hidden, id: 'khimprom-again' },
      { names: { en: 'Khimprom Ltd' }, basedIn: ['AZ'] },
    ),
    claimed(
      'ActorLinkedToRoute',
      { routeId: 'northern', legId: 'kg-kz', relation: 'uses' },
      about(khimprom, 'l1'),
    ),
    claimed(
      'ActorLinkedToRoute',
      { routeId: 'northern', legId: 'hidden-leg', relation: 'controls' },
      about(khimprom, 'l0'),
    ),
    claimed('ActorLinkedToRoute', { routeId: 'hidden', relation: 'uses' }, about(khimprom, 'l2')),
    claimed(
      'ActorLinkedToActor',
      { actorId: 'khimprom', relation: 'supplies' },
      about({ subject: 'actors/hidden' }, 'l3'),
    ),
    claimed('ActorDuplicateSuspected', { actorId: 'hidden' }, about(khimprom, 'l4')),
    claimed('ActorAliasReported', { alias: 'Chemists' }, about(khimprom, 'l5')),
    claimed(
      'RouteVolumeEstimated',
      { substance: 'heroin', min: '1', max: '2', unit: 't', referencePeriod: '2023' },
      about(northern, 'v'),
    ),
    claimed(
      'CountryRoleReported',
      { role: 'production', substance: 'mdma' },
      about({ subject: 'countries/kz' }, 'c1'),
    ),
    claimed(
      'CountryRoleReported',
      { role: 'transit', substance: 'mdma' },
      about({ subject: 'countries/az' }, 'c2'),
    ),
    unseen,
    claimed(
      'SeizureAttributedToRoute',
      { routeId: 'northern', legId: 'kg-kz' },
      about({ subject: subjectOf(unseen) }, 'a1'),
    ),
    claimed('SeizureAttributedToActor', { actorId: 'khimprom' }, about({ subject: subjectOf(unseen) }, 'a2')),
    claimed(
      'SeizureAttributedToRoute',
      { routeId: 'hidden' },
      about({ subject: subjectOf(onNorthern) }, 'a3'),
    ),
    claimed(
      'SeizureLabConfirmed',
      { items: [{ index: 0, substance: 'morphine' }] },
      about({ subject: subjectOf(elsewhere) }, 'a4'),
    ),
    statement,
    claimed(
      'StatementAssertionExtracted',
      { text: 'Of the route.', about: ['routes/northern'] },
      about({ subject: subjectOf(statement) }, 's2'),
    ),
    post(
      'CommitmentMade',
      {
        grading: { scale: 'admiralty-6x6', source: 'A', information: '1' },
        marking,
        by: 'KZ',
        text: 'A promise.',
        type: 'budget',
        measurable: true,
      },
      { by: 'ru-authority', id: 'hidden-promise' },
    ),
  ]
}
