/** The shape of what came of an agency's claims. */
import * as z from 'zod'
import { subject as anySubject, eventId, slug } from '../../../events/ids.ts'
import { named, time } from './shapes.ts'

export const response = named(
  'Response',
  z.strictObject({
    eventId,
    subject: anySubject,
    type: z.string(),
    claimId: eventId,
    postedBy: slug,
    recordedAt: time,
    reason: z.string().optional(),
    laboratory: z.array(z.looseObject({ index: z.int().min(0) })).optional(),
    moved: z
      .array(z.strictObject({ routeId: slug.optional(), legId: slug.optional(), actorId: slug.optional() }))
      .optional(),
    related: z.record(z.string(), z.string()).optional(),
  }),
)
