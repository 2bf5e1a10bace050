import { describe, expect, it } from 'vitest'
import type { Marking } from '../../../events/envelope.ts'
import {
  actor,
  amber,
  claimed,
  green,
  leg,
  type Post,
  post,
  raised,
  red,
  route,
  seizure,
  strict,
  subjectOf,
} from '../../support/posts.ts'
import { newWorld, type World } from '../../support/world.ts'
import { addresses } from './addresses.ts'
import { plainCursors, type Reading, reading } from './reading.ts'
import { elsewhere, moreEvents, onNorthern, sampleEvents, tell } from './sample.ts'

/** Two worlds that differ in what a reader may not see answer it alike, byte for byte, at every address. */
const visible = [...sampleEvents, ...moreEvents]
const khimprom = { subject: 'actors/khimprom' }
const northern = { subject: 'routes/northern' }

/** Something hidden about nearly everything that can be seen, and things that are hidden altogether. */
function hiddenEvents(marking: Marking): readonly Post[] {
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

type Between = (world: World, index: number) => Promise<unknown>

async function told(between: Between): Promise<Reading> {
  const world = await reading(await newWorld(), { cursors: plainCursors })
  await tell(world, visible, (index) => between(world, index))
  await world.project()
  return world
}

async function expectAlike(
  one: Reading,
  other: Reading,
  by: string | undefined,
  also: readonly Post[],
): Promise<void> {
  for (const address of addresses([...visible, ...also])) {
    const answers = await Promise.all(
      [one, other].map(async (world) => {
        const { status, text, headers } = await world.ask(address, by === undefined ? {} : { by })
        return { status, text, headers: [...headers] }
      }),
    )
    expect(answers[0], `${address} for ${by}`).toStrictEqual(answers[1])
  }
}

const quiet = async () => {}
const readersOf: [string, Marking, readonly (string | undefined)[]][] = [
  ['green', green, [undefined]],
  ['amber', amber, [undefined, 'observer-one']],
  ['strict', strict(), [undefined, 'observer-one', 'kz-moi']],
  ['red', red(), [undefined, 'observer-one', 'kz-moi', 'centre']],
]

describe('worlds alike but for what is hidden', () => {
  it.each(readersOf)(
    '%s events posted between and after',
    async (_, marking, readers) => {
      const hidden = hiddenEvents(marking)
      const alone = await told(quiet)
      const among = await told(async (world, index) => {
        // Once what they refer to is there, one after each visible event, the rest at the end.
        const last = index === visible.length - 1
        if (last) for (const event of hidden) await world.recorded(event)
      })
      for (const by of readers) await expectAlike(alone, among, by, hidden)
    },
    120_000,
  )

  it('what was seen by all and then raised, as if it had never been', async () => {
    const once = hiddenEvents({ tlp: 'CLEAR' })
    const alone = await told(quiet)
    const narrowed = await told(async (world, index) => {
      if (index !== visible.length - 1) return
      for (const event of once) await world.recorded(event)
      await reading(world).then((all) => all.project())
      for (const event of once)
        await world.recorded(raised(event, red(), { by: 'ru-authority', ifmatch: '*' }))
    })
    for (const by of [undefined, 'observer-one', 'kz-moi', 'centre'])
      await expectAlike(alone, narrowed, by, once)
  }, 120_000)

  it('are told apart by those who may see it', async () => {
    const hidden = hiddenEvents(amber)
    const alone = await told(quiet)
    const among = await told(async (world, index) => {
      if (index === visible.length - 1) for (const event of hidden) await world.recorded(event)
    })
    await expect(expectAlike(alone, among, 'kz-moi', hidden)).rejects.toThrow()
  }, 60_000)
})
