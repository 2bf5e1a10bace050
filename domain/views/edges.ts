/** The edges that start at a subject, read off its card. Each rests on the claims that say so. */
import type { Card } from './view.ts'

export type Edge = { from: string; to: string; relation: string; evidence: readonly string[] }

type Entry = Record<string, unknown> & { claimIds?: readonly string[] }

export function edgesFrom(card: Card): readonly Edge[] {
  const edge = (to: string, relation: string, evidence: readonly string[]): Edge => ({
    from: card.subject,
    to,
    relation,
    evidence,
  })
  const entries = (field: string) => (card[field] ?? []) as readonly Entry[]
  const claimsOn = (field: string) =>
    standing(card)
      .filter((claim) => claim.field === field)
      .map(({ claimId }) => claimId)
  // It was never so, or no longer is.
  if (card.status === 'retracted') return []
  switch (card.subject.slice(0, card.subject.indexOf('/'))) {
    case 'actors':
      return [
        ...entries('routes').map((e) =>
          edge(`routes/${String(e.routeId)}`, String(e.relation), e.claimIds ?? []),
        ),
        ...entries('links').map((e) =>
          edge(`actors/${String(e.actorId)}`, String(e.relation), e.claimIds ?? []),
        ),
        ...entries('duplicateSuspects').map((e) =>
          edge(`actors/${String(e.actorId)}`, 'duplicate-suspected', e.claimIds ?? []),
        ),
        ...(typeof card.mergedInto === 'string'
          ? [edge(`actors/${card.mergedInto}`, 'merged-into', claimsOn('mergedInto'))]
          : []),
        ...countries(card.basedIn).map((to) => edge(to, 'based-in', claimsPlacing(card, to, 'basedIn'))),
        ...countries(card.operatesIn).map((to) =>
          edge(to, 'operates-in', claimsPlacing(card, to, 'operatesIn', 'places')),
        ),
      ]
    case 'routes':
      return entries('countryRoles').map(({ country, role, legIds }) =>
        edge(subjectOf(country), String(role), legClaims(entries('legs'), legIds as readonly string[])),
      )
    case 'seizures':
      return [
        ...countries([(card.place as Entry | undefined)?.country]).map((to) =>
          edge(to, 'seized-in', claimsOn('report')),
        ),
        ...entries('routes').map((e) =>
          edge(`routes/${String(e.routeId)}`, 'attributed-to', e.claimIds ?? []),
        ),
        ...entries('actors').map((e) =>
          edge(`actors/${String(e.actorId)}`, 'attributed-to', e.claimIds ?? []),
        ),
      ]
    case 'statements':
      return [
        edge(`sessions/${String(card.sessionId)}`, 'delivered-at', claimsOn('statement')),
        ...countries([card.delegation]).map((to) => edge(to, 'delivered-by', claimsOn('statement'))),
        ...entries('assertions').flatMap(({ about, claimId }) =>
          (about as string[]).map((to) => edge(to, 'about', [String(claimId)])),
        ),
      ]
    case 'commitments':
      return [
        ...countries([card.by]).map((to) => edge(to, 'made-by', claimsOn('commitment'))),
        ...(typeof card.statementId === 'string'
          ? [edge(`statements/${card.statementId}`, 'made-in', claimsOn('commitment'))]
          : []),
      ]
    default:
      return []
  }
}

/** The claims that name this country in one of their lists: another claim on the same field may name others. */
function claimsPlacing(card: Card, country: string, ...lists: readonly string[]): readonly string[] {
  return standing(card)
    .filter(({ value }) => lists.some((list) => countries((value as Entry)[list]).includes(country)))
    .map(({ claimId }) => claimId)
}

function standing({ claims }: Card): Card['claims'] {
  return claims.filter(({ status }) => status !== 'retracted')
}

function legClaims(legs: readonly Entry[], legIds: readonly string[]): readonly string[] {
  return [
    ...new Set(
      legs.filter(({ legId }) => legIds.includes(String(legId))).flatMap(({ claimIds }) => claimIds ?? []),
    ),
  ]
}

/** Only what is a country's code: a list of places may hold regions, a delegation may be an organisation. */
function countries(list: unknown): readonly string[] {
  return ((list ?? []) as readonly unknown[])
    .filter((code) => typeof code === 'string' && /^[A-Z]{2}$/.test(code))
    .map(subjectOf)
}

function subjectOf(country: unknown): string {
  return `countries/${String(country).toLowerCase()}`
}
