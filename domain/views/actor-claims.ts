/** What each event of an actor claims. */
import { canonical } from '../canonical.ts'
import type { Assertion } from '../claims.ts'
import { normaliseName } from '../names.ts'
import { sinceKey } from './dates.ts'
import { placeKeys } from './places.ts'
import { type Told, withoutEnvelope } from './told.ts'

export type ActorClaim = Told<
  | 'ActorReported'
  | 'ActorAliasReported'
  | 'ActorRoleReported'
  | 'ActorPresenceReported'
  | 'ActorLinkedToRoute'
  | 'ActorLinkedToActor'
  | 'ActorDuplicateSuspected'
  | 'ActorsMerged'
  | 'ActorMergeReversed'
  | 'ActorDeclaredDormant'
  | 'ActorReactivated'
  | 'ActorDismantlementClaimed'
>

export function actorAssertion(event: ActorClaim): Assertion {
  switch (event.type) {
    case 'ActorReported': {
      const value = withoutEnvelope(event.data)
      const topics = {
        names: normaliseName(value.names.en),
        kind: value.kind,
        specificity: value.specificity,
      }
      return { field: 'names', slot: 'names', value, topics }
    }
    case 'ActorAliasReported': {
      const value = withoutEnvelope(event.data)
      return { field: 'aliases', slot: `aliases/${normaliseName(value.alias)}`, value, topics: {} }
    }
    case 'ActorRoleReported':
      return roleAssertion(event)
    case 'ActorPresenceReported': {
      const value = withoutEnvelope(event.data)
      return {
        field: 'operatesIn',
        slot: canonical(['operatesIn', placeKeys(value.places)]),
        value,
        topics: {},
      }
    }
    case 'ActorLinkedToRoute': {
      const value = withoutEnvelope(event.data)
      return { field: 'routes', slot: canonical(['routes', value]), value, topics: {} }
    }
    case 'ActorLinkedToActor': {
      const value = withoutEnvelope(event.data)
      return { field: 'links', slot: canonical(['links', value]), value, topics: {} }
    }
    case 'ActorDuplicateSuspected': {
      const value = withoutEnvelope(event.data)
      return { field: 'duplicateSuspects', slot: `duplicateSuspects/${value.actorId}`, value, topics: {} }
    }
    case 'ActorsMerged':
      return state('mergedInto', withoutEnvelope(event.data))
    case 'ActorMergeReversed':
      return state('mergedInto', { into: null, ...withoutEnvelope(event.data) })
    case 'ActorDeclaredDormant':
      return state('status', { status: 'dormant', ...withoutEnvelope(event.data) })
    case 'ActorReactivated':
      return state('status', { status: 'active', ...withoutEnvelope(event.data) })
    case 'ActorDismantlementClaimed': {
      const value = withoutEnvelope(event.data)
      return { field: 'dismantlements', slot: `dismantlements/${event.eventId}`, value, topics: {} }
    }
  }
}

/** One role in one substance and set of places; about its scale and beginning sources may differ. */
export function roleSlot({
  role,
  substance,
  places,
}: {
  role: string
  substance?: string | undefined
  places?: Places
}): string {
  return `roles/${canonical([role, substance ?? null, placeKeys(places)])}`
}

type Places = Told<'ActorRoleReported'>['data']['places']

function roleAssertion(event: Told<'ActorRoleReported'>): Assertion {
  const value = withoutEnvelope(event.data)
  const slot = roleSlot(value)
  const scale = value.scale === undefined ? undefined : canonical(value.scale)
  const since = sinceKey(value.since)
  const topics = { ...(scale && { [`${slot}/scale`]: scale }), ...(since && { [`${slot}/since`]: since }) }
  return { field: 'roles', slot, value, topics }
}

function state(field: string, value: object): Assertion {
  return { field, slot: field, value, topics: {}, sequenced: true }
}
