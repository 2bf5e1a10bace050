/** The two operations that are posted to: events, and the request for a token. */
import type * as z from 'zod'
import { batch, preview, receipt, submitted, token, tokenError } from './answer-shapes.ts'
import { problemsBy, refTo, schemaOf } from './components.ts'
import { examplesOf } from './examples.ts'
import { etag } from './reading.ts'

const json = (shape: z.ZodType, operationId: string, status: number) => ({
  'application/json': { schema: schemaOf(shape), ...examplesOf(operationId, String(status)) },
})
const location = { description: 'Where to read it.', schema: { type: 'string', format: 'uri-reference' } }

export const smallest = {
  specversion: '1.0',
  type: 'SeizureReported',
  source: '/agencies/kz-moi',
  id: 'case-2024-0117',
  data: {
    occurred: { from: '2024-03', precision: 'month' },
    place: { country: 'KZ' },
    items: [{ substance: 'heroin', quantity: { value: '12.5', unit: 'kg' } }],
    grading: { scale: 'admiralty-6x6', source: 'B', information: '2' },
    marking: { tlp: 'AMBER' },
  },
}

const oneEvent = { schema: refTo('CloudEvent'), examples: { smallest: { value: smallest } } }
const two = [smallest, { ...smallest, id: 'case-2024-0118' }]

const sheet = `Seizure Date,ISO3,Drug/Substance,Quantity Seized,Measurement Unit,TLP,Admiralty
2024-03-14,KAZ,Heroin,12.5,kg,AMBER,B2
`

/** Parameters of the query that stand with `text/csv` alone. */
const ofSheets = [
  'sheetTlp',
  'sheetReleasableTo',
  'sheetAdmiralty',
  'sheetDates',
  'sheetDecimal',
  'sheetIdColumn',
]

export const postEvents = {
  operationId: 'postEvents',
  tags: ['Recording'],
  summary: 'Record one event, a batch or a stream of lines',
  description:
    'One event may have 256 KiB; a batch 100 events and 4 MiB; NDJSON 1,000 lines and 4 MiB, of which more than 100 are answered with 202; a sheet 1,000 rows and 4 MiB, answered with 202. What is only validated is answered with 207 however long it is. `id` is the idempotency key: a repeat with the same content gets the first receipt. `data` is closed: unknown fields are refused.',
  security: [{ agency: ['routewatch/events.write'] }],
  parameters: ['validateOnly', 'prefer', 'ifMatch', ...ofSheets].map((id) => ({
    $ref: `#/components/parameters/${id}`,
  })),
  requestBody: {
    required: true,
    content: {
      'application/cloudevents+json': oneEvent,
      'application/json': oneEvent,
      'application/cloudevents-batch+json': {
        schema: { type: 'array', items: refTo('CloudEvent'), minItems: 1, maxItems: 100 },
        examples: { two: { value: two } },
      },
      'application/x-ndjson': {
        schema: { type: 'string', description: 'One CloudEvent a line.' },
        examples: { two: { value: two.map((event) => `${JSON.stringify(event)}\n`).join('') } },
      },
      'text/csv': {
        schema: {
          type: 'string',
          description:
            "Seizures in the columns of UNODC's individual drug seizures data, in any order, between commas, semicolons or tabs.",
        },
        examples: { one: { value: sheet } },
      },
    },
  },
  responses: {
    200: {
      description: 'A repeat: the first receipt. Or `validateOnly`: the receipt that it would give.',
      headers: { ETag: etag, Location: location },
      content: {
        'application/json': {
          schema: { anyOf: [schemaOf(receipt), schemaOf(preview)] },
          ...examplesOf('postEvents', '200'),
        },
      },
    },
    201: {
      description: 'Recorded, and durable.',
      headers: { ETag: etag, Location: location },
      content: json(receipt, 'postEvents', 201),
    },
    202: {
      description: 'Stored, and will be recorded.',
      headers: { Location: location },
      content: json(submitted, 'postEvents', 202),
    },
    207: {
      description: 'Each event of a batch has its own result.',
      content: json(batch, 'postEvents', 207),
    },
    ...problemsBy([
      'malformed',
      'unauthenticated',
      'forbidden',
      'not-found',
      'not-acceptable',
      'event-id-reused',
      'state-conflict',
      'stale-version',
      'too-large',
      'unsupported-media-type',
      'invalid-event',
      'personal-data',
      'protected-attribute',
      'unknown-reference',
      'rule-violated',
      'precondition-required',
      'rate-limited',
      'internal-error',
      'unavailable',
    ]),
  },
}

export const requestToken = {
  operationId: 'requestToken',
  tags: ['Identity'],
  summary: 'An access token for a client',
  description:
    'OAuth 2.0 client credentials. Answered here by the local host; on AWS the same request goes to the domain of the user pool.',
  security: [],
  parameters: [],
  requestBody: {
    required: true,
    content: {
      'application/x-www-form-urlencoded': {
        schema: {
          type: 'object',
          required: ['grant_type', 'client_id', 'client_secret'],
          properties: {
            grant_type: { type: 'string', enum: ['client_credentials'] },
            client_id: { type: 'string' },
            client_secret: { type: 'string', format: 'password' },
            scope: {
              type: 'string',
              description: 'Separated by spaces; all that the client may have if absent.',
            },
          },
        },
        examples: {
          local: {
            value: { grant_type: 'client_credentials', client_id: 'kz-moi', client_secret: 'local-kz-moi' },
          },
        },
      },
    },
  },
  responses: {
    200: { description: 'A token, valid for at most an hour.', content: json(token, 'requestToken', 200) },
    400: {
      description: 'Not a request for a token, or not this client.',
      content: json(tokenError, 'requestToken', 400),
    },
  },
}
