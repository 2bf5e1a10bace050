/** Decides what may happen to one route: suspected → active → dormant → active …, disrupted → active; legs live and retire. */
import type { Seen } from '../events/recorded.ts'
import { standing } from './claim.ts'
import { accept, type Candidate, type Context, type Decision, every, refuse } from './decision.ts'

export type RouteEventType =
  | 'RouteIdentified'
  | 'RouteLegAdded'
  | 'RouteLegRetired'
  | 'RouteRerouted'
  | 'RouteSubstancesChanged'
  | 'RouteValueEstimated'
  | 'RouteVolumeEstimated'
  | 'RouteDeclaredDormant'
  | 'RouteReactivated'
  | 'RouteDisrupted'

type LegEventType = 'RouteLegAdded' | 'RouteLegRetired' | 'RouteRerouted'

export type RouteStatus = 'suspected' | 'active' | 'dormant' | 'disrupted'
export type RouteState = { status: RouteStatus | 'unknown'; legs: ReadonlyMap<string, 'live' | 'retired'> }

export const initialRoute: RouteState = { status: 'unknown', legs: new Map() }

/** Ignores events of other kinds and what is redacted, so that any subset of a stream can be folded. */
export function evolveRoute(route: RouteState, event: Seen): RouteState {
  switch (event.type) {
    case 'RouteIdentified':
      // One more sighting never demotes: only a review or a disruption does.
      return event.data && (route.status === 'unknown' || route.status === 'suspected')
        ? { ...route, status: event.data.status }
        : route
    case 'RouteLegAdded':
    case 'RouteLegRetired':
    case 'RouteRerouted':
      return { ...route, legs: legsAfter(route.legs, event) }
    case 'RouteDeclaredDormant':
      return { ...route, status: 'dormant' }
    case 'RouteReactivated':
      return { ...route, status: 'active' }
    case 'RouteDisrupted':
      return { ...route, status: 'disrupted' }
    default:
      return route
  }
}

export function routeOf(seen: readonly Seen[]): RouteState {
  return standing(seen).reduce(evolveRoute, initialRoute)
}

export function decideRoute(candidate: Candidate<RouteEventType>, { seen }: Context): Decision {
  const route = routeOf(seen)
  switch (candidate.type) {
    case 'RouteIdentified':
    case 'RouteSubstancesChanged':
    case 'RouteValueEstimated':
    case 'RouteVolumeEstimated':
      return accept()
    case 'RouteLegAdded':
      return route.legs.get(candidate.data.legId) === 'retired'
        ? refuse('state-conflict', '/legId', 'This leg has been retired; a new leg takes a new id.')
        : accept()
    case 'RouteLegRetired':
      return liveLeg(route, candidate.data.legId, '/legId')
    case 'RouteRerouted':
      return every(
        ...candidate.data.from.map((legId, index) => liveLeg(route, legId, `/from/${index}`)),
        ...candidate.data.to.map(({ legId }, index) => newLeg(route, legId, `/to/${index}/legId`)),
      )
    case 'RouteDeclaredDormant':
      return fromStatus(route, ['active'], 'dormant')
    case 'RouteDisrupted':
      return fromStatus(route, ['active'], 'disrupted')
    case 'RouteReactivated':
      return fromStatus(route, ['dormant', 'disrupted'], 'active again')
  }
}

/** A leg that was retired stays so: who claims it again does not know, or would have been refused. */
function legsAfter(before: RouteState['legs'], event: Seen<LegEventType>): RouteState['legs'] {
  const legs = new Map(before)
  const retired = event.type === 'RouteLegAdded' ? [] : (event.refs ?? []).map(({ part }) => part ?? '')
  for (const legId of retired) legs.set(legId, 'retired')
  for (const legId of event.adds ?? []) if (legs.get(legId) !== 'retired') legs.set(legId, 'live')
  return legs
}

function fromStatus(route: RouteState, from: readonly RouteState['status'][], to: string): Decision {
  return from.includes(route.status)
    ? accept()
    : refuse(
        'state-conflict',
        '',
        `A route that is ${route.status} cannot become ${to}; it must be ${from.join(' or ')}.`,
      )
}

function newLeg(route: RouteState, legId: string, pointer: string): Decision {
  return route.legs.has(legId)
    ? refuse('state-conflict', pointer, 'A leg of this id exists; a new leg takes a new id.')
    : accept()
}

function liveLeg(route: RouteState, legId: string, pointer: string): Decision {
  const status = route.legs.get(legId)
  if (status === undefined) return refuse('unknown-reference', pointer, 'No such leg on this route.')
  return status === 'live'
    ? accept()
    : refuse('state-conflict', pointer, 'This leg has been retired already.')
}
