/** What the audit answers with. */
import * as z from 'zod'
import { slug, subject } from '../../../events/ids.ts'
import { pageOf } from './card-shapes.ts'
import { label, named, time } from './shapes.ts'

const access = named(
  'Access',
  z.strictObject({
    at: time,
    requestId: z.string(),
    agencyId: slug.optional().meta({ description: 'Absent where nobody signed in' }),
    clientId: z.string().optional(),
    purpose: z.string().optional().meta({ description: 'What the caller gave as `Purpose`' }),
    operation: z.string().meta({ description: 'The `operationId` of what was asked for' }),
    status: z.int(),
    exportedAs: z.string().optional().meta({ description: 'The media type of an export' }),
    subjects: z
      .array(z.strictObject({ subject, audience: z.array(label) }))
      .meta({ description: 'What the answer named, with the audiences above GREEN that it was read under' }),
  }),
)

export const auditShapes = {
  listAudit: pageOf('AuditList', access),
  countReaders: named(
    'Readers',
    z.strictObject({
      subject,
      agencies: z.int().min(0).meta({ description: 'Agencies other than yours that read it' }),
      reads: z.int().min(0).meta({ description: 'How often they asked for the subject by name' }),
    }),
  ),
}
