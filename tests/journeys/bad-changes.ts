import type { Event } from './api.ts'
import { claim, day } from './events.ts'

const kz = 'kz-moi'
const invalid = 'invalid-event'

/** Posted with the event of a seizure that everybody sees. */
export const badChanges: [
  covers: string,
  what: string,
  (seizure: string, eventId: string) => Event,
  number,
  string?,
][] = [
  [
    'correction-of-missing',
    'of nothing',
    () => ({ ...corrected('seizures/0fd48e30-d621-57e9-a07e-89787cbee125'), ifmatch: '*' }),
    404,
    'not-found',
  ],
  [
    'correction-stale-version',
    'of what has changed',
    (subject) => ({ ...corrected(subject), ifmatch: '"old"' }),
    412,
    'stale-version',
  ],
  [
    'correction-without-version',
    'without If-Match',
    (subject) => corrected(subject),
    428,
    'precondition-required',
  ],
  [
    'correction-stale-version',
    'by another agency',
    (subject) => ({ ...corrected(subject, 'tj-authority'), ifmatch: '*' }),
    403,
    'forbidden',
  ],
  [
    'widen-tier-by-participant',
    'wider by another agency',
    (subject, eventId) => lowered('tj-authority', subject, eventId),
    403,
    'forbidden',
  ],
  [
    'tier-widen-by-officer',
    'wider by the centre',
    (subject, eventId) => lowered('centre', subject, eventId),
    403,
    'forbidden',
  ],
  [
    'authorise-one-mutate-other',
    'the event of another subject',
    (_, eventId) => lowered(kz, 'routes/open', eventId),
    422,
    'unknown-reference',
  ],
  [
    'rectify-statement-text',
    'other words',
    () => ({
      ...corrected('statements/0fd48e30-d621-57e9-a07e-89787cbee125'),
      type: 'StatementCorrected',
      data: { text: 'Other words.' },
    }),
    422,
    invalid,
  ],
]

function corrected(subject: string, by = kz): Event {
  const changes = { occurred: day('2024-03-20') }
  return { ...claim(by, 'SeizureCorrected', subject, {}), data: { changes, reason: 'A slip of the pen.' } }
}

function lowered(by: string, subject: string, eventId: string): Event {
  const data = { eventId, marking: { tlp: 'CLEAR' }, reason: 'Known by now.' }
  return { ...claim(by, 'MarkingLowered', subject, {}), data, ifmatch: '*' }
}
