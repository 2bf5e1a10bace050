/** What each event of a route claims. */
import { canonical } from '../canonical.ts'
import type { Assertion } from '../claims.ts'
import { normaliseName } from '../names.ts'
import { placeKey } from './places.ts'
import { type Told, withoutEnvelope } from './told.ts'

export type RouteClaim = Told<
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
>

export function routeAssertion(event: RouteClaim): Assertion {
  switch (event.type) {
    case 'RouteIdentified': {
      const { names, ...rest } = withoutEnvelope(event.data)
      return {
        field: 'names',
        slot: 'names',
        value: { names, ...rest },
        topics: { names: normaliseName(names.en) },
      }
    }
    case 'RouteLegAdded': {
      const value = withoutEnvelope(event.data)
      const { legId, from, to, role } = value
      const topics = { [`legs/${legId}`]: canonical([placeKey(from), placeKey(to), role]) }
      return { field: 'legs', slot: `legs/${legId}`, value, topics }
    }
    case 'RouteLegRetired': {
      const value = withoutEnvelope(event.data)
      return { field: 'legs', slot: `retired/${value.legId}`, value, topics: {}, sequenced: true }
    }
    case 'RouteRerouted':
      return {
        field: 'legs',
        slot: `rerouted/${event.eventId}`,
        value: withoutEnvelope(event.data),
        topics: {},
        sequenced: true,
      }
    case 'RouteSubstancesChanged': {
      const value = withoutEnvelope(event.data)
      const topics = { substances: canonical([...value.substances].sort()) }
      return { field: 'substances', slot: 'substances', value, topics }
    }
    case 'RouteValueEstimated':
      return valueAssertion(event)
    case 'RouteVolumeEstimated': {
      const value = withoutEnvelope(event.data)
      const { substance, unit, referencePeriod, min, max } = value
      const slot = `volume/${canonical([substance, unit, referencePeriod])}`
      return { field: 'volume', slot, value, topics: { [slot]: canonical([min, max]) } }
    }
    case 'RouteDeclaredDormant':
      return status('dormant', withoutEnvelope(event.data))
    case 'RouteReactivated':
      return status('active', withoutEnvelope(event.data))
    case 'RouteDisrupted':
      return status('disrupted', withoutEnvelope(event.data))
  }
}

/**
 * Money is never compared without metric and period, so estimates compete only where these agree. The same amounts
 * from the same root under another metric are a variant: neither corroboration nor conflict.
 */
function valueAssertion(event: Told<'RouteValueEstimated'>): Assertion {
  const value = withoutEnvelope(event.data)
  const { metric, currency, referencePeriod, scope, min, max } = value
  const slot = `value/${canonical([metric, currency, referencePeriod, scope ?? null])}`
  const amounts = canonical([min, max])
  return { field: 'value', slot, value, topics: { [slot]: amounts }, says: canonical([currency, amounts]) }
}

function status(to: string, details: object): Assertion {
  return { field: 'status', slot: 'status', value: { status: to, ...details }, topics: {}, sequenced: true }
}
