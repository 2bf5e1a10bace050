/** The registers: what each can be asked for, where its rows lie, and which of them pass. */
import Big from 'big.js'
import { searchable } from '../../domain/names.ts'
import type { SubjectKind } from '../../events/ids.ts'
import { read } from '../views/reading.ts'
import { countryRows } from './countries.ts'
import type { Asked, QueryNeeds } from './endpoint.ts'
import type { ListOf } from './lists.ts'
import { type Occurrence, occursWithin } from './occurs-within.ts'
import type { Parameter, Parameters } from './parameters.ts'
import type { Body } from './present.ts'
import { wholeRoutes } from './route-blocks.ts'

export type Register = {
  title: string
  query: readonly Parameter[]
  of: (query: Parameters, asked: Asked, needs: QueryNeeds) => ListOf | Promise<ListOf>
}

const everything = (partition: string) => (): ListOf => ({ partition, keep: () => true })
const has = (list: unknown, holds: (member: Body) => boolean): boolean =>
  Array.isArray(list) && list.some(holds)
const includes = (list: unknown, value: string): boolean => Array.isArray(list) && list.includes(value)
/** No filter given, or the item passes it. */
const passes = (value: string | undefined, holds: (value: string) => boolean): boolean =>
  value === undefined || holds(value)

export const seizuresOf = (query: Parameters): ListOf => {
  const { country, substance, from, to, agency, route, minKg, status } = query
  return {
    partition:
      route !== undefined
        ? `list/seizures/route/${route}`
        : agency !== undefined
          ? `list/seizures/agency/${agency}`
          : country !== undefined
            ? `list/seizures/country/${country}`
            : 'list/seizures',
    descending: true,
    // What is dated by its year alone sorts before the year's first day.
    ...(from !== undefined && { from: from.slice(0, 4) }),
    // Everything within the day, month or year that `to` names sorts before this.
    ...(to !== undefined && { to: `${to}\uffff` }),
    keep: (item) =>
      occursWithin(item.occurred as Occurrence | undefined, from, to) &&
      passes(country, (v) => (item.place as Body).country === v) &&
      passes(substance, (v) => includes(item.substances, v)) &&
      passes(agency, (v) => item.postedBy === v) &&
      passes(route, (v) => has(item.routes, ({ routeId }) => routeId === v)) &&
      passes(minKg, (v) => kilogramsIn(item).gte(v)) &&
      passes(status, (v) => item.status === v),
  }
}

export const registers: Readonly<Record<SubjectKind, Register>> = {
  agencies: { title: 'Agencies of the register', query: [], of: everything('list/agencies') },
  sources: { title: 'Registered sources', query: [], of: everything('list/sources') },
  seizures: {
    title: 'Seizures, newest first',
    query: ['country', 'substance', 'from', 'to', 'agency', 'route', 'minKg'],
    of: seizuresOf,
  },
  routes: {
    title: 'Trafficking routes',
    query: ['substance', 'country', 'routeStatus', 'blocks'],
    of: ({ substance, country, status, blocks }, { caller: { label } }, { views }) => ({
      partition: country === undefined ? 'list/routes' : `list/routes/country/${country}`,
      ...(blocks !== 'none' && { whole: wholeRoutes({ views, label }) }),
      keep: (item) =>
        passes(substance, (v) => includes(item.substances, v)) && passes(status, (v) => item.status === v),
    }),
  },
  actors: {
    title: 'Actors: organisations and networks',
    query: ['q', 'role', 'country', 'route'],
    of: ({ q, role, country, route }) => ({
      partition: 'list/actors',
      keep: (item) =>
        passes(q, (v) => isNamed(item, v)) &&
        passes(role, (v) => has(item.roles, (found) => found.role === v && found.ended === undefined)) &&
        passes(country, (v) => includes(item.basedIn, v) || includes(item.operatesIn, v)) &&
        passes(route, (v) => has(item.routes, ({ routeId }) => routeId === v)),
    }),
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
    query: ['by', 'commitmentStatus', 'session'],
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
    title: 'Countries with reported roles, seizures or routes, by code',
    query: [],
    of: (_, { caller: { label } }, { views }) => ({
      partition: 'list/countries',
      rows: countryRows({ views, label }),
      keep: () => true,
    }),
  },
  figures: { title: 'Series of aggregate figures', query: [], of: everything('list/figures') },
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

/** Signs alone are no name: they find nothing. */
function isNamed({ names, aliases }: Body, q: string): boolean {
  const sought = searchable(q)
  const known = [...Object.values((names ?? {}) as Record<string, string>), ...((aliases ?? []) as string[])]
  return sought !== '' && known.some((name) => searchable(name).includes(sought))
}

function kilogramsIn({ kilogramEquivalent }: Body): Big {
  const { kg, low } = (kilogramEquivalent ?? {}) as { kg?: string | null; low?: string }
  return Big(kg ?? low ?? '0')
}
