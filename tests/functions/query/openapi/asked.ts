/** What the examples of the OpenAPI document were asked with: one short request for every operation that reads. */

type Asking = { path: string; by?: string }

const centre = { by: 'centre' }
const kz = { by: 'kz-moi' }
export const submissionId = '018f2f6e-8a1c-7b7e-9d5a-3f0c1b2a4d5e'

/** `of` gives the id of the last subject of a kind. */
export function askings(of: (kind: string) => string, eventId: string): Readonly<Record<string, Asking>> {
  return {
    listAgencies: { path: '/v1/agencies?limit=1' },
    readAgency: { path: '/v1/agencies/kz-moi' },
    listSources: { path: '/v1/sources?limit=1' },
    readSource: { path: `/v1/sources/${of('sources')}` },
    listSeizures: { path: '/v1/seizures?country=KZ&limit=1' },
    readSeizure: { path: `/v1/seizures/${of('seizures')}` },
    listRoutes: { path: '/v1/routes?substance=opium&limit=1' },
    readRoute: { path: '/v1/routes/batken' },
    listRouteEvidence: { path: '/v1/routes/batken/evidence?limit=1' },
    listActors: { path: '/v1/actors?q=khimprom&limit=1' },
    readActor: { path: `/v1/actors/${of('actors')}` },
    listSessions: { path: '/v1/sessions?body=CND&limit=1' },
    readSession: { path: `/v1/sessions/${of('sessions')}` },
    listStatements: { path: '/v1/statements?delegation=KZ&limit=1' },
    readStatement: { path: `/v1/statements/${of('statements')}` },
    listCommitments: { path: '/v1/commitments?by=KZ&limit=1' },
    readCommitment: { path: `/v1/commitments/${of('commitments')}` },
    listCountries: { path: '/v1/countries?limit=1' },
    readCountry: { path: '/v1/countries/uz' },
    listFigures: { path: '/v1/figures?limit=1' },
    readFigure: { path: '/v1/figures/series' },
    countSeizures: { path: '/v1/statistics/seizures?by=country,month&country=KZ' },
    readGraph: { path: '/v1/graph?focus=routes/batken' },
    listEvents: { path: '/v1/subjects/routes/batken/events?limit=1' },
    readHistory: { path: '/v1/subjects/routes/batken/history' },
    countReaders: { path: '/v1/subjects/routes/amber/readers', ...kz },
    listSubmissions: { path: '/v1/submissions', ...kz },
    listResponses: { path: '/v1/responses', ...kz },
    readSubmission: { path: `/v1/submissions/${submissionId}`, ...kz },
    readLogCheckpoint: { path: '/v1/log/checkpoint' },
    readLogProof: { path: `/v1/log/proof?eventId=${eventId}`, ...kz },
    listAudit: { path: '/v1/audit', ...centre },
    readMe: { path: '/v1/me', ...kz },
    listSchemas: { path: '/v1/schemas' },
    readSchema: { path: '/v1/schemas/RouteLegRetired/1' },
    readHealth: { path: '/v1/health' },
    readProjections: { path: '/v1/health/projections', ...centre },
    readOpenapi: { path: '/openapi.json' },
    readAsyncapi: { path: '/asyncapi.json' },
    readDocs: { path: '/docs' },
    readProblem: { path: '/problems/stale-version' },
  }
}
