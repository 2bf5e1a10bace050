/** What each problem looks like to a caller; a test asks for them again. */
import { type ProblemError, type ProblemSlug, problemDocument } from '../../http/problems.ts'

type Told = { instance: string; detail: string; errors?: readonly ProblemError[] }

const events = '/v1/events'
const oneField = '1 field(s) are not as the schema says.'
const unknown = 'This does not exist, as far as you can see.'
const dormant = 'Only a dormant actor can be reactivated.'
const hidden = 'An agency of the register is known to the community: CLEAR or GREEN.'
const gateway = 'The function did not answer in time.'

const examples = {
  malformed: {
    instance: '/v1/seizures',
    detail: '`country` is not well formed. ISO 3166-1 alpha-2, upper case.',
  },
  unauthenticated: { instance: events, detail: 'Posting needs a token.' },
  forbidden: { instance: events, detail: 'An agency posts only as itself: `source` must name your own.' },
  'not-found': {
    instance: '/v1/routes/southern',
    detail: 'There is nothing here, as far as you can see.',
  },
  'method-not-allowed': { instance: events, detail: 'This path knows POST.' },
  'not-acceptable': { instance: '/v1/schemas', detail: 'Available here: application/json.' },
  'event-id-reused': {
    instance: events,
    detail: 'Another event stands under this source, id and subject.',
  },
  'state-conflict': {
    instance: events,
    detail: dormant,
    errors: [{ pointer: '/data', detail: dormant, code: 'state-conflict' }],
  },
  'stale-version': {
    instance: events,
    detail: 'The subject has changed since the version that If-Match names.',
  },
  'too-large': { instance: events, detail: 'One event may have 256 KiB.' },
  'unsupported-media-type': {
    instance: events,
    detail:
      'Send one of application/json, application/cloudevents+json, application/cloudevents-batch+json, application/x-ndjson, text/csv, in UTF-8.',
  },
  'invalid-event': {
    instance: events,
    detail: oneField,
    errors: [{ pointer: '/data/plcae', detail: 'is not a field here', code: 'unknown-field', hint: 'place' }],
  },
  'personal-data': {
    instance: events,
    detail: oneField,
    errors: [{ pointer: '/data/concealment', detail: 'contains an e-mail address', code: 'personal-data' }],
  },
  'protected-attribute': {
    instance: events,
    detail: oneField,
    errors: [
      {
        pointer: '/data/names/en',
        detail: 'names an ethnic, religious or national group',
        code: 'protected-attribute',
        hint: 'describe the actor by role, place of operation and scale',
      },
    ],
  },
  'unknown-reference': {
    instance: events,
    detail: unknown,
    errors: [{ pointer: '/data/routeId', detail: unknown, code: 'unknown-reference' }],
  },
  'rule-violated': {
    instance: events,
    detail: hidden,
    errors: [{ pointer: '/data/marking', detail: hidden, code: 'rule-violated' }],
  },
  'precondition-required': {
    instance: events,
    detail: 'RouteLegRetired needs If-Match with the ETag that you decided on.',
  },
  'rate-limited': { instance: events, detail: 'Too many requests of your agency.' },
  'request-timeout': { instance: events, detail: 'The request took too long to arrive.' },
  'headers-too-large': { instance: '/', detail: 'Request line and headers are larger than 10,240 bytes.' },
  'internal-error': { instance: '/v1/health', detail: 'The fault is ours and has been logged.' },
  unavailable: { instance: events, detail: gateway },
  'projection-behind': {
    instance: '/v1/routes/northern',
    detail: 'This version is not in the view, yet or for you.',
  },
  'url-too-long': { instance: '/v1/actors', detail: 'The URL is too long.' },
} as const satisfies Record<ProblemSlug, Told>

/** A problem document as a caller gets it. */
export function problemExample(slug: ProblemSlug) {
  const { instance, ...told }: Told = examples[slug]
  return problemDocument({ slug, ...told }, instance, 'Zk3vBgq3liAEPSQ=')
}
