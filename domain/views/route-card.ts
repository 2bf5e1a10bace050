/**
 * Route card: names, status, substances, legs along the route, what each country is to it, estimates as claims, and
 * its life. What spans subjects (evidence, actors) is added where it is read.
 */
import { routeOf } from '../route.ts'
import { countryRolesOf, knownLegIds, type Legs, type LegView, legsOf } from './route-legs.ts'
import { cardOf, isRetracted, leading, liveClaims, type Story } from './story.ts'
import { present, type Told, toldOf, withoutEnvelope } from './told.ts'
import type { Card, Projection } from './view.ts'
import { itemOf } from './view.ts'

export function routeCard(story: Story): Card {
  const identity = leading(story, 'RouteIdentified')?.event.data
  const changed = liveClaims(story, 'RouteSubstancesChanged')[0]?.event.data
  const legs = legsOf(story, identity?.status ?? 'suspected')
  const { status } = routeOf(story.events)
  return withKnownLegs(
    cardOf(story, {
      names: identity?.names,
      status: isRetracted(story, 'RouteIdentified') ? 'retracted' : status,
      substances: changed?.substances ?? identity?.substances ?? [],
      legs: legs.live,
      countryRoles: countryRolesOf(legs.live),
      estimates: estimatesOf(story),
      lifeCycle: lifeCycleOf(story, legs),
    }),
    knownLegIds(story),
  )
}

export function routeProjection({ id }: Story, card: Card): Projection {
  const body = itemOf(card)
  const countries = card.status === 'retracted' ? [] : (card.countryRoles as { country: string }[])
  const partitions = ['list/routes', ...countries.map(({ country }) => `list/routes/country/${country}`)]
  return { rows: partitions.map((partition) => ({ partition, sort: id, body })), contributions: [] }
}

/** Values and volumes as claimed; none is a total, and a variant is marked as one. */
function estimatesOf(story: Story): readonly object[] {
  return liveClaims(story, 'RouteValueEstimated', 'RouteVolumeEstimated').map(({ event, claim }) =>
    present({
      claimId: claim.claimId,
      kind: event.type === 'RouteValueEstimated' ? 'value' : 'volume',
      ...withoutEnvelope(event.data),
      occurred: event.data.occurred,
      status: claim.status,
      roots: claim.roots,
    }),
  )
}

const lifeEvents = [
  'RouteIdentified',
  'RouteLegAdded',
  'RouteLegRetired',
  'RouteRerouted',
  'RouteSubstancesChanged',
  'RouteDeclaredDormant',
  'RouteReactivated',
  'RouteDisrupted',
] as const

function lifeCycleOf(story: Story, legs: Legs): readonly object[] {
  const gone = new Set(
    story.claims.filter(({ status }) => status === 'retracted').map(({ claimId }) => claimId),
  )
  return toldOf(story.events, ...lifeEvents)
    .filter(({ eventId }) => !gone.has(eventId))
    .map((event) => {
      const { recordedAt: at, type, eventId, data } = event
      return present({
        at,
        occurred: data.occurred,
        type,
        eventId,
        ...withoutEnvelope(data),
        retired: retiredBy(event, legs),
      })
    })
}

/** The legs that left the board by this event. */
function retiredBy(
  event: Told<(typeof lifeEvents)[number]>,
  { retired }: Legs,
): readonly LegView[] | undefined {
  const legIds =
    event.type === 'RouteLegRetired'
      ? [event.data.legId]
      : event.type === 'RouteRerouted'
        ? event.data.from
        : undefined
  return legIds?.flatMap((legId) => retired.get(legId) ?? [])
}

/** A retirement or rerouting may name a leg that is hidden from this reader: then the name is left out. */
function withKnownLegs(card: Card, known: ReadonlySet<string>): Card {
  const lifeCycle = card.lifeCycle as readonly LegEntry[]
  return {
    ...card,
    lifeCycle: lifeCycle.filter((entry) => isKnown(entry, known)).map((entry) => onlyKnown(entry, known)),
    claims: card.claims.flatMap((claim) => {
      if (claim.field !== 'legs') return [claim]
      const value = claim.value as LegEntry
      return isKnown(value, known) ? [{ ...claim, value: onlyKnown(value, known) }] : []
    }),
  }
}

type LegEntry = { legId?: string; from?: unknown }

function isKnown({ legId }: LegEntry, known: ReadonlySet<string>): boolean {
  return legId === undefined || known.has(legId)
}

function onlyKnown<T extends LegEntry>(entry: T, known: ReadonlySet<string>): T {
  return Array.isArray(entry.from)
    ? { ...entry, from: entry.from.filter((legId: string) => known.has(legId)) }
    : entry
}
