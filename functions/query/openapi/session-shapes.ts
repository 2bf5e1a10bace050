/** Shapes of what was said where, of what was promised, and of the registers that others refer to. */
import * as z from 'zod'
import { country } from '../../../events/codes/countries.ts'
import { occurred, span } from '../../../events/dates.ts'
import { delegation, sourceKind } from '../../../events/envelope.ts'
import { subject as anySubject, eventId, slug, subjectKind } from '../../../events/ids.ts'
import { place } from '../../../events/place.ts'
import { segment } from '../../../events/session.ts'
import { names } from '../../../events/text.ts'
import { commitmentStatuses } from '../statuses.ts'
import { claimIds, decimal, inboundLink, time } from './shapes.ts'

const headcount = z.strictObject({ op: z.enum(['eq', 'gt', 'ge', 'lt', 'le', 'about']), n: z.int().min(0) })

export const sessionFields = {
  names: names.optional(),
  body: z.enum(['CND', 'UNGA', 'UNSC', 'INCB', 'CARICC-Council', 'Paris-Pact', 'other']),
  number: z.int().min(1).optional(),
  segment,
  dates: span,
  place,
  agendaItems: z
    .array(z.union([z.string(), z.strictObject({ item: z.string(), title: z.string() })]))
    .optional(),
  status: z.enum(['scheduled', 'open', 'closed', 'retracted']),
  delegations: z.array(z.strictObject({ delegation, headedByOffice: z.string().optional(), claimIds })),
  attendance: z.strictObject({ delegates: headcount.optional(), headsOfDepartment: headcount.optional() }),
}

export const sessionBlocks = {
  statements: z.array(
    z.strictObject({
      subject: anySubject,
      delegation,
      speakerOffice: z.string(),
      occurred,
      summary: z.string().optional(),
    }),
  ),
}

export const statementFields = {
  sessionId: slug,
  delegation,
  onBehalfOf: z.string().optional(),
  speakerOffice: z.string(),
  segment: segment.optional(),
  agendaItem: z.string().optional(),
  occurred,
  lang: z.string(),
  themes: z.array(z.string()),
  text: z.string().optional(),
  textRef: z
    .union([z.string(), z.strictObject({ url: z.string(), sha256: z.string().optional() })])
    .optional(),
  summary: z.string().optional(),
  postedBy: slug,
  status: z.enum(['delivered', 'retracted']),
  annotations: z.array(
    z.strictObject({
      eventId,
      recordedAt: time,
      postedBy: slug,
      annotation: z.string(),
      reason: z.string().optional(),
    }),
  ),
  assertions: z.array(
    z.strictObject({ claimId: eventId, text: z.string(), about: z.array(anySubject), status: z.string() }),
  ),
}

export const statementBlocks = { commitments: z.array(inboundLink) }

export const commitmentFields = {
  by: delegation,
  statementId: eventId.optional(),
  initiative: z.string().optional(),
  text: z.string(),
  type: z.enum([
    'budget',
    'financial-contribution',
    'programme',
    'legislation',
    'hosting',
    'capacity',
    'other',
  ]),
  due: z.string().optional(),
  measurable: z.boolean(),
  occurred: occurred.optional(),
  postedBy: slug,
  status: z.enum(commitmentStatuses),
  progress: z.array(
    z.strictObject({
      claimId: eventId,
      recordedAt: time,
      occurred: occurred.optional(),
      text: z.string(),
      percent: decimal.optional(),
    }),
  ),
  outcome: z
    .strictObject({
      claimId: eventId,
      recordedAt: time,
      occurred: occurred.optional(),
      text: z.string().optional(),
      reason: z.string().optional(),
    })
    .optional(),
}

export const agencyFields = {
  names,
  kind: z.enum(['participating-state', 'observer', 'international-organisation', 'centre']),
  country: country.optional(),
  authorityType: z.string(),
  postingScopes: z.array(subjectKind),
  status: z.enum(['active', 'suspended']),
}

export const sourceFields = {
  kind: sourceKind.optional(),
  title: z.string().optional(),
  url: z.string().optional(),
  publishedAt: z.string().optional(),
  derivedFrom: z.array(slug).optional(),
  lang: z.string().optional(),
  status: z.literal('retracted').optional(),
}
