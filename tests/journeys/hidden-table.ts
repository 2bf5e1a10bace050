import type { Body, Event } from './api.ts'
import { actor, claim, leg, raise, route, session, statement, volume } from './events.ts'

/** What another agency may try to find out that something hidden is there. */

export const refers = (type: string, subject: string, data: Body) =>
  claim('tj-authority', type, subject, data)
const link = (routeId: string, more: Body = {}) =>
  refers('ActorLinkedToRoute', 'actors/known', { routeId, relation: 'uses', ...more })

/** Each pair differs in nothing but that the first names what is hidden and the second what is not there. */
export const pairs: [string, (id: 'hidden' | 'nowher') => Event, number][] = [
  ['a leg added to a route', (id) => leg('tj-authority', id, ['TJ', 'KG']), 404],
  ['an estimate of a route', (id) => volume('tj-authority', id, '3'), 404],
  ['an alias of an actor', (id) => refers('ActorAliasReported', `actors/${id}`, { alias: 'Another' }), 404],
  [
    'a rerouting without If-Match',
    (id) => refers('RouteDeclaredDormant', `routes/${id}`, { reviewedFrom: '2020', reason: 'quiet' }),
    404,
  ],
  [
    'a raise without If-Match',
    (id) => raise('tj-authority', `routes/${id}`, '0fd48e30-d621-57e9-a07e-89787cbee125', { tlp: 'RED' }),
    404,
  ],
  ['the opening of a session', (id) => refers('SessionOpened', `sessions/${id}`, {}), 404],
  ['a link to a route', (id) => link(id), 422],
  ['a link to a leg of a route', (id) => link(id, { legId: 'af-tj' }), 422],
  [
    'a link to an actor',
    (id) => refers('ActorLinkedToActor', 'actors/known', { actorId: id, relation: 'supplies' }),
    422,
  ],
  ['a statement at a session', (id) => statement('tj-authority', id), 422],
  [
    'a merge into an actor',
    (id) => ({ ...refers('ActorsMerged', 'actors/known', { into: id }), ifmatch: '*' }),
    422,
  ],
]
/** One of each kind whose name the poster chooses. */
export const named: [string, (agency: string, id: string, marking: Body) => Event][] = [
  ['routes', (agency, id, marking) => route(agency, id, {}, marking)],
  ['actors', (agency, id, marking) => actor(agency, id, { names: { en: 'Same name' } }, marking)],
  ['sessions', (agency, id, marking) => session(agency, id, {}, marking)],
  [
    'sources',
    (agency, id, marking) => ({
      ...claim(agency, 'SourceRegistered', `sources/${id}`, {}),
      data: { kind: 'other', title: 'A source', marking },
    }),
  ],
  [
    'figures',
    (agency, id, marking) =>
      claim(
        agency,
        'AggregateFigureReported',
        `figures/${id}`,
        {
          series: { names: { en: 'A series' }, unit: 'kg', metric: 'seized' },
          period: '2023',
          value: '12',
        },
        marking,
      ),
  ],
]
