/** The sample that ships with the project, and what it lacks, posted into a world: at least one subject of each kind. */

import { claimed, green, type Post, post, seizure, subjectOf } from '../../support/posts.ts'
import { read } from '../../support/sources.ts'
import type { World } from '../../support/world.ts'

const files = [
  '01-agencies',
  '02-sources',
  '03-session',
  '04-countries',
  '05-northern-route',
  '06-actors',
  '07-statement',
]

export const sampleEvents: readonly Post[] = files.flatMap((file) =>
  read(`docs/sample/${file}.ndjson`)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Post),
)

export const onNorthern: Post = seizure({}, { id: 'on-northern' })
export const elsewhere: Post = seizure(
  {
    occurred: { from: '2014', precision: 'year' },
    place: { country: 'TJ', point: { lon: 68.78, lat: 38.54 }, precision: 'locality', locality: '=cmd' },
    items: [
      { substance: 'opium', quantity: { value: '3', unit: 'kg' } },
      { substance: 'mdma', quantity: { value: '1000', unit: 'tablet' } },
    ],
  },
  { id: 'elsewhere' },
)
const about = (event: Post) => ({ subject: subjectOf(event) })

export const moreEvents: readonly Post[] = [
  onNorthern,
  elsewhere,
  claimed(
    'SeizureAttributedToRoute',
    { routeId: 'northern', legId: 'kg-kz' },
    { id: 'to-route', ...about(onNorthern) },
  ),
  claimed(
    'SeizureAttributedToActor',
    { actorId: 'khimprom' },
    { id: 'to-actor', ...about(onNorthern), marking: green },
  ),
  claimed(
    'SeizureLabConfirmed',
    { items: [{ index: 0, substance: 'heroin', purityPercent: '41.5' }] },
    { id: 'lab', ...about(onNorthern) },
  ),
  claimed(
    'AggregateFigureReported',
    { series: { names: { en: 'A series' }, unit: 'lb', metric: 'seized' }, period: '2023', value: '12' },
    { id: 'figure', subject: 'figures/series' },
  ),
  post(
    'SourceRegistered',
    { kind: 'other', title: 'A source', marking: green },
    { id: 'green-source', subject: 'sources/green' },
  ),
]

/** Each event at its own second, whatever is posted between. */
export async function tell(
  world: World,
  events: readonly Post[],
  between: (index: number) => Promise<unknown> = async () => {},
): Promise<void> {
  const startMs = world.clock.nowMs
  for (const [index, event] of events.entries()) {
    world.clock.nowMs = startMs + index * 1_000
    await world.recorded(event)
    await between(index)
    world.clock.nowMs = startMs + index * 1_000
  }
}
