/** Components of the OpenAPI document: schemas, parameters, problems, how to sign in. */
import * as z from 'zod'
import { cloudEventSchema } from '../../../events/json-schemas.ts'
import { type ProblemSlug, problemKinds } from '../../http/problems.ts'
import { type Form, forms } from '../forms.ts'
import { problemExample } from './problem-examples.ts'
import { problemGuide } from './problem-guide.ts'
import { problem } from './problem-shapes.ts'
import { shapes } from './shapes.ts'

type Json = Record<string, unknown>

const schemaRef = (id: string) => `#/components/schemas/${id}`
export const refTo = (id: string) => ({ $ref: schemaRef(id) })

/** Answers may gain fields: what is closed to tests stays open to those who read. */
const open = ({ jsonSchema }: { jsonSchema: Json }): void => {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
  if (Object.keys(jsonSchema.additionalProperties ?? { any: true }).length === 0)
    jsonSchema.additionalProperties = true
}

/** A reference to what was named. */
export function schemaOf(shape: z.ZodType): Json {
  const id = shapes.get(shape)?.id
  if (id === undefined) throw new Error('A shape without a name')
  return refTo(id)
}

export function schemas(): Json {
  const { schemas: made } = z.toJSONSchema(shapes, {
    uri: schemaRef,
    io: 'input',
    target: 'draft-2020-12',
    override: open,
  })
  const bare = Object.entries(made)
    .map(([id, { $schema: _s, $id: _i, ...schema }]) => [id, schema] as const)
    // The registry has them in the order in which modules were loaded.
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return { ...Object.fromEntries(bare), CloudEvent: postedEvent() }
}

export function postedEvent(): Json {
  const { $schema: _, ...event } = cloudEventSchema() as Json & { properties: Record<string, Json> }
  const { data, ...attributes } = event.properties
  const described = { ...data, description: 'As `/v1/schemas/{type}/{version}` says for the `type`.' }
  return { ...event, properties: { ...attributes, data: described } }
}

export function parameters(): Json {
  const query = Object.entries(forms).map(([id, form]: [string, Form]) => {
    const { name, description, schema, required } = form
    return [id, { name, in: 'query', description, ...(required && { required }), schema }]
  })
  return { ...Object.fromEntries(query), ...headers }
}

const headers = {
  ifNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'An `ETag` that you have: 304 where it still holds.',
    schema: { type: 'string' },
  },
  purpose: {
    name: 'Purpose',
    in: 'header',
    description:
      'Why you read: a case number, a request. Kept in the audit beside what the answer held above GREEN.',
    schema: { type: 'string', pattern: '^[ -~]{1,200}$' },
  },
  ifMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'For types that change a state: the `ETag` that you decided on. Of one event alone.',
    schema: { type: 'string' },
  },
  prefer: {
    name: 'Prefer',
    in: 'header',
    description: '`respond-async` stores the events and answers 202.',
    schema: { type: 'string', enum: ['respond-async'] },
  },
  validateOnly: {
    name: 'validateOnly',
    in: 'query',
    description: 'Every check is made and nothing is recorded.',
    schema: { type: 'boolean', default: false },
  },
  sheetTlp: ofSheets('tlp', 'The marking of every row that has none of its own.', {
    enum: ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'],
  }),
  sheetReleasableTo: ofSheets(
    'releasableTo',
    'Agencies besides yours that may read the rows which `tlp` marks AMBER+STRICT or RED: their ids, between commas. A row with a marking of its own names them itself.',
    { examples: ['ru-authority,tj-authority'] },
  ),
  sheetAdmiralty: ofSheets('admiralty', 'The grading of every row that has none of its own.', {
    pattern: '^[A-F][1-6]$',
  }),
  sheetDates: ofSheets('dates', 'How 03/04/2014 is meant. Without it such dates are refused.', {
    enum: ['DMY', 'MDY'],
  }),
  sheetDecimal: ofSheets('decimal', 'How 1,234 is meant. Without it such numbers are refused.', {
    enum: ['.', ','],
  }),
  sheetIdColumn: ofSheets('idColumn', 'The column that holds an id of each row.', {
    minLength: 1,
    maxLength: 200,
  }),
}

function ofSheets(name: string, description: string, schema: object) {
  return {
    name,
    in: 'query',
    description: `Of \`text/csv\` alone. ${description}`,
    schema: { type: 'string', ...schema },
  }
}

/** The problems of one operation by status: one response for all that share a status. */
export function problemsBy(slugs: readonly ProblemSlug[]): Json {
  const byStatus = Map.groupBy(slugs, (slug) => problemKinds[slug].status)
  return Object.fromEntries(
    [...byStatus].map(([status, alike]) => [status, { $ref: `#/components/responses/${alike.join('.')}` }]),
  )
}

/** Every response that these paths refer to. */
export function problemResponses(paths: Json): Json {
  const ids = [...JSON.stringify(paths).matchAll(/#\/components\/responses\/([a-z.-]+)/g)].map(
    ([, id = '']) => id,
  )
  return Object.fromEntries(
    [...new Set(ids)].sort().map((id) => [id, problemResponse(id.split('.') as ProblemSlug[])]),
  )
}

function problemResponse(slugs: readonly ProblemSlug[]): Json {
  const told = slugs.map((slug) => `\`${slug}\`: ${problemGuide[slug].meaning}`)
  const [status = 0] = slugs.map((slug) => problemKinds[slug].status)
  return {
    description: told.join('\n\n'),
    ...(headersOf(status) && { headers: headersOf(status) }),
    content: {
      'application/problem+json': {
        schema: schemaOf(problem),
        examples: Object.fromEntries(slugs.map((slug) => [slug, { value: problemExample(slug) }])),
      },
    },
  }
}

const retryAfter = { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } }

const challenge = {
  description:
    '`Bearer`; with `error="invalid_token"` where a token was sent, with `error="insufficient_scope"` and the scope where it lacks one.',
  schema: { type: 'string' },
}

function headersOf(status: number): Json | undefined {
  if (status === 401 || status === 403) return { 'WWW-Authenticate': challenge }
  return status === 429 || status === 503 ? { 'Retry-After': retryAfter } : undefined
}

export const securitySchemes = {
  agency: {
    type: 'oauth2',
    description:
      'An agency signs in as a client. Locally the token comes from /oauth2/token, on AWS from the domain of the user pool. The register says what the agency may do.',
    flows: {
      clientCredentials: {
        tokenUrl: '/oauth2/token',
        scopes: {
          'routewatch/events.write': 'Post events',
          'routewatch/views.read': 'Read what the agency may see',
          'routewatch/centre.admin': 'Keep the register and redact: the centre',
        },
      },
    },
  },
}
