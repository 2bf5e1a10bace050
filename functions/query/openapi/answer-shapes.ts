/** What each operation answers with, by its id. */
import * as z from 'zod'
import { eventTypes } from '../../../events/catalog.ts'
import { subject as anySubject, eventId, slug, subjectKind, subjectKinds } from '../../../events/ids.ts'
import { singular } from '../subjects.ts'
import { auditShapes } from './audit-shapes.ts'
import { cardShape, listShape, pageOf } from './card-shapes.ts'
import { logShapes } from './log-shapes.ts'
import { problem, problemExplained } from './problem-shapes.ts'
import { response } from './response-shapes.ts'
import { kilogramEquivalent, label, named, statisticsItem, time, version } from './shapes.ts'
import { systemShapes } from './system-shapes.ts'

const warning = z.strictObject({ rule: z.string(), pointer: z.string(), hint: z.string() })
const foretold = {
  id: z.string(),
  source: z.string(),
  type: z.enum(eventTypes as [string, ...string[]]),
  subject: anySubject,
  eventId,
  audience: z.array(label),
  warnings: z.array(warning),
  derived: z.strictObject({ kilograms: z.array(kilogramEquivalent.nullable()) }).optional(),
}

export const receipt = named(
  'Receipt',
  z.strictObject({ ...foretold, version, hash: z.string().regex(/^[0-9a-f]{64}$/), recordedAt: time }),
)
/** What `validateOnly` foretells. */
export const preview = named('ReceiptPreview', z.strictObject(foretold))

const batchItem = named(
  'BatchItem',
  z.strictObject({
    index: z.int().min(0),
    id: z.string().nullable(),
    status: z.int(),
    receipt: z.union([receipt, preview]).optional(),
    problem: problem.optional(),
  }),
)
const counts = { accepted: z.int().min(0), duplicates: z.int().min(0), rejected: z.int().min(0) }
export const batch = named('Batch', z.strictObject({ ...counts, items: z.array(batchItem) }))

const submissionStatus = z.enum(['pending', 'recorded', 'refused'])
export const submitted = named(
  'Submitted',
  z.strictObject({ submissionId: z.uuid(), status: z.literal('pending'), location: z.string() }),
)
const summary = {
  submissionId: z.uuid(),
  status: submissionStatus,
  receivedAt: time,
  events: z.int().min(1),
  ...counts,
}
const submission = named(
  'Submission',
  z.strictObject({ ...summary, items: z.array(batchItem), next: z.string().optional() }),
)
const submissionItem = named('SubmissionItem', z.strictObject(summary))

const recordedEvent = named(
  'RecordedEvent',
  z.looseObject({
    specversion: z.literal('1.0'),
    type: z.string(),
    source: z.string(),
    id: z.string(),
    subject: anySubject,
    data: z.record(z.string(), z.unknown()).optional(),
    redacted: z.literal(true).optional().meta({ description: 'The payload is gone' }),
    eventid: eventId,
    recordedat: time,
    postedby: slug,
    version,
  }),
)
const historyItem = named(
  'HistoryItem',
  z.strictObject({
    eventId,
    type: z.string(),
    recordedAt: time,
    postedBy: slug,
    version,
    summary: z.string(),
  }),
)

const graph = named(
  'Graph',
  z.strictObject({
    nodes: z.array(z.strictObject({ id: anySubject, kind: subjectKind, label: z.string() })),
    edges: z.array(
      z.strictObject({ from: anySubject, to: anySubject, relation: z.string(), evidence: z.array(eventId) }),
    ),
    truncated: z.boolean().meta({ description: 'There is more than a chart can show' }),
  }),
)

export const featureCollection = named(
  'FeatureCollection',
  z.looseObject({
    type: z.literal('FeatureCollection'),
    disclaimer: z.string(),
    next: z.string().optional(),
    features: z.array(
      z.looseObject({
        type: z.literal('Feature'),
        id: z.string(),
        geometry: z.union([
          z.null(),
          z.strictObject({ type: z.literal('Point'), coordinates: z.array(z.number()) }),
          z.strictObject({ type: z.literal('LineString'), coordinates: z.array(z.array(z.number())) }),
        ]),
        properties: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
)

const anyDocument = named('Document', z.record(z.string(), z.unknown()))
const registers = subjectKinds.flatMap((kind): [string, z.ZodType][] => [
  [`list${kind.charAt(0).toUpperCase()}${kind.slice(1)}`, listShape(kind)],
  [`read${singular[kind]}`, cardShape(kind)],
])

/** JSON alone; other forms are described by their media type. */
export const answerShapes: Readonly<Record<string, z.ZodType>> = {
  ...Object.fromEntries(registers),
  listRouteEvidence: listShape('seizures'),
  countSeizures: named('Statistics', z.strictObject({ by: z.string(), items: z.array(statisticsItem) })),
  readGraph: graph,
  listEvents: pageOf('EventList', recordedEvent),
  readHistory: pageOf('History', historyItem),
  listSubmissions: pageOf('SubmissionList', submissionItem),
  readSubmission: submission,
  listResponses: pageOf('ResponseList', response),
  ...logShapes,
  ...auditShapes,
  ...systemShapes,
  readSchema: anyDocument,
  readOpenapi: anyDocument,
  readAsyncapi: anyDocument,
  readProblem: problemExplained,
}

export const token = named(
  'Token',
  z.strictObject({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().min(1),
    scope: z.string(),
  }),
)
export const tokenError = named('TokenError', z.looseObject({ error: z.string() }))
