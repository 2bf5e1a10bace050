/** Shapes of what is recorded case by case: seizures, and the figures that never mix with them. */
import * as z from 'zod'
import { mode, siteKind } from '../../../events/codes/circumstances.ts'
import { country } from '../../../events/codes/countries.ts'
import { substance } from '../../../events/codes/substances.ts'
import { unit } from '../../../events/codes/units.ts'
import { occurred, period } from '../../../events/dates.ts'
import { eventId, slug } from '../../../events/ids.ts'
import { place, placeOrRegion } from '../../../events/place.ts'
import { names } from '../../../events/text.ts'
import { claimIds, coverage, decimal, kilogramEquivalent, time } from './shapes.ts'

const reason = { kilogramEquivalentReason: z.string().optional() }

const seizureItem = z.strictObject({
  substance,
  form: z.string().optional(),
  quantity: z.strictObject({
    value: decimal,
    unit,
    approximate: z.boolean().optional(),
    basis: z.enum(['gross', 'net', 'estimated']).optional(),
  }),
  purityPercent: decimal.optional(),
  laboratory: z
    .strictObject({
      substance,
      purityPercent: decimal.optional(),
      netMass: z.strictObject({ value: decimal, unit }).optional(),
      claimId: eventId,
    })
    .optional(),
  kilogramEquivalent: kilogramEquivalent.nullable(),
  ...reason,
})

export const seizureFields = {
  status: z.enum(['reported', 'retracted']),
  postedBy: slug,
  reportRef: z.string().optional(),
  occurred,
  place,
  siteKind: siteKind.optional(),
  mode: mode.optional(),
  items: z.array(seizureItem),
  substances: z.array(substance),
  kilogramEquivalent: kilogramEquivalent.nullable(),
  ...reason,
  coverage,
  consignment: z
    .strictObject({
      departure: placeOrRegion.optional(),
      transit: z.array(placeOrRegion).optional(),
      destination: placeOrRegion.optional(),
    })
    .optional(),
  concealment: z.string().optional(),
  detection: z.string().optional(),
  arrestsCount: z.int().min(0).optional(),
  routes: z.array(z.strictObject({ routeId: slug, legId: slug.optional(), claimIds })),
  actors: z.array(z.strictObject({ actorId: slug, claimIds })),
  corrections: z.array(
    z.strictObject({
      eventId,
      recordedAt: time,
      postedBy: slug,
      reason: z.string(),
      changes: z.record(z.string(), z.unknown()),
    }),
  ),
  retraction: z
    .strictObject({ eventId, recordedAt: time, postedBy: slug, reason: z.string().optional() })
    .optional(),
}

export const figureFields = {
  series: z
    .strictObject({
      names,
      country: country.optional(),
      place: placeOrRegion.optional(),
      substance: substance.optional(),
      unit: z.string(),
      metric: z.string(),
    })
    .optional(),
  values: z.array(
    z.strictObject({
      claimId: eventId,
      period,
      value: decimal,
      relation: z.enum(['exact', 'approximately', 'less-than', 'more-than']).optional(),
      count: z.int().min(0).optional(),
      restates: eventId.optional(),
      restatedBy: eventId.optional(),
      current: z.boolean(),
      summable: z.boolean(),
      status: z.string(),
      roots: z.int().min(1),
    }),
  ),
}
