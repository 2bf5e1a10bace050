/** Shapes of routes, actors and countries: what analysts put together from claims. */
import * as z from 'zod'
import { mode } from '../../../events/codes/circumstances.ts'
import { country } from '../../../events/codes/countries.ts'
import { group } from '../../../events/codes/substance-groups.ts'
import { substance } from '../../../events/codes/substances.ts'
import { unit } from '../../../events/codes/units.ts'
import { occurred, period, since } from '../../../events/dates.ts'
import { subject as anySubject, eventId, slug } from '../../../events/ids.ts'
import { countryOrRegion, placeOrRegion } from '../../../events/place.ts'
import { names } from '../../../events/text.ts'
import { routeStatuses } from '../statuses.ts'
import { claimIds, coverage, decimal, ended, inboundLink, named, statisticsItem, time } from './shapes.ts'

const crossing = z.enum(['departure', 'transit', 'destination'])

const leg = named(
  'Leg',
  z.strictObject({
    legId: slug,
    from: placeOrRegion,
    to: placeOrRegion,
    role: z.enum(['trunk', 'branch', 'offshoot']),
    status: z.enum(['suspected', 'active']),
    modes: z.array(mode).optional(),
    substances: z.array(substance).optional(),
    since: since.optional(),
    claimIds,
  }),
)

const estimated = {
  claimId: eventId,
  occurred: occurred.optional(),
  status: z.string(),
  roots: z.int().min(1),
}
const range = { min: decimal, max: decimal, referencePeriod: period }

/** Never a total; money is never compared without its metric and period. */
const estimate = named(
  'Estimate',
  z.discriminatedUnion('kind', [
    z.strictObject({
      ...estimated,
      ...range,
      kind: z.literal('value'),
      metric: z.enum(['gross-revenue', 'net-profit', 'street-value', 'unspecified-proceeds']),
      currency: z.string(),
      scope: z.string().optional(),
    }),
    z.strictObject({ ...estimated, ...range, kind: z.literal('volume'), substance, unit }),
  ]),
)

export const routeFields = {
  names: names.optional(),
  status: z.enum(routeStatuses),
  substances: z.array(substance),
  legs: z.array(leg).meta({ description: 'In order along the route' }),
  countryRoles: z.array(z.strictObject({ country, role: crossing, legIds: z.array(slug) })),
  estimates: z.array(estimate),
  lifeCycle: z.array(
    z.looseObject({
      at: time,
      type: z.string(),
      eventId,
      occurred: occurred.optional(),
      retired: z.array(leg).optional(),
    }),
  ),
}

const evidence = { seizures: z.int().min(0), kilograms: decimal, coverage, last: z.string().optional() }

export const routeBlocks = {
  evidence: z.strictObject({ ...evidence, legs: z.array(z.strictObject({ legId: slug, ...evidence })) }),
  actors: z.array(
    z.strictObject({
      actorId: slug,
      name: z.string().optional(),
      relation: z.string(),
      legId: slug.optional(),
      evidence: z.array(eventId),
      status: z.enum(['live', 'disputed']),
    }),
  ),
}

const scale = z.union([
  z.string(),
  z.strictObject({ min: decimal.optional(), max: decimal.optional(), unit, per: z.string().optional() }),
])

export const actorFields = {
  names: names.optional(),
  aliases: z.array(z.string()),
  kind: z.string().optional(),
  specificity: z.enum(['named', 'category']).optional(),
  basedIn: z.array(country),
  operatesIn: z.array(z.string()).meta({ description: 'Countries by code, regions by slug' }),
  roles: z.array(
    z.strictObject({
      role: z.string(),
      substance: substance.optional(),
      places: z.array(countryOrRegion).optional(),
      scale: scale.optional(),
      since: since.optional(),
      claimIds,
      ended: ended.optional(),
    }),
  ),
  routes: z.array(z.strictObject({ routeId: slug, legId: slug.optional(), relation: z.string(), claimIds })),
  links: z.array(z.strictObject({ actorId: slug, relation: z.string(), claimIds })),
  status: z.enum(['active', 'dormant', 'unknown', 'merged', 'retracted']),
  mergedInto: slug.optional(),
  duplicateSuspects: z.array(z.strictObject({ actorId: slug, claimIds })),
  dismantlements: z.array(
    z.strictObject({
      claimId: eventId,
      occurred: occurred.optional(),
      reason: z.string().optional(),
      operationRef: z.string().optional(),
      status: z.string(),
    }),
  ),
}

export const actorBlocks = {
  seizures: z.array(inboundLink),
  linkedFrom: z.array(inboundLink),
  merged: z
    .array(
      z.strictObject({
        subject: anySubject,
        names: actorFields.names,
        // A card whose payload is gone has none of them.
        aliases: actorFields.aliases.optional(),
        roles: actorFields.roles.optional(),
        routes: actorFields.routes.optional(),
      }),
    )
    .meta({ description: 'The actors that this one turned out to be' }),
  namesakes: z.array(anySubject).meta({ description: 'Others of the same name: a suspicion, never a merge' }),
}

const countryRole = {
  role: z.enum(['production', 'manufacture', 'departure', 'transit', 'destination', 'consumption']),
  substance: substance.optional(),
  group: group.optional(),
  since: since.optional(),
  trend: z.enum(['rising', 'stable', 'falling', 'emerging', 'unknown']).optional(),
  claimIds,
}

export const countryFields = {
  country,
  roles: z.array(z.strictObject(countryRole)),
  endedRoles: z.array(z.strictObject({ ...countryRole, ended })).optional(),
}

export const countryBlocks = {
  seizures: z.strictObject({
    total: statisticsItem.nullable(),
    bySubstance: z.array(statisticsItem),
    series: z.array(statisticsItem),
  }),
  routes: z.array(
    z.strictObject({
      subject: anySubject,
      names: names.optional(),
      status: z.string(),
      substances: z.array(substance),
      role: crossing.optional(),
    }),
  ),
  commitments: z.array(
    z.strictObject({
      subject: anySubject,
      text: z.string(),
      type: z.string(),
      status: z.string(),
      due: z.string().optional(),
      measurable: z.boolean(),
    }),
  ),
}
