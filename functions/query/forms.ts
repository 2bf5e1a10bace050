/** Every query parameter of the reading side: its name, what it must look like, and how the documents describe it. */
import { actorRole } from '../../events/actor.ts'
import { countryCodes } from '../../events/codes/countries.ts'
import { substances } from '../../events/codes/substances.ts'
import { date, instant } from '../../events/dates.ts'
import { delegation } from '../../events/envelope.ts'
import { eventId, parseSubject } from '../../events/ids.ts'
import { commitmentStatuses, routeStatuses } from './statuses.ts'

/** `required`: without it the request means nothing. */
export type Form<N extends string = string> = {
  name: N
  holds: (value: string) => boolean
  description: string
  schema: Record<string, unknown>
  required?: true
}

export const limitDefault = 50
export const limitMax = 500
const searchMax = 200

const pattern = <N extends string>(name: N, regex: RegExp, description: string): Form<N> => ({
  name,
  holds: (value) => regex.test(value),
  description,
  schema: { type: 'string', pattern: regex.source },
})
const oneOf = <N extends string>(name: N, values: readonly string[], description: string): Form<N> => ({
  name,
  holds: (value) => values.includes(value),
  description,
  schema: { type: 'string', enum: values },
})
const text = <N extends string>(name: N, description: string): Form<N> => ({
  name,
  holds: (value) => value.trim() !== '' && [...value].length <= searchMax,
  description,
  schema: { type: 'string', minLength: 1, maxLength: searchMax },
})
const slug = <N extends string>(name: N, description: string) =>
  pattern(name, /^[a-z0-9]+(-[a-z0-9]+)*$/, description)
const day = <N extends string>(name: N, description: string): Form<N> => {
  const form = pattern(
    name,
    /^\d{4}(-\d\d(-\d\d)?)?$/,
    `${description}: \`2014\`, \`2014-03\`, \`2014-03-19\`.`,
  )
  return { ...form, holds: (value) => form.holds(value) && date.safeParse(value).success }
}
const month = <N extends string>(name: N, description: string) =>
  pattern(name, /^\d{4}-(0[1-9]|1[0-2])$/, `${description}: \`2014-03\`.`)

const groupings = ['country', 'route', 'leg'].flatMap((place) =>
  [[], ['substance'], ['month'], ['substance', 'month']].map((rest) => [place, ...rest].join(',')),
)

export const forms = {
  substance: oneOf('substance', Object.keys(substances), 'A substance code.'),
  country: {
    ...pattern('country', /^[A-Z]{2}$/, 'ISO 3166-1 alpha-2, upper case.'),
    holds: (value: string) => countryCodes.has(value),
  },
  status: slug('status', 'A status as cards show it.'),
  routeStatus: oneOf('status', routeStatuses, 'A status of a route.'),
  commitmentStatus: oneOf('status', commitmentStatuses, 'A status of a commitment.'),
  submissionStatus: oneOf('status', ['pending', 'recorded', 'refused'], 'Where the submission stands.'),
  rejectedAs: oneOf('format', ['csv'], 'The rows that were refused, in their own columns, with the reasons.'),
  role: oneOf('role', actorRole.options, 'A role that an actor plays and has not ended.'),
  route: slug('route', "A route's id."),
  blocks: oneOf(
    'blocks',
    ['none'],
    'Items without what spans subjects (`evidence`, `actors`), which takes several queries for each: for who draws all routes.',
  ),
  agency: slug('agency', "An agency's id."),
  session: slug('session', "A session's id."),
  theme: text('theme', 'A theme, as the statement names it.'),
  delegation: pattern(
    'delegation',
    /^([A-Z]{2}|[a-z0-9]+(-[a-z0-9]+)*)$/,
    "A country's code or an organisation's slug.",
  ),
  by: {
    ...pattern(
      'by',
      /^([A-Z]{2}|[a-z0-9]+(-[a-z0-9]+)*)$/,
      "Who promised: a country's code in upper case, or an organisation's slug.",
    ),
    holds: (value: string) => delegation.safeParse(value).success,
  },
  grouping: { ...oneOf('by', groupings, `What is counted by: ${groupings.join(' · ')}.`), required: true },
  body: oneOf(
    'body',
    ['CND', 'UNGA', 'UNSC', 'INCB', 'CARICC-Council', 'Paris-Pact', 'other'],
    'The body that meets.',
  ),
  q: text('q', 'Searches names and aliases, in Latin or Cyrillic; at most 200 characters.'),
  from: day('from', 'Only what is known to have happened on this date or later'),
  to: day('to', 'Only what is known to have happened on this date or earlier'),
  readFrom: day('from', 'Only what was read on this date or later; a year before `to` where absent'),
  readTo: day('to', 'Only what was read on this date or earlier'),
  fromMonth: month('from', 'The first month'),
  toMonth: month('to', 'The last month, inclusive'),
  fromVersion: pattern('from', /^[1-9]\d{0,8}$/, 'The version to begin with.'),
  fromSize: pattern(
    'from',
    /^[1-9]\d{0,14}$/,
    'The size of an older checkpoint that you keep: the answer proves that this log continues that one.',
  ),
  eventId: {
    name: 'eventId',
    holds: (value: string) => eventId.safeParse(value).success,
    description: 'The id of an event, as its receipt shows it.',
    schema: { type: 'string', format: 'uuid' },
    required: true,
  },
  minKg: pattern(
    'minKg',
    /^(0|[1-9]\d{0,17})(\.\d{1,17})?$/,
    'At least so many kilograms, as far as they are known.',
  ),
  focus: {
    name: 'focus',
    holds: (value: string) => parseSubject(value) !== undefined,
    description: 'The subject to start from: `routes/northern`.',
    schema: { type: 'string', pattern: '^[a-z]+/[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 100 },
    required: true,
  },
  subject: {
    name: 'subject',
    holds: (value: string) => parseSubject(value) !== undefined,
    description: 'Only answers that named this subject: `routes/northern`.',
    schema: { type: 'string', pattern: '^[a-z]+/[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 100 },
  },
  depth: oneOf('depth', ['1', '2'], 'How many steps away from the focus.'),
  knownAt: {
    name: 'knownAt',
    holds: (value: string) => instant.safeParse(value).success,
    description: 'What was recorded by then (RFC 3339); audiences and redactions as of now.',
    schema: { type: 'string', format: 'date-time' },
  },
  atLeast: pattern('atLeast', /^[1-9]\d{0,8}$/, 'Waits up to 2 seconds for this version of the card.'),
  limit: {
    name: 'limit',
    holds: (value: string) => /^[1-9]\d{0,2}$/.test(value) && Number(value) <= limitMax,
    description: `Items on a page: 1 to ${limitMax}, in digits.`,
    schema: { type: 'integer', minimum: 1, maximum: limitMax, default: limitDefault },
  },
  cursor: pattern(
    'cursor',
    /^[A-Za-z0-9_-]{1,600}$/,
    'Where the page before this one ended: its `next`. It belongs to this query of yours alone.',
  ),
} as const satisfies Record<string, Form>
