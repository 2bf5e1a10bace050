/** Actors: organisations and networks by role, scale and place. Never a person, never a people. */
import * as z from 'zod'
import { amount, compareAmounts } from './amounts.ts'
import { country } from './codes/countries.ts'
import { substance } from './codes/substances.ts'
import { unit } from './codes/units.ts'
import { date, since } from './dates.ts'
import { endingEnvelope, fullEnvelope } from './envelope.ts'
import { eventId, slug } from './ids.ts'
import { once } from './once.ts'
import { countryOrRegion } from './place.ts'
import { strict, together, unique } from './strict.ts'
import { actorName, actorNames, actorText, note, title } from './text.ts'

export const actorReported = once(() =>
  strict({
    names: actorNames,
    kind: z.enum([
      'criminal-network',
      'hierarchical-group',
      'online-marketplace',
      'private-sector-facilitator',
      'unknown',
    ]),
    specificity: z.enum(['named', 'category']),
    basedIn: unique(country).optional(),
    operatesIn: unique(countryOrRegion).optional(),
    ...fullEnvelope,
  }),
)

export const actorAliasReported = once(() => strict({ alias: actorName, ...fullEnvelope }))
export const actorAliasRejected = once(() => strict({ claimId: eventId, reason: note, ...endingEnvelope }))

const scaleShape = {
  min: amount.optional(),
  max: amount.optional(),
  unit,
  per: z.enum(['load', 'day', 'week', 'month', 'quarter', 'year']).optional(),
}

/** "100–200 kg a load", or in words. */
const scale = z.union([
  actorText,
  strict(scaleShape).check(
    together<z.output<z.ZodObject<typeof scaleShape>>>(
      ['min', 'max'],
      ({ min, max }) => min === undefined || max === undefined || compareAmounts(min, max) <= 0,
      'max',
      { code: 'out-of-order', detail: 'must not be less than "min"' },
    ),
  ),
])

export const actorRole = z.enum([
  'coordination',
  'wholesale-large',
  'wholesale-mid',
  'transport',
  'cross-border-smuggling',
  'production',
  'retail-online',
  'retail-street',
  'money-laundering',
  'recruitment',
  'corruption-facilitation',
])
export const actorRoleReported = once(() =>
  strict({
    role: actorRole,
    substance: substance.optional(),
    places: unique(countryOrRegion).optional(),
    scale: scale.optional(),
    since: since.optional(),
    ...fullEnvelope,
  }),
)
export const actorRoleEnded = once(() => strict({ claimId: eventId, reason: note, ...endingEnvelope }))

export const actorPresenceReported = once(() =>
  strict({
    places: unique(countryOrRegion, { min: 1 }),
    since: since.optional(),
    ...fullEnvelope,
  }),
)

export const actorLinkedToRoute = once(() =>
  strict({
    routeId: slug,
    legId: slug.optional(),
    relation: z.enum(['uses', 'controls', 'supplies', 'transports-for']),
    ...fullEnvelope,
  }),
)
export const actorLinkedToActor = once(() =>
  strict({
    actorId: slug,
    relation: z.enum(['supplies', 'transports-for', 'competes-with', 'splinter-of', 'successor-of']),
    ...fullEnvelope,
  }),
)
export const linkWithdrawn = once(() => strict({ claimId: eventId, reason: note, ...endingEnvelope }))

export const actorDuplicateSuspected = once(() =>
  strict({ actorId: slug, reason: note.optional(), ...fullEnvelope }),
)
export const actorsMerged = once(() => strict({ into: slug, reason: note.optional(), ...fullEnvelope }))
export const actorMergeReversed = once(() => strict({ reason: note.optional(), ...fullEnvelope }))

export const actorDeclaredDormant = once(() =>
  strict({ reviewedFrom: date.optional(), reason: note, ...fullEnvelope }),
)
export const actorReactivated = once(() => strict({ reason: note.optional(), ...fullEnvelope }))
export const actorDismantlementClaimed = once(() =>
  strict({
    reason: note.optional(),
    operationRef: title.optional(),
    ...fullEnvelope,
  }),
)
