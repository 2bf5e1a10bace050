/** The OpenAPI document: made of the table of endpoints and the schemas, kept as `docs/openapi.json`. */
import { endpoints } from '../endpoints.ts'
import { parameters, problemResponses, schemas, securitySchemes } from './components.ts'
import { postEvents, requestToken } from './posting.ts'
import { readingOperation } from './reading.ts'

const tags = [
  ['Recording', 'Events as CloudEvents 1.0. Nothing is overwritten: a correction is another event.'],
  ['Registers', 'Lists and cards of every kind of subject. A card shows all claims that you may see.'],
  ['Analysis', 'What is computed over many subjects.'],
  ['Events', 'What was recorded of one subject, numbered as you see it.'],
  ['Submissions', 'What became of events that were answered with 202.'],
  ['Log', 'A Merkle tree of all commits (RFC 6962): an agency checks that what it posted is still there.'],
  [
    'Audit',
    'Every answer that holds anything above GREEN, and every export, is written down before it leaves. Say why you read in `Purpose`.',
  ],
  ['Identity', 'How a client gets its token.'],
  ['System', 'What the system says about itself.'],
].map(([name, description]) => ({ name, description }))

export function openapiDocument() {
  const paths = {
    '/v1/events': { post: postEvents },
    ...Object.fromEntries(endpoints.map((endpoint) => [endpoint.path, { get: readingOperation(endpoint) }])),
    '/oauth2/token': { post: requestToken },
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Routewatch',
      version: '1',
      summary: 'The shared memory of a regional anti-drug information centre.',
      description:
        'Agencies post events; analysts read views. Every fact is a claim with its source, grade and marking; every answer holds what the caller may see and tells nothing of the rest. Times are RFC 3339 UTC, countries ISO 3166-1 alpha-2, quantities decimal strings. Errors are problem documents (RFC 9457). Every reading path takes HEAD, too; any other method is 405 with `Allow`.',
      license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
      contact: { name: 'The centre' },
    },
    servers: [{ url: '/', description: 'Where this document was read.' }],
    tags,
    paths,
    components: {
      schemas: schemas(),
      parameters: parameters(),
      responses: problemResponses(paths),
      securitySchemes,
    },
  }
}

/** The bytes of the file. */
export function openapiText(): string {
  return `${JSON.stringify(openapiDocument(), null, 2)}\n`
}
