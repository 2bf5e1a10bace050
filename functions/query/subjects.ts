/** Endpoints of the registers: one list and one card for every kind of subject. */
import Big from 'big.js'
import { searchable } from '../../domain/names.ts'
import { subjectKinds } from '../../events/ids.ts'
import { read } from '../views/reading.ts'
import { answerCard } from './cards.ts'
import { seizuresCsv } from './csv.ts'
import { type Answer, type Asked, type Endpoint, json, type MediaType, type QueryNeeds } from './endpoint.ts'
import { routesGeoJson, seizuresGeoJson } from './geojson.ts'
import { type Listed, type ListOf, list } from './lists.ts'
import type { Parameter, Parameters } from './parameters.ts'
import type { Body } from './present.ts'

type Register = {
  title: string
  query: readonly Parameter[]
  of: (query: Parameters, asked: Asked, needs: QueryNeeds) => ListOf | Promise<ListOf>
  also?: Partial<Record<MediaType, (listed: Listed) => string>>
}

const has = (list: unknown, holds: (member: Body) => boolean): boolean =>
  Array.isArray(list) && list.some(holds)
const includes = (list: unknown, value: string): boolean => Array.isArray(list) && list.includes(value)
/** No filter given, or the item passes it. */
const passes = (value: string | undefined, holds: (value: string) => boolean): boolean =>
  value === undefined || holds(value)

export const routesOf = ({ substance, country, status }: Parameters): ListOf => ({
  partition: country === undefined ? 'list/routes' : `list/routes/country/${country}`,
  keep: (item) =>
    passes(substance, (v) => includes(item.substances, v)) && passes(status, (v) => item.status === v),
})

export const seizuresOf = ({ country, substance, from, to, agency, route, minKg }: Parameters): ListOf => ({
  partition:
    route !== undefined
      ? `list/seizures/route/${route}`
      : country !== undefined
        ? `list/seizures/country/${country}`
        : 'list/seizures',
  descending: true,
  ...(from !== undefined && { from }),
  // Everything within the day, month or year that `to` names sorts before this.
  ...(to !== undefined && { to: `${to}\uffff` }),
  keep: (item) =>
    passes(country, (v) => (item.place as Body).country === v) &&
    passes(substance, (v) => includes(item.substances, v)) &&
    passes(agency, (v) => item.postedBy === v) &&
    passes(route, (v) => has(item.routes, ({ routeId }) => routeId === v)) &&
    passes(minKg, (v) => kilogramsIn(item).gte(v)),
})

const registers: Partial<Record<(typeof subjectKinds)[number], Register>> = {
  routes: {
    title: 'Trafficking routes',
    query: ['substance', 'country', 'status'],
    of: routesOf,
    also: { 'application/geo+json': routesGeoJson },
  },
  actors: {
    title: 'Actors: organisations and networks',
    query: ['q', 'role', 'country', 'route'],
    of: ({ q, role, country, route }) => ({
      partition: 'list/actors',
      keep: (item) =>
        passes(q, (v) => namesIn(item).some((name) => searchable(name).includes(searchable(v)))) &&
        passes(role, (v) => has(item.roles, (found) => found.role === v && found.ended === undefined)) &&
        passes(country, (v) => includes(item.basedIn, v) || includes(item.operatesIn, v)) &&
        passes(route, (v) => has(item.routes, ({ routeId }) => routeId === v)),
    }),
  },
  seizures: {
    title: 'Seizures, newest first',
    query: ['country', 'substance', 'from', 'to', 'agency', 'route', 'minKg'],
    of: seizuresOf,
    also: { 'text/csv': seizuresCsv, 'application/geo+json': seizuresGeoJson },
  },
  sessions: {
    title: 'Sessions, newest first',
    query: ['body'],
    of: ({ body }) => ({
      partition: 'list/sessions',
      descending: true,
      keep: (item) => passes(body, (v) => item.body === v),
    }),
  },
  statements: {
    title: 'Statements, newest first',
    query: ['session', 'delegation', 'theme'],
    of: ({ session, delegation, theme }) => ({
      partition: session === undefined ? 'list/statements' : `list/statements/session/${session}`,
      descending: true,
      keep: (item) =>
        passes(delegation, (v) => item.delegation === v) && passes(theme, (v) => includes(item.themes, v)),
    }),
  },
  commitments: {
    title: 'Commitments',
    query: ['by', 'status', 'session'],
    of: async ({ by, status, session }, asked, needs) => {
      const statements = session === undefined ? undefined : await statementsAt(session, asked, needs)
      return {
        partition: by === undefined ? 'list/commitments' : `list/commitments/by/${by}`,
        keep: ({ statementId, ...item }) =>
          passes(status, (v) => item.status === v) &&
          (!statements || statements.has(`statements/${String(statementId)}`)),
      }
    },
  },
  countries: {
    title: 'Countries with reported roles',
    query: [],
    of: () => ({ partition: 'list/countries', keep: () => true }),
  },
  agencies: {
    title: 'Agencies of the register',
    query: [],
    of: () => ({ partition: 'list/agencies', keep: () => true }),
  },
  sources: {
    title: 'Registered sources',
    query: [],
    of: () => ({ partition: 'list/sources', keep: () => true }),
  },
  figures: {
    title: 'Series of aggregate figures',
    query: [],
    of: () => ({ partition: 'list/figures', keep: () => true }),
  },
}

