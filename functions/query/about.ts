/** What the system says about itself: who you are, schemas, health, the OpenAPI document. */
import { jsonSchemaOf, schemaIndex } from '../../events/json-schemas.ts'
import { read } from '../views/reading.ts'
import { notFound } from './cards.ts'
import { type Endpoint, json } from './endpoint.ts'
import { asyncapi, openapi } from './openapi/kept.ts'

const agenciesMax = 200
const system = { query: [], produces: json, tag: 'System', access: 'open' } as const

export const meEndpoint: Endpoint = {
  ...system,
  path: '/v1/me',
  operationId: 'readMe',
  summary: 'Who you are here and what you may do',
  access: 'agency',
  answer: async ({ caller: { agency, scopes, label } }) => {
    const { agencyId, kind, postingScopes } = agency ?? {}
    return { body: { agencyId, kind, postingScopes, scopes, label } }
  },
}

export const schemasEndpoint: Endpoint = {
  ...system,
  path: '/v1/schemas',
  operationId: 'listSchemas',
  summary: 'Every event type with its schema',
  answer: async () => ({ body: { items: schemaIndex } }),
}

export const schemaEndpoint: Endpoint = {
  ...system,
  path: '/v1/schemas/{type}/{version}',
  operationId: 'readSchema',
  summary: 'The JSON Schema of what an event of this type holds in `data`',
  answer: async ({ path }) => {
    const schema = /^[1-9]\d{0,3}$/.test(path.version ?? '')
      ? jsonSchemaOf(path.type ?? '', Number(path.version))
      : undefined
    if (!schema) throw notFound()
    return { body: schema }
  },
}

export const healthEndpoint: Endpoint = {
  ...system,
  path: '/v1/health',
  operationId: 'readHealth',
  summary: 'Whether the service answers',
  answer: async (_, { views }) => {
    await views.get([{ partition: 'card/agencies/centre', label: 'public', sort: 'card' }])
    return { body: { status: 'ok' } }
  },
}

/** What the sweeper found and counted on its last run, and how the register stands at this moment. */
export const projectionsEndpoint: Endpoint = {
  ...system,
  path: '/v1/health/projections',
  operationId: 'readProjections',
  summary: 'How far the views are behind the ledger, and how much waits in queues',
  access: 'centre',
  answer: async ({ caller: { label } }, { ledger, views }) => {
    const told = await views.get(
      ['sweep', 'queues'].map((sort) => ({
        ...{ partition: 'health/projections', label: 'participants/centre' as const, sort },
      })),
    )
    const bodyOf = (name: string) => told.find(({ sort }) => sort === name)?.body ?? null
    const register = { partition: 'list/agencies', reader: label, limit: agenciesMax }
    const { rows } = await read(views, register)
    const subjects = [...new Set(['agencies/centre', ...rows.map(({ sort }) => `agencies/${sort}`)])]
    const marks = await views.watermarks(subjects)
    const items = await Promise.all(
      subjects.map(async (subject) => {
        const head = (await ledger.load(subject)).length
        const projected = marks.get(subject) ?? 0
        return { subject, head, projected, behind: head - projected }
      }),
    )
    const status = items.every(({ behind }) => behind === 0) ? 'current' : 'behind'
    return { body: { status, lastSweep: bodyOf('sweep'), queues: bodyOf('queues'), items } }
  },
}

export const openapiEndpoint: Endpoint = {
  ...system,
  path: '/openapi.json',
  operationId: 'readOpenapi',
  summary: 'This interface as an OpenAPI 3.1 document',
  answer: async () => ({ body: await openapi() }),
}

export const asyncapiEndpoint: Endpoint = {
  ...system,
  path: '/asyncapi.json',
  operationId: 'readAsyncapi',
  summary: 'What travels on the buses, as an AsyncAPI 3.0 document',
  answer: async () => ({ body: await asyncapi() }),
}
