/** What answers are made of, as the OpenAPI document describes it and tests hold every answer against. */
import * as z from 'zod'
import { country } from '../../../events/codes/countries.ts'
import { group } from '../../../events/codes/substance-groups.ts'
import { substance } from '../../../events/codes/substances.ts'
import { unit } from '../../../events/codes/units.ts'
import { occurred } from '../../../events/dates.ts'
import { grading, sources, tlps } from '../../../events/envelope.ts'
import { subject as anySubject, eventId, slug } from '../../../events/ids.ts'
import { place } from '../../../events/place.ts'
import { names } from '../../../events/text.ts'

/** Schemas with a name: components of the document, referred to wherever they stand. */
export const shapes = z.registry<{ id: string }>()

export function named<S extends z.ZodType>(id: string, schema: S): S {
  shapes.add(schema, { id })
  return schema
}

named('CountryCode', country)
named('SubstanceCode', substance)
named('SubstanceGroup', group)
named('Unit', unit)
named('Occurred', occurred)
named('Place', place)
named('Names', names)
named('Grading', grading)
named('Subject', anySubject)

export const time = z.iso.datetime().meta({ description: 'RFC 3339, UTC' })
export const version = z.int().min(1).meta({ description: 'How many events of the subject you see' })
export const decimal = z.string().regex(/^(0|[1-9]\d*)(\.\d+)?$/)
export const claimIds = z.array(eventId).meta({ description: 'The claims that say so' })
export const label = z.string().meta({ description: 'An audience: `public`, `participants/kz-moi`' })

export const marking = named(
  'Marking',
  z.strictObject({
    tlp: z.enum(tlps),
    releasableTo: z.array(slug).optional().meta({ description: 'Shown to the poster alone' }),
  }),
)

const opinion = { eventId, postedBy: slug, recordedAt: time, reason: z.string().optional() }

export const claim = named(
  'Claim',
  z.strictObject({
    claimId: eventId,
    field: z.string().meta({ description: 'The field of the card that it speaks of' }),
    value: z.unknown().meta({ description: 'What it says, in the words of the event' }),
    occurred: occurred.optional(),
    sources,
    grading: z.strictObject({
      sent: grading,
      admiralty: z.strictObject({
        source: z.enum(['A', 'B', 'C', 'D', 'E', 'F']),
        information: z.enum(['1', '2', '3', '4', '5', '6']),
        mappingVersion: z.int(),
      }),
    }),
    marking: marking.optional(),
    postedBy: slug,
    recordedAt: time,
    roots: z.int().min(1).meta({ description: 'Independent roots that support this value' }),
    status: z.enum(['preferred', 'live', 'variant', 'disputed', 'retracted']),
    endorsements: z.array(z.strictObject(opinion)).optional(),
    disputes: z.array(z.strictObject({ ...opinion, counterClaim: eventId.optional() })).optional(),
    lang: z.string().optional(),
    note: z.string().optional(),
  }),
)

export const conflict = named('Conflict', z.strictObject({ field: z.string(), claimIds: z.array(eventId) }))

export const coverage = named(
  'Coverage',
  z.strictObject({
    converted: z.int().min(0),
    unconverted: z.int().min(0),
  }),
)

/** `kg` is null where only a range is known. */
export const kilogramEquivalent = named(
  'KilogramEquivalent',
  z.strictObject({
    kg: decimal.nullable(),
    low: decimal.optional(),
    high: decimal.optional(),
    method: z.enum(['mass', 'litre', 'ats-tablet', 'laboratory-net-mass', 'sum']),
    methodVersion: z.int(),
  }),
)

export const ended = z.strictObject({
  eventId,
  recordedAt: time,
  occurred: occurred.optional(),
  reason: z.string().optional(),
})

/** A link as the subject that it leads to shows it, with what tells the other end from others. */
export const inboundLink = named(
  'InboundLink',
  z.looseObject({
    from: anySubject,
    to: anySubject,
    relation: z.string(),
    legId: slug.optional(),
    evidence: z.array(eventId),
    status: z.enum(['live', 'disputed']),
    name: z.string().optional(),
  }),
)

export const statisticsItem = named(
  'StatisticsItem',
  z.strictObject({
    country: country.optional(),
    substance: substance.optional(),
    month: z
      .string()
      .regex(/^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$|^unknown$/)
      .optional()
      .meta({ description: '`2014-03`; of a coarse date `2014-Q2`, `2014` or `unknown`' }),
    route: slug.optional(),
    leg: slug.optional(),
    seizures: z.int().min(0),
    kilograms: decimal,
    coverage,
  }),
)
