/** What a timeline is made of: lists of the API, and its statistics where there are too many seizures to list. */
import type { Schemas } from '../../infra/client/api.generated.ts'
import { countryName } from './countries.ts'
import { linkTo, narrowing } from './filters.ts'
import type { Asked } from './page.ts'
import { titleOf } from './parts/names.tsx'
import type { Entry, Lane } from './pictures/lanes-packing.ts'
import { type Span, type Unit, type Window, windowOf } from './pictures/time-axis.ts'
import { counts, countWithin, isCountable, type Part } from './timeline-counts.ts'
import {
  ofActor,
  ofCommitment,
  ofCountry,
  ofRoute,
  ofSeizure,
  ofSession,
  ofStatement,
} from './timeline-lanes.ts'

export const lanesBy = ['route', 'actor', 'country', 'agency'] as const
export type LanesBy = (typeof lanesBy)[number]

/**
 * `isCounted`: seizures are told by month. `isNewest`: only the newest of them were looked at. `isPartial`: of
 * something else there is more than was looked at.
 */
export type TimelineData = {
  lanes: Lane[]
  window: Window
  isCounted: boolean
  isNewest: boolean
  isPartial: boolean
}

export const seizuresMax = 500
export const listMax = 500

const seizureFilters = ['substance', 'country', 'agency', 'from', 'to', 'minKg'] as const

export async function timelineData(asked: Asked, by: LanesBy, unit: Unit): Promise<TimelineData> {
  const { ask, filters, now } = asked
  const [counted, rest] = await Promise.all([
    isCountable(by, asked) ? counts(asked, by) : [],
    others[by](asked),
  ])
  const spansOf = (parts: readonly Part[]) => parts.flatMap(({ entries }) => spansIn(entries, now))
  const windowOver = (...parts: readonly Part[]) => windowOf(unit, filters, spansOf(parts), now.getTime())
  const told = (parts: readonly Part[]) => lanesOf([...rest.parts, ...parts], rest.names, asked)
  const window = windowOver(...rest.parts, ...counted)
  // Counts know no days: there the newest are looked at however many there are.
  if (unit !== 'day' && countWithin(counted, window) > seizuresMax)
    return { lanes: told(counted), window, isCounted: true, isNewest: false, isPartial: rest.more }
  const query = narrowing(filters, seizureFilters) as object
  const seizures = await ask.list('/v1/seizures', { query, max: seizuresMax })
  const standing = seizures.items.filter(({ status }) => status !== 'retracted')
  const listed = standing.flatMap((seizure) =>
    subjectsOf(seizure, by).map(
      (subject): Part => ({ subject, entries: [ofSeizure(seizure, asked)], related: seizure.related }),
    ),
  )
  // What lies farther back than the list is still told by the counts, and so is how far back.
  const farther = seizures.more ? counted : []
  const seen = windowOver(...rest.parts, ...listed, ...farther)
  const oldestMs = Math.min(...spansOf(listed).map(({ startMs }) => startMs))
  const isCounted = farther.length > 0 && oldestMs >= seen.startMs
  return {
    lanes: told(isCounted ? counted : listed),
    window: seen,
    isCounted,
    isNewest: seizures.more && !isCounted,
    isPartial: rest.more,
  }
}

/** All that a window should show: what goes on does so to this day. */
function spansIn(entries: readonly Entry[], now: Date): Span[] {
  const present = { startMs: now.getTime(), endMs: now.getTime() }
  return entries.flatMap(({ span, until }) =>
    span ? [span, ...(until === 'open' ? [present] : until ? [until] : [])] : [],
  )
}

function subjectsOf(seizure: Schemas['SeizureItem'], by: LanesBy): string[] {
  switch (by) {
    case 'route':
      return [...new Set(seizure.routes.map(({ routeId }) => `routes/${routeId}`))]
    case 'actor':
      return [...new Set(seizure.actors.map(({ actorId }) => `actors/${actorId}`))]
    case 'country':
      return [`countries/${seizure.place.country.toLowerCase()}`]
    case 'agency':
      return [`agencies/${seizure.postedBy}`]
  }
}

type Named = Readonly<Record<string, string>>
type Rest = { parts: readonly Part[]; names: Named; more: boolean }