const paging: readonly Parameter[] = ['limit', 'cursor']

export const subjectEndpoints: readonly Endpoint[] = subjectKinds.flatMap((kind): Endpoint[] => {
  const register = registers[kind]
  const card: Endpoint = {
    path: `/v1/${kind}/{id}`,
    summary: `One of: ${kind}`,
    query: ['knownAt', 'atLeast'],
    produces: json,
    access: 'public',
    answer: (asked, needs) => answerCard(kind, asked, needs),
  }
  if (!register) return [card]
  const { title, query, of, also } = register
  const listing: Endpoint = {
    path: `/v1/${kind}`,
    summary: title,
    query: [...query, ...paging],
    produces: ['application/json', ...(Object.keys(also ?? {}) as MediaType[])],
    access: 'public',
    answer: async (asked, needs) => answerList(await of(asked.query, asked, needs), also, asked, needs),
  }
  return [listing, card]
})

export const evidenceEndpoint: Endpoint = {
  path: '/v1/routes/{id}/evidence',
  summary: 'Seizures attributed to a route, newest first',
  query: ['substance', 'country', 'status', ...paging],
  produces: ['application/json', 'application/geo+json'],
  access: 'public',
  answer: async (asked, needs) => {
    await answerCard('routes', { ...asked, query: {} }, needs)
    const route = asked.path.id ?? ''
    const { status, substance, country } = asked.query
    const { keep, ...range } = seizuresOf({
      route,
      ...(substance !== undefined && { substance }),
      ...(country !== undefined && { country }),
    })
    const withStatus = {
      ...range,
      keep: (item: Body) => keep(item) && passes(status, (v) => item.status === v),
    }
    return answerList(withStatus, { 'application/geo+json': seizuresGeoJson }, asked, needs)
  },
}

/** A commitment knows the statement that it was made in, the statement its session. */
async function statementsAt(
  session: string,
  { caller }: Asked,
  { views }: QueryNeeds,
): Promise<ReadonlySet<string>> {
  const statements = new Set<string>()
  for (let after: string | undefined, more = true; more; ) {
    const place = { partition: `list/statements/session/${session}`, reader: caller.label, limit: 500 }
    const page = await read(views, { ...place, ...(after !== undefined && { after }) })
    for (const { body } of page.rows) statements.add(String((body as Body).subject))
    more = page.more
    after = page.rows.at(-1)?.sort
  }
  return statements
}

/** A page in another form carries its cursor in `Link` (RFC 8288), since its body has no room for one. */
async function answerList(
  of: ListOf,
  also: Register['also'],
  asked: Asked,
  needs: QueryNeeds,
): Promise<Answer> {
  const listed = await list(of, asked, needs)
  const form = also?.[asked.accepted]
  if (!form) return { body: listed }
  const link =
    listed.next === undefined
      ? {}
      : { link: `<?cursor=${listed.next}>; rel="next"`, 'x-next-cursor': listed.next }
  return { body: form(listed), headers: link }
}

function namesIn({ names, aliases }: Body): readonly string[] {
  return [...Object.values((names ?? {}) as Record<string, string>), ...((aliases ?? []) as string[])]
}

function kilogramsIn({ kilogramEquivalent }: Body): Big {
  const { kg, low } = (kilogramEquivalent ?? {}) as { kg?: string | null; low?: string }
  return Big(kg ?? low ?? '0')
}
