import type { Body, Event } from './api.ts'
import { seizure } from './events.ts'

/**
 * Events that a partner's software may send by mistake or on purpose, in our own words. The first column names the
 * case of the catalogue that it answers; where catalogue and contract disagree, the contract holds.
 */
export type BadEvent = [covers: string, what: string, event: Event, status: number, slug?: string]

const kz = 'kz-moi'
const invalid = 'invalid-event'
const marked = (marking: unknown): Event => seizure(kz, { marking })
const amount = (value: unknown, unit = 'kg', substance = 'heroin'): Event =>
  seizure(kz, { items: [{ substance, quantity: { value, unit } }] })
const occurred = (from: string, precision = 'minute'): Event => seizure(kz, { occurred: { from, precision } })
const point = (lon: number, lat: number): Event =>
  seizure(kz, { place: { country: 'KZ', point: { lon, lat }, precision: 'exact' } })
const soon = new Date(Date.now() + 10 * 60_000).toISOString()
export const without = (event: Event, ...fields: string[]): Event => ({
  ...event,
  data: Object.fromEntries(Object.entries(event.data as Body).filter(([key]) => !fields.includes(key))),
})
export const attributes = (event: Event, more: Body): Event => ({ ...event, ...more })

export const badSeizures: BadEvent[] = [
  ['lone-surrogate', 'half a character', seizure(kz, { note: '\ud800' }), 422, invalid],
  ['nul-in-string', 'U+0000 in a text', seizure(kz, { note: 'a\0b' }), 422, invalid],
  ['idempotency-key-missing', 'no id', attributes(seizure(kz), { id: undefined }), 422, invalid],
  [
    'idempotency-key-too-long',
    'an id of 129 characters',
    attributes(seizure(kz), { id: 'x'.repeat(129) }),
    422,
    invalid,
  ],
  ['unknown-field', 'a misspelt field', seizure(kz, { arestsCount: 2 }), 422, invalid],
  [
    'server-field-recordedAt',
    'a time that only the server sets',
    seizure(kz, { recordedAt: '2024-01-01T00:00:00Z' }),
    422,
    invalid,
  ],
  ['server-field-recordedAt', 'an attribute of ours', attributes(seizure(kz), { hash: 'ab' }), 422, invalid],
  ['tier-missing', 'no marking', without(seizure(kz), 'marking'), 422, invalid],
  ['tier-unknown', 'a marking in lower case', marked({ tlp: 'clear' }), 422, invalid],
  ['tier-unknown', 'a marking with a blank', marked({ tlp: 'CLEAR ' }), 422, invalid],
  ['tier-unknown', 'a marking of TLP 1', marked({ tlp: 'WHITE' }), 422, invalid],
  ['tier-array', 'two markings', marked({ tlp: ['RED', 'CLEAR'] }), 422, invalid],
  // DOMAIN.md §4: an empty list means nobody besides the poster, which no reader takes for everyone.
  ['tier-participants-empty', 'nobody released to', marked({ tlp: 'RED', releasableTo: [] }), 201],
  [
    'tier-participants-wildcard',
    'everybody by a star',
    marked({ tlp: 'RED', releasableTo: ['*'] }),
    422,
    invalid,
  ],
  [
    'participant-unknown-country',
    'an agency that is none',
    marked({ tlp: 'RED', releasableTo: ['xx-none'] }),
    422,
    'unknown-reference',
  ],
  [
    'participant-lowercase',
    'an agency in capitals',
    marked({ tlp: 'RED', releasableTo: ['TJ-AUTHORITY'] }),
    422,
    invalid,
  ],
  [
    'participant-duplicate',
    'an agency twice',
    marked({ tlp: 'RED', releasableTo: ['io-one', 'io-one'] }),
    422,
    invalid,
  ],
  ['quantity-negative', 'less than nothing', amount('-1'), 422, invalid],
  ['quantity-zero', 'nothing', amount('0'), 422, invalid],
  ['quantity-zero', 'nothing with decimals', amount('0.000'), 422, invalid],
  ['quantity-1e400', 'an exponent', amount('1e400'), 422, invalid],
  // Kept as the text that was sent, hence exact; as a JSON number it is refused.
  ['quantity-unsafe-integer', 'more than a double holds, as text', amount('9007199254740993'), 201],
  ['quantity-unsafe-integer', 'a number instead of text', amount(9007199254740992), 422, invalid],
  ['quantity-negative-zero', 'minus zero', amount('-0'), 422, invalid],
  ['unit-unknown', 'pounds', amount('1', 'lbs.'), 422, invalid],
  ['substance-unknown', 'a substance outside the register', amount('1', 'kg', 'aspirin'), 422, invalid],
  ['occurredAt-no-offset', 'a time without offset', occurred('2024-03-01T10:00:00'), 422, invalid],
  ['occurredAt-leap-second', 'a leap second', occurred('2016-12-31T23:59:60Z'), 422, invalid],
  ['occurredAt-future', 'ten minutes ahead', occurred(soon), 422, invalid],
  ['occurredAt-year-275760', 'a year of six digits', occurred('+275760-09-13T00:00:00.000Z'), 422, invalid],
  ['occurredAt-year-0001', 'the year 1', occurred('0001-01-01T00:00:00Z'), 422, invalid],
  ['lon-181', 'beyond the date line', point(181, 0), 422, invalid],
  ['location-null-island', 'a place at sea', point(0, 0), 201],
  [
    'schema-version-unknown',
    'a schema of tomorrow',
    attributes(seizure(kz), { dataschema: '/v1/schemas/SeizureReported/99' }),
    422,
    invalid,
  ],
  ['post-as-observer', 'an observer with a seizure', seizure('observer-one'), 403, 'forbidden'],
  [
    'document-number-in-public',
    'a passport',
    seizure(kz, { note: 'passport N 01234567' }),
    422,
    'personal-data',
  ],
]
