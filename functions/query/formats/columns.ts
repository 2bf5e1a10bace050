/** The columns of each register as CSV. Partners' scripts know them by name: add to them, never rename. */
import { placeKey } from '../../../domain/views/places.ts'
import type { SubjectKind } from '../../../events/ids.ts'
import type { Body } from '../present.ts'
import { type Cells, csvForm } from './csv.ts'
import type { Form } from './format.ts'

type Column = readonly [name: string, of: (item: Body) => unknown]

const field = (name: string, from = name): Column => [name, (item) => item[from]]
const inside = (name: string, outer: string, inner = name): Column => [name, (item) => at(item[outer], inner)]
const idOf = (name = 'id'): Column => [name, ({ subject }) => String(subject).split('/')[1]]
const english = (name = 'name', from = 'names'): Column => inside(name, from, 'en')

const at = (value: unknown, key: string): unknown => (value as Body | undefined)?.[key]
const entries = (value: unknown): readonly Body[] => (value ?? []) as readonly Body[]
const cellsOf = (columns: readonly Column[], item: Body): Cells =>
  Object.fromEntries(columns.map(([name, of]) => [name, of(item)]))
/** `2014`, or `2014-03 to 2014-05`; of `since` and `period`, which may be a date alone. */
const dates = (name: string, from = name): Column => [
  name,
  (item) => {
    const value = item[from]
    if (typeof value !== 'object' || value === null) return value
    return [at(value, 'from'), at(value, 'to')].filter((date) => date !== undefined).join(' to ')
  },
]

/** One line for each item of the list. */
const single = (...columns: readonly Column[]): Form =>
  csvForm(
    columns.map(([name]) => name),
    (item) => [cellsOf(columns, item)],
  )

/** One line for each entry of `list`, with the columns of the item around it; one with none, where it is empty. */
const several = (
  list: string,
  before: readonly Column[],
  each: readonly Column[],
  after: readonly Column[] = [],
): Form =>
  csvForm(
    [...before, ...each, ...after].map(([name]) => name),
    (item) => {
      const found = entries(item[list])
      const own = cellsOf([...before, ...after], item)
      return (found.length === 0 ? [{}] : found).map((entry) => ({ ...own, ...cellsOf(each, entry) }))
    },
  )

const occurred = [inside('occurredFrom', 'occurred', 'from'), inside('precision', 'occurred')]
const place = ['country', 'adminRegion', 'locality'].map((name) => inside(name, 'place'))
/** A route without legs has no ends. */
const where = (end: 'from' | 'to'): Column => [
  end,
  (leg) => leg[end] && placeKey(leg[end] as { country: string }),
]

export const columnsOf: Readonly<Record<SubjectKind, Form>> = {
  agencies: single(
    idOf(),
    english(),
    field('kind'),
    field('country'),
    field('authorityType'),
    field('status'),
  ),
  sources: single(
    idOf(),
    ...['kind', 'title', 'url', 'publishedAt', 'lang', 'derivedFrom'].map((name) => field(name)),
  ),
  seizures: several(
    'items',
    [idOf(), ...occurred, ...place],
    [
      field('substance'),
      inside('quantity', 'quantity', 'value'),
      inside('unit', 'quantity'),
      inside('kilograms', 'kilogramEquivalent', 'kg'),
    ],
    [field('status'), field('postedBy')],
  ),
  routes: several(
    'legs',
    [idOf('route'), english(), field('routeStatus', 'status'), field('routeSubstances', 'substances')],
    [
      field('leg', 'legId'),
      where('from'),
      inside('fromLocality', 'from', 'locality'),
      where('to'),
      inside('toLocality', 'to', 'locality'),
      ...['role', 'status', 'modes', 'substances'].map((name) => field(name)),
      dates('since'),
    ],
  ),
  actors: single(
    idOf(),
    english(),
    ...['aliases', 'kind', 'specificity', 'status', 'basedIn', 'operatesIn'].map((name) => field(name)),
    [
      'roles',
      ({ roles }) =>
        entries(roles)
          .filter(({ ended }) => ended === undefined)
          .map(({ role }) => role),
    ],
    ['routes', ({ routes }) => [...new Set(entries(routes).map(({ routeId }) => routeId))]],
    field('mergedInto'),
  ),
  sessions: single(
    idOf(),
    english(),
    ...['body', 'number', 'segment'].map((name) => field(name)),
    inside('from', 'dates'),
    inside('to', 'dates'),
    ...place,
    field('status'),
  ),
  statements: single(
    idOf(),
    ...occurred,
    field('session', 'sessionId'),
    ...['delegation', 'onBehalfOf', 'speakerOffice', 'agendaItem', 'themes', 'lang', 'summary', 'status'].map(
      (name) => field(name),
    ),
    field('postedBy'),
  ),
  commitments: single(
    idOf(),
    ...['by', 'type', 'text', 'due', 'measurable', 'status'].map((name) => field(name)),
    field('statement', 'statementId'),
    field('postedBy'),
  ),
  countries: several(
    'roles',
    [field('country')],
    [field('role'), field('substance'), field('group'), dates('since'), field('trend')],
  ),
  figures: several(
    'values',
    [
      idOf(),
      ['name', ({ series }) => at(at(series, 'names'), 'en')],
      ...['country', 'substance', 'unit', 'metric'].map((name) => inside(name, 'series')),
    ],
    [dates('period'), ...['value', 'relation', 'count', 'current', 'summable'].map((name) => field(name))],
  ),
}
