/** Operations that read, from the table of endpoints. */
import { subjectKinds } from '../../../events/ids.ts'
import type { ProblemSlug } from '../../http/problems.ts'
import type { Endpoint, MediaType } from '../endpoint.ts'
import { formatOf, formats } from '../formats/format.ts'
import { answerShapes, featureCollection } from './answer-shapes.ts'
import { problemsBy, schemaOf } from './components.ts'
import { examplesOf } from './examples.ts'

type Json = Record<string, unknown>

const scope = { agency: ['routewatch/views.read'] }

const securityOf: Readonly<Record<Endpoint['access'], readonly object[]>> = {
  open: [],
  public: [{}, scope],
  agency: [scope],
  centre: [scope],
}

const accessOf: Readonly<Record<Endpoint['access'], string>> = {
  open: 'Says the same to everyone. An invalid token is refused all the same.',
  public:
    'Without a token: public material only. With one: what the agency may see, and nothing tells of the rest.',
  agency: 'Needs a token.',
  centre: "Needs a token of the centre's.",
}

export function readingOperation(endpoint: Endpoint): Json {
  const { path, operationId, tag, summary, query, produces, access } = endpoint
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const isCard = query.includes('knownAt')
  return {
    operationId,
    tags: [tag],
    summary,
    description: [accessOf[access], ...byExtension(endpoint)].join(' '),
    security: securityOf[access],
    parameters: [
      ...names.map((name) => pathParameter(name, path)),
      ...query.map((parameter) => ({ $ref: `#/components/parameters/${parameter}` })),
      ...(isCard ? [{ $ref: '#/components/parameters/ifNoneMatch' }] : []),
      ...(access === 'open' ? [] : [{ $ref: '#/components/parameters/purpose' }]),
    ],
    responses: {
      200: {
        description: 'Found.',
        ...(isCard && { headers: { ETag: etag } }),
        ...(query.includes('cursor') && produces.length > 1 && { headers: { Link: link } }),
        content: Object.fromEntries(
          produces.map((type) => [
            type,
            { schema: contentOf(type, operationId), ...examplesOf(operationId, type) },
          ]),
        ),
      },
      ...(isCard && { 304: { description: 'Unchanged.', headers: { ETag: etag } } }),
      ...problemsBy(problemsOf(endpoint, names.length > 0)),
    },
  }
}

/** A path for each form would say everything twice. */
function byExtension({ path, produces }: Endpoint): readonly string[] {
  const names = produces.flatMap((type) => formatOf(type) ?? [])
  const extended = names.map((name) => `\`${path}.${formats[name].extension}\``)
  return extended.length === 0
    ? []
    : [`The same in other forms, whatever \`Accept\` says: ${extended.join(', ')}.`]
}

function problemsOf({ access, query, operationId, tag }: Endpoint, isNamed: boolean): readonly ProblemSlug[] {
  return [
    'malformed',
    'unauthenticated',
    ...(access === 'open' ? [] : (['forbidden'] as const)),
    ...(isNamed || ['readGraph', 'readLogProof'].includes(operationId) ? (['not-found'] as const) : []),
    'not-acceptable',
    'url-too-long',
    'rate-limited',
    'internal-error',
    'unavailable',
    ...(query.includes('atLeast') || tag === 'Log' ? (['projection-behind'] as const) : []),
  ]
}

export const etag = {
  description: 'Opaque. For `If-Match` and `If-None-Match`.',
  schema: { type: 'string' },
}
const link = {
  description: 'RFC 8288: the next page (`rel="next"`) of a form that has no room for it.',
  schema: { type: 'string' },
}

function contentOf(type: MediaType, operationId: string): Json {
  switch (type) {
    case 'application/json': {
      const shape = answerShapes[operationId]
      if (!shape) throw new Error(`${operationId} has no shape`)
      return schemaOf(shape)
    }
    case 'application/geo+json':
      return schemaOf(featureCollection)
    case 'text/csv':
      return { type: 'string', description: 'RFC 4180 with a header line.' }
    case 'text/csv;profile=unodc-ids':
      return { type: 'string', description: "CSV in the columns of UNODC's individual drug seizures data." }
    case 'application/x-ndjson':
      return { type: 'string', description: 'One item of the JSON list a line.' }
    case 'application/stix+json;version=2.1':
      return { type: 'object', description: 'A STIX 2.1 bundle.' }
    case 'application/graphml+xml':
      return { type: 'string', description: 'A directed graph as GraphML.' }
    case 'text/html':
      return { type: 'string', description: 'A page to read.' }
  }
}

const slug = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 64 }

const described: Readonly<Record<string, Json>> = {
  id: { description: 'The id, after the kind.', schema: slug },
  kind: { description: 'The kind of subject.', schema: { type: 'string', enum: subjectKinds } },
  type: { description: 'An event type.', schema: { type: 'string', pattern: '^[A-Za-z]+$' } },
  version: { description: 'Of the schema.', schema: { type: 'integer', minimum: 1 } },
  slug: { description: 'The last part of the problem’s `type`.', schema: slug },
}

const country = {
  description: 'ISO 3166-1 alpha-2, lower case.',
  schema: { type: 'string', pattern: '^[a-z]{2}$' },
}
const uuid = { description: 'The id that it was given.', schema: { type: 'string', format: 'uuid' } }

function pathParameter(name: string, path: string): Json {
  const { description, schema } =
    (name === 'id' && /^\/v1\/(seizures|statements|commitments|submissions)\//.test(path) && uuid) ||
    (name === 'id' && path.startsWith('/v1/countries/') && country) ||
    (described[name] as typeof country)
  return { name, in: 'path', required: true, description, schema }
}
