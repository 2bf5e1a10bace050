/** The legs of a route: which are live, in which order they follow each other, and what each country is to the route. */
import type { Leg } from '../../events/route.ts'
import { countryOf, placeKey } from './places.ts'
import { claimIdsOf, liveClaims, type Story, type TypedClaim } from './story.ts'
import { present, toldOf, withoutEnvelope } from './told.ts'

export type LegView = Leg & { status: 'suspected' | 'active'; claimIds: readonly string[] }
export type Legs = { live: readonly LegView[]; retired: ReadonlyMap<string, LegView> }

export type CountryRole = {
  country: string
  role: 'departure' | 'transit' | 'destination'
  legIds: readonly string[]
}

/** @param status what a leg is taken for that says nothing of its own. */
export function legsOf(story: Story, status: LegView['status']): Legs {
  const all = Map.groupBy(claimedLegs(story), ({ leg }) => leg.legId)
  const gone = new Set(
    liveClaims(story, 'RouteLegRetired', 'RouteRerouted').flatMap(({ event }) =>
      event.type === 'RouteLegRetired' ? [event.data.legId] : event.data.from,
    ),
  )
  const views = [...all.values()].flatMap((claimed) => {
    const [first] = claimed
    return first
      ? [
          {
            ...present(first.leg),
            status: first.leg.status ?? status,
            claimIds: claimIdsOf(claimed),
          } as LegView,
        ]
      : []
  })
  const retired = views.filter(({ legId }) => gone.has(legId))
  return {
    live: alongTheRoute(views.filter((leg) => !gone.has(leg.legId))),
    retired: new Map(retired.map((leg) => [leg.legId, leg])),
  }
}

/** Every leg the label ever saw: what a text about legs may name. */
export function knownLegIds({ events }: Story): ReadonlySet<string> {
  return new Set(
    toldOf(events, 'RouteLegAdded', 'RouteRerouted').flatMap(({ type, data }) =>
      type === 'RouteLegAdded' ? [data.legId] : data.to.map(({ legId }) => legId),
    ),
  )
}

/** Computed, not claimed: where legs only begin is departure, where they only end destination, between them transit. */
export function countryRolesOf(legs: readonly LegView[]): readonly CountryRole[] {
  const crossing = legs.filter(({ from, to }) => placeKey(from) !== placeKey(to))
  const countries = [...new Set(legs.flatMap(({ from, to }) => [countryOf(from), countryOf(to)]))].filter(
    (c) => c !== undefined,
  )
  return countries.map((country) => {
    const departs = crossing.some(({ from }) => placeKey(from) === country)
    const arrives = crossing.some(({ to }) => placeKey(to) === country)
    const role = departs === arrives ? 'transit' : departs ? 'departure' : 'destination'
    const touching = legs.filter(({ from, to }) => placeKey(from) === country || placeKey(to) === country)
    return { country, role, legIds: touching.map(({ legId }) => legId) }
  })
}

type ClaimedLeg = { leg: Leg; claim: TypedClaim<'RouteLegAdded' | 'RouteRerouted'>['claim'] }

/** The preferred claim of a leg comes first. A rerouting claims all the legs that it opens. */
function claimedLegs(story: Story): readonly ClaimedLeg[] {
  return liveClaims(story, 'RouteLegAdded', 'RouteRerouted').flatMap(({ event, claim }) =>
    event.type === 'RouteLegAdded'
      ? [{ leg: withoutEnvelope(event.data), claim }]
      : event.data.to.map((leg) => ({ leg, claim })),
  )
}

/** The trunk from its source to its end, then branches, then offshoots, each chained the same way. */
function alongTheRoute(legs: readonly LegView[]): readonly LegView[] {
  return (['trunk', 'branch', 'offshoot'] as const).flatMap((role) =>
    chained(legs.filter((leg) => leg.role === role)),
  )
}

/**
 * Follows legs from place to place. A chain starts where no remaining leg arrives; in a circle, at the leg that was
 * claimed first. A leg within one country comes before the one that leaves it.
 */
function chained(legs: readonly LegView[]): readonly LegView[] {
  const remaining = new Set(legs)
  const chain: LegView[] = []
  const take = (leg: LegView) => {
    remaining.delete(leg)
    chain.push(leg)
  }
  while (remaining.size > 0) {
    const left = [...remaining]
    const start =
      left.find(
        (leg) => !left.some((other) => crosses(other) && placeKey(other.to) === placeKey(leg.from)),
      ) ?? left[0]
    for (let next = start; next; next = nextAfter(next, remaining)) take(next)
  }
  return chain
}

function nextAfter(leg: LegView, remaining: ReadonlySet<LegView>): LegView | undefined {
  const onward = [...remaining].filter(({ from }) => placeKey(from) === placeKey(leg.to))
  return onward.find((next) => !crosses(next)) ?? onward[0]
}

function crosses({ from, to }: LegView): boolean {
  return placeKey(from) !== placeKey(to)
}
