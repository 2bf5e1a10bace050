import type { Body } from './api.ts'

/** Who may read what (DOMAIN.md §4), written out by hand. kz-moi posts everything. */

export const readers = [undefined, 'observer-one', 'tj-authority', 'kz-moi', 'centre'] as const
export type Reader = (typeof readers)[number]

export type Case = { name: string; marking: Body; sees: readonly boolean[] }

const row = (name: string, marking: Body, sees: string): Case => ({
  name,
  marking,
  sees: sees.split(' ').map((mark) => mark === '●'),
})

const strict = (...releasableTo: string[]): Body => ({ tlp: 'AMBER+STRICT', releasableTo })
const red = (...releasableTo: string[]): Body => ({ tlp: 'RED', releasableTo })

/** Columns as in `readers`: nobody, observer-one, tj-authority, kz-moi, centre. */
export const cases: readonly Case[] = [
  row('clear', { tlp: 'CLEAR' }, '● ● ● ● ●'),
  row('green', { tlp: 'GREEN' }, '· ● ● ● ●'),
  row('amber', { tlp: 'AMBER' }, '· · ● ● ●'),
  row('strict', { tlp: 'AMBER+STRICT' }, '· · · ● ●'),
  row('red', { tlp: 'RED' }, '· · · ● ·'),
  row('strict-to-observer', strict('observer-one'), '· ● · ● ●'),
  row('red-to-tj', red('tj-authority'), '· · ● ● ·'),
]

export const seesCase = (reader: Reader, { sees }: Case): boolean => sees[readers.indexOf(reader)] ?? false

/** What is posted once under each marking. */
export const materials = [
  'seizure',
  'statement',
  'route',
  'leg',
  'volume',
  'actor',
  'alias',
  'role',
  'commitment',
  'countryrole',
] as const
export type Material = (typeof materials)[number]

/** A word that stands in one material under one marking, and nowhere else. */
export const canary = (material: Material, name: string): string => `kanary-${material}-${name}-end`

/** Of the seizure under each marking, so that a sum tells which ones it holds: 1, 10, 100, … */
export const weight = (of: Case): number => 10 ** cases.indexOf(of)

type View = { path: string; accept?: string; shows: readonly Material[] }

/** What each view shows of the material that its reader may see. `open` and `known` are a CLEAR route and actor. */
export const views: readonly View[] = [
  { path: '/v1/seizures?limit=500', shows: ['seizure'] },
  { path: '/v1/seizures?limit=500', accept: 'text/csv', shows: ['seizure'] },
  { path: '/v1/seizures?limit=500', accept: 'application/geo+json', shows: ['seizure'] },
  { path: '/v1/seizures.ndjson?limit=500', shows: ['seizure'] },
  { path: '/v1/seizures.stix.json?limit=500', shows: ['seizure'] },
  { path: '/v1/seizures.graphml?limit=500', shows: ['seizure'] },
  { path: '/v1/seizures.unodc.csv?limit=500', shows: [] },
  { path: '/v1/routes.csv', shows: ['route', 'leg'] },
  { path: '/v1/routes.stix.json', shows: ['route', 'leg'] },
  { path: '/v1/routes/open.graphml', shows: ['leg'] },
  { path: '/v1/actors.stix.json', shows: ['actor', 'alias'] },
  { path: '/v1/actors.csv', shows: ['actor', 'alias'] },
  { path: '/v1/statements.csv', shows: ['statement'] },
  { path: '/v1/statements.graphml', shows: ['statement'] },
  { path: '/v1/commitments.ndjson', shows: ['commitment'] },
  { path: '/v1/graph.graphml?focus=routes/open', shows: ['seizure', 'actor'] },
  { path: '/v1/seizures?country=KZ&substance=heroin', shows: ['seizure'] },
  { path: '/v1/seizures?route=open&agency=kz-moi&minKg=1', shows: ['seizure'] },
  { path: '/v1/seizures?from=2024-03&to=2024-03-19', shows: ['seizure'] },
  { path: '/v1/routes/open/evidence', shows: ['seizure'] },
  { path: '/v1/routes/open/evidence', accept: 'application/geo+json', shows: ['seizure'] },
  { path: '/v1/statements', shows: ['statement'] },
  { path: '/v1/statements?session=open-session&delegation=KZ', shows: ['statement'] },
  { path: '/v1/sessions/open-session', shows: ['statement'] },
  { path: '/v1/commitments', shows: ['commitment'] },
  { path: '/v1/commitments?by=KZ', shows: ['commitment'] },
  { path: '/v1/routes/open', shows: ['leg', 'volume', 'actor'] },
  { path: '/v1/routes', shows: ['route', 'leg'] },
  { path: '/v1/routes', accept: 'application/geo+json', shows: ['leg'] },
  { path: '/v1/routes?country=UZ', shows: ['leg'] },
  { path: '/v1/subjects/routes/open/events', shows: ['leg', 'volume'] },
  { path: '/v1/subjects/routes/open/history', shows: ['leg', 'volume'] },
  { path: '/v1/actors/known', shows: ['alias', 'role'] },
  { path: '/v1/actors', shows: ['actor', 'alias'] },
  { path: '/v1/actors?q=KANARY-ALIAS', shows: ['alias'] },
  { path: '/v1/actors?q=kanary-actor', shows: ['actor'] },
  { path: '/v1/actors?route=open', shows: ['actor'] },
  { path: '/v1/subjects/actors/known/events', shows: ['alias', 'role'] },
  { path: '/v1/subjects/actors/known/history', shows: ['alias', 'role'] },
  { path: '/v1/countries/kz', shows: ['countryrole', 'commitment'] },
  { path: '/v1/countries', shows: ['countryrole'] },
  { path: '/v1/subjects/countries/kz/events', shows: ['countryrole'] },
  { path: '/v1/graph?focus=routes/open', shows: ['seizure', 'actor', 'leg'] },
  { path: '/v1/graph?focus=countries/kz', shows: ['seizure'] },
  { path: '/v1/graph?focus=actors/known&depth=2', shows: [] },
  { path: '/v1/graph?focus=sessions/open-session&depth=2', shows: ['statement', 'commitment'] },
]
