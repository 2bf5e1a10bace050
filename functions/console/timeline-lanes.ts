/** From what the API lists to the lanes of a timeline: whose a thing is depends on what the lanes stand for. */
import type { Schemas } from '../../infra/client/api.generated.ts'
import { linkTo } from './filters.ts'
import type { Asked } from './page.ts'
import { placeName } from './parts/places.ts'
import { equivalent } from './parts/quantity.ts'
import { substanceName } from './parts/value-names.ts'
import type { Entry } from './pictures/lanes-packing.ts'
import { type Span, spanOf, spanOfDate } from './pictures/time-axis.ts'
import { rolesOf, whatOf } from './roles.ts'
import { sessionName } from './sessions.ts'
import { codes, nameOf } from './texts/codes.ts'
import { eventName } from './texts/events.ts'
import { networks } from './texts/networks.ts'

export type Look = Pick<Asked, 'lang' | 'filters'>

const cardLink = (subject: string, { filters }: Look): string => linkTo(`/console/${subject}`, filters)

/** An end without a date of its own: it was by the time that it was known. */
type Ended = { occurred?: Schemas['Occurred']; recordedAt: string } | undefined
const endOf = (ended: Ended): Span | 'open' =>
  ended === undefined
    ? 'open'
    : (spanOf(ended.occurred) ?? spanOfDate(ended.recordedAt.slice(0, 10)) ?? 'open')

export function ofSeizure(seizure: Schemas['SeizureItem'], look: Look): Entry {
  const { subject, occurred, place, kilogramEquivalent } = seizure
  const what = [equivalent(kilogramEquivalent, look.lang), placeName(place, look.lang)]
  return {
    id: subject,
    kind: 'seizures',
    name: what.filter((part) => !part.startsWith('—')).join(', '),
    href: cardLink(subject, look),
    span: spanOf(occurred),
  }
}

/** Many at once, as the statistics tell them: by month, or by the quarter or year that they were reported with. */
export function ofCount(item: Schemas['StatisticsItem'], subject: string): Entry {
  const { month = 'unknown', seizures } = item
  return { id: `${subject} ${month}`, kind: 'seizures', name: '', span: spanOfDate(month), count: seizures }
}

/** Legs that are in use, and what else became of the route. */
export function ofRoute(route: Schemas['RouteItem'], { lang }: Look): Entry[] {
  const legs = route.legs.map(
    ({ legId, from, to, since }): Entry => ({
      id: `${route.subject} ${legId}`,
      kind: 'routes',
      name: `${placeName(from, lang)} → ${placeName(to, lang)}`,
      span: spanOf(since),
      until: 'open',
    }),
  )
  const turns = route.lifeCycle
    .filter(({ type }) => type !== 'RouteLegAdded')
    .map(
      ({ type, eventId, occurred }): Entry => ({
        id: eventId,
        kind: 'routes',
        name: eventName(type, lang),
        // When it was recorded is not when it was.
        span: spanOf(occurred),
      }),
    )
  return [...legs, ...turns]
}

export function ofActor(
  { subject, roles, dismantlements }: Schemas['ActorItem'],
  { lang, filters }: Look,
): Entry[] {
  const played = roles
    .filter(({ substance }) => isWanted(substance, filters))
    .map(
      ({ role, substance, since, ended, claimIds }, index): Entry => ({
        id: claimIds[0] ?? `${subject} ${index}`,
        kind: 'actors',
        name: [
          nameOf(networks[lang].actorRole, role),
          ...(substance ? [substanceName(substance, lang)] : []),
        ].join(', '),
        span: spanOf(since),
        until: endOf(ended),
      }),
    )
  const claimed = dismantlements.map(
    ({ claimId, occurred }): Entry => ({
      id: claimId,
      kind: 'actors',
      name: eventName('ActorDismantlementClaimed', lang),
      span: spanOf(occurred),
    }),
  )
  return [...played, ...claimed]
}

const isWanted = (substance: string | undefined, filters: Look['filters']): boolean =>
  filters.substance === undefined || substance === undefined || substance === filters.substance

export function ofCountry(country: Schemas['CountryItem'], { lang, filters }: Look): Entry[] {
  return rolesOf(country)
    .filter(({ substance }) => isWanted(substance, filters))
    .map(
      (role, index): Entry => ({
        id: `${country.subject} ${role.claimIds[0] ?? index}`,
        kind: 'countries',
        name: `${nameOf(codes[lang].countryRole, role.role)}, ${whatOf(role, lang)}`,
        span: spanOf(role.since),
        until: endOf(role.ended),
      }),
    )
}

export function ofStatement(
  { subject, speakerOffice, occurred }: Schemas['StatementItem'],
  look: Look,
): Entry {
  return {
    id: subject,
    kind: 'statements',
    name: speakerOffice,
    href: cardLink(subject, look),
    span: spanOf(occurred),
  }
}

/** From the promise to what became of it, or to when it is due; what nobody can measure is no period. */
export function ofCommitment(commitment: Schemas['CommitmentItem'], look: Look): Entry {
  const { subject, text, occurred, outcome, due, measurable } = commitment
  const until = outcome ? endOf(outcome) : due === undefined ? 'open' : (spanOfDate(due) ?? 'open')
  return {
    id: subject,
    kind: 'commitments',
    name: text,
    href: cardLink(subject, look),
    span: spanOf(occurred),
    ...((measurable || outcome !== undefined || due !== undefined) && { until }),
  }
}

export function ofSession(session: Schemas['SessionItem'], look: Look): Entry {
  const { subject, dates } = session
  const span = spanOfDate(dates.from)
  return {
    id: subject,
    kind: 'sessions',
    name: sessionName(session, look.lang),
    href: cardLink(subject, look),
    span,
    until: dates.to === undefined ? span : spanOfDate(dates.to),
  }
}
