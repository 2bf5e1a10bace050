import { describe, expect, it } from 'vitest'
import type { EventType } from '../../events/catalog.ts'
import { refusals } from './examples.ts'

/** One line of a table: the type, what is changed in its golden event, and the errors that brings. */
type Case = [EventType, Record<string, unknown>, string[]]

const at = (pointer: string, code: string) => [`/data/${pointer} ${code}`]
/** `where` is given when the error stands elsewhere than the change. */
const one = (type: EventType, pointer: string, value: unknown, code?: string, where = pointer): Case => [
  type,
  { [`/data/${pointer}`]: value },
  code ? at(where, code) : [],
]
const check = (cases: Case[]) =>
  it.each(cases)('%s %j', (type, changes, errors) => expect(refusals(type, changes)).toEqual(errors))

describe('seizures', () => {
  const item = { substance: 'heroin', quantity: { value: '1', unit: 'kg' } }
  check([
    one('SeizureReported', 'occurred', undefined, 'required'),
    one('SeizureReported', 'place', undefined, 'required'),
    one('SeizureReported', 'items', [], 'too-few'),
    one('SeizureReported', 'items', Array(51).fill(item), 'too-many'),
    one('SeizureReported', 'items', [item, item]),
    one('SeizureReported', 'items/0/substance', 'unobtainium', 'not-in-list'),
    one('SeizureReported', 'items/0/quantity/value', '0', 'too-small'),
    one('SeizureReported', 'items/0/quantity/value', 12.5, 'type'),
    one('SeizureReported', 'items/0/quantity/value', '-1', 'pattern'),
    one('SeizureReported', 'items/0/quantity/unit', 'lbs.', 'not-in-list'),
    one('SeizureReported', 'items/0/purityPercent', '100.1', 'too-big'),
    one('SeizureReported', 'arrestsCount', -1, 'too-small'),
    one('SeizureReported', 'arrestsCount', 1.5, 'type'),
    one('SeizureReported', 'arrestsCount', -0, 'negative-zero'),
    one('SeizureReported', 'arrestsCount', '2', 'type'),
    one('SeizureReported', 'mode', 'teleport', 'not-in-list'),
    one('SeizureReported', 'place/adminRegion', 'KG-B', 'outside-country'),
    one('SeizureReported', 'place/adminRegion', 'KZ-999', 'not-in-list'),
    one('SeizureReported', 'place/unlocode', 'RUMOW', 'outside-country'),
    one('SeizureReported', 'place/country', 'SU', 'not-in-list'),
    one('SeizureReported', 'place/point', { lon: 0, lat: 0 }),
    one('SeizureReported', 'place/point', { lon: -180, lat: 90 }),
    one('SeizureReported', 'place/point/lon', 181, 'too-big'),
    one('SeizureReported', 'place/point/lat', -90.5, 'too-small'),
    one('SeizureReported', 'place/point/lat', -0, 'negative-zero'),
    one('SeizureReported', 'consignment/departure', { region: 'western-europe' }),
    one('SeizureReported', 'consignment/departure/country', 'SU', 'not-in-list'),
    one('SeizureReported', 'consignment/destination/region', 'west', 'not-in-list'),
    one('SeizureCorrected', 'changes', {}, 'empty'),
    one('SeizureCorrected', 'changes', null, 'type'),
    one('SeizureCorrected', 'changes', { colour: 'red' }, 'unknown-field', 'changes/colour'),
    one('SeizureCorrected', 'changes/items', null, 'type'),
    one('SeizureCorrected', 'changes/marking', { tlp: 'CLEAR' }, 'unknown-field'),
    one('SeizureCorrected', 'changes/grading', null, 'unknown-field'),
    one('SeizureCorrected', 'changes/place/country', null, 'type'),
    one('SeizureCorrected', 'changes/note', 'a@example.org', 'personal-data'),
    one('SeizureRetracted', 'reason', 'just so', 'not-in-list'),
    one(
      'SeizureLabConfirmed',
      'items',
      [
        { index: 0, substance: 'heroin' },
        { index: 0, substance: 'opium' },
      ],
      'duplicate',
    ),
  ])
})

describe('routes', () => {
  const leg = { legId: 'a', from: { country: 'TJ' }, to: { country: 'KG' }, role: 'trunk' }
  check([
    one('RouteIdentified', 'names', { ru: 'Северный' }, 'required', 'names/en'),
    one('RouteIdentified', 'substances', [], 'too-few'),
    one('RouteIdentified', 'substances', ['heroin', 'heroin'], 'duplicate'),
    one('RouteIdentified', 'status', 'dormant', 'not-in-list'),
    one('RouteLegAdded', 'to', { country: 'TJ' }, 'zero-length-leg'),
    one('RouteLegAdded', 'to', { country: 'TJ', locality: 'Khujand' }),
    one('RouteLegAdded', 'to', { region: 'western-europe' }),
    one('RouteLegAdded', 'modes', []),
    one('RouteLegAdded', 'substances', []),
    one('RouteLegAdded', 'modes', ['teleport'], 'not-in-list', 'modes/0'),
    one('RouteRerouted', 'to', [leg, leg], 'duplicate'),
    one('RouteRerouted', 'cause', 'whim', 'not-in-list'),
    one('RouteValueEstimated', 'min', '1100000000.5', 'not-whole'),
    one('RouteValueEstimated', 'min', '2100000001', 'out-of-order', 'max'),
    one('RouteValueEstimated', 'currency', 'usd', 'not-in-list'),
    one('RouteValueEstimated', 'referencePeriod', undefined, 'required'),
    one('RouteVolumeEstimated', 'max', '1e3', 'pattern'),
    one('RouteDisrupted', 'operationRef', undefined, 'required'),
  ])
})

