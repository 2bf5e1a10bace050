import type { Body, Event } from './api.ts'
import { attributes, type BadEvent, without } from './bad-seizures.ts'
import { actor, claim, leg, route, statement } from './events.ts'

/** As bad-seizures.ts, of the other kinds. */

const kz = 'kz-moi'
const invalid = 'invalid-event'
const withData = (event: Event, more: Body): Event => ({ ...event, data: { ...event.data, ...more } })
const dormant = (): Event =>
  claim(kz, 'RouteDeclaredDormant', 'routes/open', { reviewedFrom: '2020', reason: 'Quiet.' })
let actors = 0
const named = (en: string): Event => actor(kz, `named-${++actors}`, { names: { en } })
const said = (text: string): Event => statement(kz, 'open-session', { text })
export const badStatements: BadEvent[] = [
  ['text-empty', 'no word', said(''), 422, invalid],
  ['text-whitespace-only', 'blanks that are no spaces', said('\u00a0\u200b'), 422, invalid],
  ['text-too-long', 'one character too many', said('x'.repeat(60_001)), 422, invalid],
  ['text-too-long', 'as long as may be', said('x'.repeat(60_000)), 201],
  ['text-bidi-override', 'a direction mark', said('abc \u202e def'), 201],
  ['text-html', 'markup', said('<script>alert(1)</script>'), 201],
  ['text-csv-formula', 'a formula', said("=cmd|' /C calc'!A0"), 201],
  ['text-nfd', 'letters in two parts', said('Re\u0301publique'), 201],
  ['speaker-missing', 'nobody spoke', without(said('Words.'), 'speakerOffice'), 422, invalid],
  ['session-closed', 'after the end', statement(kz, 'closed-session'), 409, 'state-conflict'],
  [
    'session-tier-wider-than-session',
    'in the open about a session behind doors',
    statement(kz, 'hidden-session'),
    422,
    'rule-violated',
  ],
]

export const badRoutes: BadEvent[] = [
  ['repeated-waypoint', 'from a country to itself', leg(kz, 'open', ['KZ', 'KZ']), 422, invalid],
  [
    'mode-unknown',
    'a mode of fiction',
    withData(leg(kz, 'open', ['KZ', 'RU']), { modes: ['teleport'] }),
    422,
    invalid,
  ],
  ['country-path-unknown', 'a country that was', leg(kz, 'open', ['SU', 'RU']), 422, invalid],
  [
    'change-without-expected-version',
    'a change of state without If-Match',
    dormant(),
    428,
    'precondition-required',
  ],
  [
    'change-stale-version',
    'a change of a state that is no more',
    {
      ...dormant(),
      ifmatch: '"old"',
    },
    412,
    'stale-version',
  ],
  [
    'link-wider-than-target',
    'a tie in the open to a route behind doors',
    claim(kz, 'ActorLinkedToRoute', 'actors/known', { routeId: 'hidden-route', relation: 'uses' }),
    201,
  ],
  [
    'linked-seizure-hidden',
    'a tie to a route of another agency',
    claim('tj-authority', 'ActorLinkedToRoute', 'actors/known', {
      routeId: 'hidden-route',
      relation: 'uses',
    }),
    422,
    'unknown-reference',
  ],
  [
    'post-for-other-agency',
    'in the name of another',
    attributes(route(kz, 'in-another-name'), { source: '/agencies/tj-authority' }),
    403,
    'forbidden',
  ],
]

export const badActors: BadEvent[] = [
  ['name-empty', 'no name', named(''), 422, invalid],
  ['name-201-chars', 'a name too long by one', named('x'.repeat(201)), 422, invalid],
  ['name-zalgo', 'marks on marks', named(`a${'\u0301'.repeat(500)}`), 422, invalid],
  ['name-mixed-script-word', 'two scripts in a word', named('\u0410gency'), 422, invalid],
  // Never a merge and never a refusal: the same name is a suspicion, told in a warning.
  [
    'name-whole-script-confusable',
    'a name in another script',
    named('\u0425\u0438\u043c\u043f\u0440\u043e\u043c'),
    201,
  ],
  ['name-nfd', 'a name in two parts', named('Re\u0301seau'), 201],
  ['name-zero-width', 'a break that nobody sees', named('A\u200bgency'), 422, invalid],
  ['name-bidi', 'a name that turns round', named('abc\u202e'), 422, invalid],
  ['name-private-use', 'a letter without meaning', named('\ue000'), 422, invalid],
  ['name-null-text', 'a name that reads like nothing', named('Null'), 201],
  ['name-null-text', 'another', named('undefined'), 201],
  ['name-csv-formula', 'a sum', named('=1+1'), 201],
  ['name-template', 'a template', named(['{{7*7}} $', '{jndi:ldap://x}'].join('')), 201],
  [
    'dob-impossible',
    'a person instead of an actor',
    actor(kz, 'born', { dateOfBirth: '1990-02-30' }),
    422,
    invalid,
  ],
  ['dob-future', 'a person who is not born', actor(kz, 'born', { dateOfBirth: '2100-01-01' }), 422, invalid],
  [
    'merge-hidden-actor',
    'into what is not there',
    { ...claim(kz, 'ActorsMerged', 'actors/known', { into: 'nobody' }), ifmatch: '*' },
    422,
    'unknown-reference',
  ],
  [
    'merge-self',
    'into itself',
    { ...claim(kz, 'ActorsMerged', 'actors/known', { into: 'known' }), ifmatch: '*' },
    422,
    invalid,
  ],
]
