/** Endpoints of the registers: one list and one card for every kind of subject. */

import { type SubjectKind, subjectKinds } from '../../events/ids.ts'
import { answerCard, notFound } from './cards.ts'
import { type Answer, type Asked, type Endpoint, json, type MediaType, type QueryNeeds } from './endpoint.ts'
import { seizuresGeoJson } from './geojson.ts'
import { type ListOf, list } from './lists.ts'
import type { Parameter } from './parameters.ts'
import { cardRows } from './present.ts'
import { type Also, registers, seizuresOf } from './registers.ts'

const paging: readonly Parameter[] = ['limit', 'cursor']
const common = { tag: 'Registers', access: 'public' } as const

export const singular: Readonly<Record<SubjectKind, string>> = {
  agencies: 'Agency',
  sources: 'Source',
  seizures: 'Seizure',
  routes: 'Route',
  actors: 'Actor',
  sessions: 'Session',
  statements: 'Statement',
  commitments: 'Commitment',
  countries: 'Country',
  figures: 'Figure',
}

export const subjectEndpoints: readonly Endpoint[] = subjectKinds.flatMap((kind): Endpoint[] => {
  const { title, query, of, also } = registers[kind]
  const plural = kind.charAt(0).toUpperCase() + kind.slice(1)
  return [
    {
      ...common,
      path: `/v1/${kind}`,
      operationId: `list${plural}`,
      summary: title,
      query: [...query, ...paging],
      produces: ['application/json', ...(Object.keys(also ?? {}) as MediaType[])],
      answer: async (asked, needs) => answerList(await of(asked.query, asked, needs), also, asked, needs),
    },
    {
      ...common,
      path: `/v1/${kind}/{id}`,
      operationId: `read${singular[kind]}`,
      summary: `${singular[kind]}: the whole card with its claims`,
      query: ['knownAt', 'atLeast'],
      produces: json,
      answer: (asked, needs) => answerCard(kind, asked, needs),
    },
  ]
})

export const evidenceEndpoint: Endpoint = {
  ...common,
  path: '/v1/routes/{id}/evidence',
  operationId: 'listRouteEvidence',
  summary: 'Seizures attributed to a route, newest first',
  query: ['substance', 'country', 'status', ...paging],
  produces: ['application/json', 'application/geo+json'],
  answer: async (asked, needs) => {
    const route = asked.path.id ?? ''
    const subject = `routes/${route}`
    if (!(await cardRows(needs.views, [subject], asked.caller.label)).has(subject)) throw notFound()
    const of = seizuresOf({ ...asked.query, route })
    return answerList(of, { 'application/geo+json': seizuresGeoJson }, asked, needs)
  },
}

/** A page in another form carries its cursor in `Link` (RFC 8288), since its body has no room for one. */
async function answerList(
  of: ListOf,
  also: Also | undefined,
  asked: Asked,
  needs: QueryNeeds,
): Promise<Answer> {
  const listed = await list(of, asked, needs)
  const form = also?.[asked.accepted]
  if (!form) return { body: listed }
  if (listed.next === undefined) return { body: form(listed) }
  const query = new URLSearchParams({ ...asked.query, cursor: listed.next })
  return { body: form(listed), headers: { link: `<${asked.url.pathname}?${query}>; rel="next"` } }
}
