import { type EventType, eventTypes } from '../../events/catalog.ts'
import { eventIdOf, madeSubjectOf, sourceOfAgency } from '../../events/ids.ts'
import { read } from '../support/sources.ts'

/** Valid events of every type, about subjects that exist: what is spoiled a little gets deep into the code. */

export type Event = {
  type: EventType
  source: string
  id: string
  subject?: string
  data: Record<string, unknown>
}

const poster = sourceOfAgency('kz-moi')
const golden = new Map(eventTypes.map((type) => [type, read(`tests/golden/${type}.v1.json`)]))

const seizure = '2f8a7c64-9b1d-5a3e-8c42-7e6f5d4c3b2a'
const statement = '7c1e5a92-3d4f-5b68-a7c9-0e1f2d3c4b5a'
const commitment = '91d3b7a5-6c2e-5f40-b8d1-4a3c2e1f0d9b'
const claim = '0b7c1f3e-2a64-5d1b-8f10-3c9d5e7a2b41'
const slugs = /northern-wholesale|northern|khimprom|himprom|cnd-67|regional-press-2024|us-cbp-laredo-heroin/g

const made = (kind: 'seizures' | 'statements' | 'commitments', id: string): string =>
  madeSubjectOf(kind, poster, id).slice(kind.length + 1)

/**
 * The golden event of the type, moved to the subjects of one round, so that no stream grows for ever. What claims and
 * changes name is the identification of the round's route.
 */
export function validEvent(type: EventType, round: number, id: string, ifmatch?: string): Event {
  const text = (golden.get(type) ?? '')
    .replaceAll(slugs, `$&-${round}`)
    .replaceAll(seizure, made('seizures', `seizures-${round}`))
    .replaceAll(statement, made('statements', `statements-${round}`))
    .replaceAll(commitment, made('commitments', `commitments-${round}`))
    .replaceAll(claim, eventIdOf(poster, `routes-${round}`, `routes/northern-${round}`))
  const event = JSON.parse(text)
  if (type.startsWith('Agency')) {
    event.subject = `agencies/fuzzed-${round}`
    if (type === 'AgencyRegistered') event.data.clientIds = [`fuzzed-${round}`]
  }
  return { ...event, id, ...(ifmatch !== undefined && { ifmatch }) }
}

/** Everything that the events of a round are about, in the order of posting. */
export function subjectsOf(round: number): Event[] {
  const figure = validEvent('AggregateFigureReported', round, `figures-${round}`)
  const { restates: _, ...firstFigure } = figure.data
  const also = (type: EventType, subject: string): Event => ({
    ...validEvent(type, round, `${subject}-${round}`),
    subject: `${subject}-${round}`,
  })
  return [
    validEvent('AgencyRegistered', round, `agencies-${round}`),
    validEvent('SourceRegistered', round, `sources-${round}`),
    validEvent('RouteIdentified', round, `routes-${round}`),
    validEvent('RouteLegAdded', round, `legs-${round}`),
    validEvent('ActorReported', round, `actors-${round}`),
    also('ActorReported', 'actors/himprom'),
    also('ActorReported', 'actors/northern-wholesale'),
    validEvent('SessionScheduled', round, `sessions-${round}`),
    validEvent('SeizureReported', round, `seizures-${round}`),
    validEvent('StatementDelivered', round, `statements-${round}`),
    validEvent('CommitmentMade', round, `commitments-${round}`),
    validEvent('CountryRoleReported', round, `countries-${round}`),
    { ...figure, data: firstFigure },
  ]
}