/** What each kind of lane holds beside seizures. */
const others: Record<LanesBy, (asked: Asked) => Promise<Rest>> = {
  route: async (asked) => {
    const query = {
      ...(narrowing(asked.filters, ['substance', 'country']) as object),
      blocks: 'none' as const,
    }
    const { items, more } = await asked.ask.list('/v1/routes', { query, max: listMax })
    const parts = items.map((route) => ({ subject: route.subject, entries: ofRoute(route, asked) }))
    return { parts, names: namesOf(items, asked), more }
  },
  actor: async (asked) => {
    const query = narrowing(asked.filters, ['country'])
    const { items, more } = await asked.ask.list('/v1/actors', { query, max: listMax })
    const parts = items.map((actor) => ({ subject: actor.subject, entries: ofActor(actor, asked) }))
    return { parts, names: namesOf(items, asked), more }
  },
  country: async (asked) => {
    const { ask, filters } = asked
    const [countries, statements, commitments, sessions] = await Promise.all([
      ask.list('/v1/countries', { max: listMax }),
      ask.list('/v1/statements', { query: { delegation: filters.country }, max: listMax }),
      ask.list('/v1/commitments', { query: { by: filters.country }, max: listMax }),
      ask.list('/v1/sessions', { max: listMax }),
    ])
    const told: [string, Entry[]][] = [
      ...countries.items.map((one): [string, Entry[]] => [one.country, ofCountry(one, asked)]),
      ...statements.items.map((one): [string, Entry[]] => [one.delegation, [ofStatement(one, asked)]]),
      ...commitments.items.map((one): [string, Entry[]] => [one.by, [ofCommitment(one, asked)]]),
      ...sessions.items.flatMap((one) =>
        one.delegations.map(({ delegation }): [string, Entry[]] => [delegation, [ofSession(one, asked)]]),
      ),
    ]
    const isWanted = (code: string) =>
      /^[A-Z]{2}$/.test(code) && (filters.country === undefined || code === filters.country)
    return {
      parts: told.flatMap(([code, entries]) =>
        isWanted(code) ? [{ subject: `countries/${code.toLowerCase()}`, entries }] : [],
      ),
      names: {},
      more: [countries, statements, commitments, sessions].some(({ more }) => more),
    }
  },
  agency: async (asked) => {
    const { ask, filters } = asked
    const [agencies, statements, commitments] = await Promise.all([
      ask.list('/v1/agencies', { max: listMax }),
      ask.list('/v1/statements', { max: listMax }),
      ask.list('/v1/commitments', { max: listMax }),
    ])
    const told: [string, Entry][] = [
      ...statements.items.map((one): [string, Entry] => [one.postedBy, ofStatement(one, asked)]),
      ...commitments.items.map((one): [string, Entry] => [one.postedBy, ofCommitment(one, asked)]),
    ]
    return {
      parts: told
        .filter(([agency]) => filters.agency === undefined || agency === filters.agency)
        .map(([agency, entry]) => ({ subject: `agencies/${agency}`, entries: [entry] })),
      names: namesOf(agencies.items, asked),
      more: [agencies, statements, commitments].some(({ more }) => more),
    }
  },
}

const namesOf = (items: readonly { subject: string; names?: { en: string } }[], { lang }: Asked): Named =>
  Object.fromEntries(items.map(({ subject, names }) => [subject, titleOf(names, subject, lang)]))

/** What is told of one subject is one lane. */
function lanesOf(parts: readonly Part[], names: Named, { lang, filters }: Asked): Lane[] {
  const found = new Map<string, Lane & { entries: Entry[] }>()
  for (const { subject, entries, related = {} } of parts) {
    const [kind, id = ''] = subject.split('/')
    const name =
      kind === 'countries' ? countryName(id.toUpperCase(), lang) : (names[subject] ?? related[subject] ?? id)
    const href = kind === 'agencies' ? undefined : linkTo(`/console/${subject}`, filters)
    const lane = found.get(subject) ?? { id: subject, name, href, entries: [] }
    lane.entries.push(...entries)
    found.set(subject, lane)
  }
  return [...found.values()]
}
