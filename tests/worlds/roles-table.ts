/**
 * Who gets what, written out by hand from DOMAIN.md §4 and the HTTP contract: nothing in this file comes from the code
 * that it judges.
 */

/** kz-moi posts everything; uz-authority is suspended; nobody has registered the last. */
export const roles = [
  undefined,
  'observer-one',
  'ru-authority',
  'tj-authority',
  'kz-moi',
  'centre',
  'uz-authority',
  'never-registered',
] as const
export type Role = (typeof roles)[number]

type Marking = { tlp: string; releasableTo?: readonly string[] }
export type Case = { name: string; marking: Marking; sees: readonly boolean[] }

const marked = (name: string, sees: string, tlp: string, ...releasableTo: string[]): Case => ({
  name,
  marking: releasableTo.length > 0 ? { tlp, releasableTo } : { tlp },
  sees: sees.split(' ').map((mark) => mark === '●'),
})

/** Columns: no token, observer-one, ru-authority, tj-authority, kz-moi, centre; the others see nothing at all. */
export const cases: readonly Case[] = [
  marked('clear', '● ● ● ● ● ●', 'CLEAR'),
  marked('green', '· ● ● ● ● ●', 'GREEN'),
  marked('amber', '· · ● ● ● ●', 'AMBER'),
  marked('strict', '· · · · ● ●', 'AMBER+STRICT'),
  marked('red', '· · · · ● ·', 'RED'),
  marked('strict-to-observer', '· ● · · ● ●', 'AMBER+STRICT', 'observer-one'),
  marked('red-to-tj', '· · · ● ● ·', 'RED', 'tj-authority'),
]

/** Kinds that events create under every marking. Agencies are known to the community, each country to everyone. */
export const kinds = [
  'sources',
  'seizures',
  'routes',
  'actors',
  'sessions',
  'statements',
  'commitments',
  'countries',
  'figures',
] as const
export type Kind = (typeof kinds)[number]

/**
 * Reading, by the paths of the OpenAPI document. Columns as in `roles`. `see:200`: 200 where the role sees the subject of
 * the path, else 404; a list is always there, and holds the subject where the role sees it.
 */
const onSubject = 'see:200 see:200 see:200 see:200 see:200 see:200 403 401'
const list = onSubject
const same = '200 200 200 200 200 200 200 401'
const signedIn = '401 200 200 200 200 200 403 401'

export const reading: Readonly<Record<string, string>> = {
  '/v1/agencies': '200 200 200 200 200 200 403 401',
  '/v1/agencies/{id}': '404 200 200 200 200 200 403 401',
  '/v1/sources': list,
  '/v1/sources/{id}': onSubject,
  '/v1/seizures': list,
  '/v1/seizures/{id}': onSubject,
  '/v1/routes': list,
  '/v1/routes/{id}': onSubject,
  '/v1/routes/{id}/evidence': onSubject,
  '/v1/actors': list,
  '/v1/actors/{id}': onSubject,
  '/v1/sessions': list,
  '/v1/sessions/{id}': onSubject,
  '/v1/statements': list,
  '/v1/statements/{id}': onSubject,
  '/v1/commitments': list,
  '/v1/commitments/{id}': onSubject,
  '/v1/countries': list,
  '/v1/countries/{id}': onSubject,
  '/v1/figures': list,
  '/v1/figures/{id}': onSubject,
  '/v1/statistics/seizures': '200 200 200 200 200 200 403 401',
  '/v1/graph': onSubject,
  '/v1/subjects/{kind}/{id}/events': onSubject,
  '/v1/subjects/{kind}/{id}/history': onSubject,
  '/v1/submissions': signedIn,
  '/v1/responses': signedIn,
  '/v1/submissions/{id}': '401 404 404 404 200 404 403 401',
  '/v1/log/checkpoint': same,
  '/v1/log/proof': onSubject,
  '/v1/audit': '401 403 403 403 403 200 403 401',
  '/v1/subjects/{kind}/{id}/readers': '401 404 404 404 200 404 403 401',
  '/v1/me': signedIn,
  '/v1/schemas': same,
  '/v1/schemas/{type}/{version}': same,
  '/v1/health': same,
  '/v1/health/projections': '401 403 403 403 403 200 403 401',
  '/openapi.json': same,
  '/asyncapi.json': same,
  '/docs': same,
  '/problems/{slug}': same,
}

/**
 * Posting about a subject that is there, under every marking. What changes a state is sent with an outdated `If-Match`:
 * 412 says that it was allowed. Only who may act for the centre is told more of a redaction than that it is the centre's.
 */
export const posting: Readonly<Record<string, string>> = {
  ClaimEndorsed: '401 see:201 see:201 see:201 see:422 see:201 403 401',
  ClaimDisputed: '401 see:201 see:201 see:201 see:201 see:201 403 401',
  ClaimRetracted: '401 see:403 see:403 see:403 see:412 see:412 403 401',
  MarkingRaised: '401 see:403 see:403 see:403 see:412 see:412 403 401',
  MarkingLowered: '401 see:403 see:403 see:403 see:412 see:403 403 401',
  PayloadRedacted: '401 403 403 403 403 see:412 403 401',
}

/** Paths that only take a POST, and where they are judged. */
export const postedTo: readonly string[] = ['/v1/events', '/oauth2/token']
