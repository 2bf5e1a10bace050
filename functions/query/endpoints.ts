/** Everything that can be read, in the order in which the OpenAPI document lists it. */
import {
  asyncapiEndpoint,
  healthEndpoint,
  meEndpoint,
  openapiEndpoint,
  projectionsEndpoint,
  schemaEndpoint,
  schemasEndpoint,
} from './about.ts'
import { auditEndpoint, readersEndpoint } from './audit.ts'
import { docsEndpoint } from './docs/endpoint.ts'
import type { Endpoint } from './endpoint.ts'
import { eventsEndpoint, historyEndpoint } from './events.ts'
import { graphEndpoint } from './graph.ts'
import { logCheckpointEndpoint, logProofEndpoint } from './log.ts'
import { problemEndpoint } from './problem-pages.ts'
import { responsesEndpoint } from './responses.ts'
import { statisticsEndpoint } from './statistics.ts'
import { evidenceEndpoint, subjectEndpoints } from './subjects.ts'
import { submissionEndpoint, submissionsEndpoint } from './submissions.ts'

export const endpoints: readonly Endpoint[] = [
  ...subjectEndpoints,
  evidenceEndpoint,
  statisticsEndpoint,
  graphEndpoint,
  eventsEndpoint,
  historyEndpoint,
  submissionsEndpoint,
  submissionEndpoint,
  responsesEndpoint,
  logCheckpointEndpoint,
  logProofEndpoint,
  auditEndpoint,
  readersEndpoint,
  meEndpoint,
  schemasEndpoint,
  schemaEndpoint,
  healthEndpoint,
  projectionsEndpoint,
  openapiEndpoint,
  asyncapiEndpoint,
  docsEndpoint,
  problemEndpoint,
]

/** Paths of others that only take a POST: any other method lands here. */
export const postedTo = ['/v1/events', '/oauth2/token'] as const
