/** The legs of a route: which are live, in which order they follow each other, and what each country is to the route. */
import type { Leg } from '../../events/route.ts'
import { routeOf } from '../route.ts'
import { countryOf, placeKey } from './places.ts'
import { claimIdsOf, liveClaims, type Story } from './story.ts'
import { toldOf, withoutEnvelope } from './told.ts'
import type { Claim } from './view.ts'

export type LegView = Leg & { status: 'suspected' | 'active'; claimIds: readonly string[] }
export type Legs = { live: readonly LegView[]; retired: ReadonlyMap<string, LegView> }

export type CountryRole = {
  country: string
  role: 'departure' | 'transit' | 'destination'
  legIds: readonly string[]
}

/** @param status what a leg is taken for that says nothing of its own. */
export function legsOf(story: Story, status: LegView['status']): Legs {
  const state = routeOf(story.events).legs
  const claimed = [...Map.groupBy(claimedLegs(story), ({ leg }) => leg.legId).values()]
  const views = claimed
    .toSorted((one, other) => firstOf(one) - firstOf(other))
    .flatMap((claims) => claims.slice(0, 1).map(({ leg }) => legView(leg, status, claims)))
  const retired = views.filter(({ legId }) => state.get(legId) === 'retired')
  return {
    live: alongTheRoute(views.filter((leg) => !retired.includes(leg))),
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

type ClaimedLeg = { leg: Leg; claim: Claim; sequence: number }

/** The preferred claim of a leg comes first. A rerouting claims all the legs that it opens. */
function claimedLegs(story: Story): readonly ClaimedLeg[] {
  return liveClaims(story, 'RouteLegAdded', 'RouteRerouted').flatMap(({ event, claim }) => {
    const legs = event.type === 'RouteLegAdded' ? [withoutEnvelope(event.data)] : event.data.to
    return legs.map((leg) => ({ leg, claim, sequence: event.sequence }))
  })
}

function legView(leg: Leg, status: LegView['status'], claims: readonly ClaimedLeg[]): LegView {
  return { ...leg, status: leg.status ?? status, claimIds: claimIdsOf(claims) }
}

function firstOf(claims: readonly ClaimedLeg[]): number {
  return Math.min(...claims.map(({ sequence }) => sequence))
}

/** The trunk from its source to its end, then branches, then offshoots, each chained the same way. */
function alongTheRoute(legs: readonly LegView[]): readonly LegView[] {
  const depth = depthsOf(legs)
  const nearestFirst = legs.toSorted(
    (one, other) => (depth.get(placeKey(one.from)) ?? 0) - (depth.get(placeKey(other.from)) ?? 0),
  )
  return (['trunk', 'branch', 'offshoot'] as const).flatMap((role) =>
    chained(nearestFirst.filter((leg) => leg.role === role)),
  )
}

/** How many legs of any role away from a source each place is. In a circle the first leg begins at its source. */
function depthsOf(legs: readonly LegView[]): ReadonlyMap<string, number> {
  const arrivals = new Set(legs.filter(crosses).map(({ to }) => placeKey(to)))
  const sources = legs.map(({ from }) => placeKey(from)).filter((place) => !arrivals.has(place))
  const depths = new Map(
    (sources.length > 0 ? sources : legs.slice(0, 1).map(({ from }) => placeKey(from))).map((place) => [
      place,
      0,
    ]),
  )
  // The map grows while it is walked, nearest places first.
  for (const [place, depth] of depths) {
    for (const { from, to } of legs) {
      if (placeKey(from) === place && !depths.has(placeKey(to))) depths.set(placeKey(to), depth + 1)
    }
  }
  return depths
}

/**
 * Follows legs from place to place. A chain starts where no remaining leg arrives, nearest to the source; in a circle,
 * at its first leg. A leg within one country comes before the one that leaves it.
 */
function chained(legs: readonly LegView[]): readonly LegView[] {
  const remaining = new Set(legs)
  const chain: LegView[] = []
  while (remaining.size > 0) {
    const arrivals = new Set([...remaining].filter(crosses).map(({ to }) => placeKey(to)))
    const starts = [...remaining].filter(({ from }) => !arrivals.has(placeKey(from)))
    for (let leg = starts[0] ?? [...remaining][0]; leg; leg = nextAfter(leg, remaining)) {
      remaining.delete(leg)
      chain.push(leg)
    }
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