describe('actors', () => {
  check([
    one('ActorReported', 'names/en', 'Gypsy clan', 'protected-attribute'),
    one('ActorReported', 'basedIn', []),
    one('ActorReported', 'operatesIn', []),
    one('ActorRoleReported', 'places', []),
    one('ActorReported', 'names/en', 'a'.repeat(201), 'too-long'),
    one('ActorReported', 'names/en', '\u0410gency', 'mixed-script'),
    one('ActorAliasReported', 'alias', 'таджики', 'protected-attribute'),
    one('ActorRoleReported', 'scale', 'loads in tonnes'),
    one('ActorRoleReported', 'scale', 'Uzbek couriers', 'protected-attribute'),
    one('ActorRoleReported', 'scale', { unit: 't', per: 'load' }),
    one('ActorRoleReported', 'scale/min', '201', 'out-of-order', 'scale/max'),
    one('ActorRoleReported', 'role', 'boss', 'not-in-list'),
    one('ActorRoleReported', 'places/0', 'western-europe'),
    one('ActorRoleReported', 'places/0', 'kz', 'not-in-list'),
    one('ActorPresenceReported', 'places', [], 'too-few'),
    one('ActorLinkedToActor', 'relation', 'knows', 'not-in-list'),
  ])
})

describe('sessions, statements, commitments', () => {
  check([
    one('SessionScheduled', 'dates', { from: '2024-03-15', to: '2024-03-14' }, 'out-of-order', 'dates/to'),
    one('SessionScheduled', 'agendaItems', []),
    one('SessionScheduled', 'number', 67.5, 'type'),
    one('AttendanceReported', 'headsOfDepartment', undefined),
    [
      'AttendanceReported',
      { '/data/delegates': undefined, '/data/headsOfDepartment': undefined },
      at('delegates', 'required'),
    ],
    one('AttendanceReported', 'delegates/op', 'over', 'not-in-list'),
    one('StatementDelivered', 'textRef', 'https://example.org/statement'),
    one('StatementDelivered', 'textRef', undefined, 'exactly-one', 'text'),
    one('StatementDelivered', 'text', 'Both.', 'exactly-one'),
    ['StatementDelivered', { '/data/textRef': undefined, '/data/text': 'ж'.repeat(60_000) }, []],
    [
      'StatementDelivered',
      { '/data/textRef': undefined, '/data/text': 'ж'.repeat(60_001) },
      at('text', 'too-long'),
    ],
    ['StatementDelivered', { '/data/textRef': undefined, '/data/text': '\u00a0\u200b' }, at('text', 'blank')],
    one('StatementDelivered', 'occurred', undefined, 'required'),
    one('StatementDelivered', 'speakerOffice', undefined, 'required'),
    one('StatementCorrected', 'text', 'Other words.', 'unknown-field'),
    one('StatementAssertionExtracted', 'about', ['persons/x'], 'pattern', 'about/0'),
    one('CommitmentMade', 'measurable', 'no', 'type'),
    one('CommitmentProgressReported', 'percent', '101', 'too-big'),
  ])
})

describe('countries, figures, agencies', () => {
  check([
    one('CountryRoleReported', 'substance', 'heroin', 'exactly-one'),
    one('CountryRoleReported', 'group', undefined, 'exactly-one', 'substance'),
    one('CountryRoleReported', 'since', '2015'),
    one(
      'CountryRoleReported',
      'since',
      { from: '2015', precision: 'day' },
      'precision-mismatch',
      'since/precision',
    ),
    ['CountryRoleReported', { '/subject': 'countries/KZ' }, ['/subject pattern']],
    one('StatementAssertionExtracted', 'about', ['countries/KZ'], 'pattern', 'about/0'),
    one('AggregateFigureReported', 'value', 42.5, 'type'),
    one('AggregateFigureReported', 'period', { from: '2022-09', to: '2021-10' }, 'out-of-order', 'period/to'),
    one('AgencyRegistered', 'clientIds', [], 'too-few'),
    one('AgencyRegistered', 'postingScopes', ['persons'], 'not-in-list', 'postingScopes/0'),
    one('AgencyRegistered', 'marking', undefined),
    one('AgencySuspended', 'grading', {}, 'unknown-field'),
    one('SourceRegistered', 'grading', undefined),
    one('SourceRegistered', 'marking', undefined, 'required'),
  ])
})
