/** Query parameters, checked by name and form: an unknown or repeated one is 400, never ignored. */
import { countryCodes } from '../../events/codes/countries.ts'
import { substances } from '../../events/codes/substances.ts'
import { parseSubject } from '../../events/ids.ts'
import { Refused } from '../http/problems.ts'

type Form = { holds: (value: string) => boolean; description: string; schema: Record<string, unknown> }

const pattern = (regex: RegExp, description: string): Form => ({
  holds: (value) => regex.test(value),
  description,
  schema: { type: 'string', pattern: regex.source },
})
const oneOf = (values: readonly string[], description: string): Form => ({
  holds: (value) => values.includes(value),
  description,
  schema: { type: 'string', enum: values },
})
const slug = (description: string) => pattern(/^[a-z0-9]+(-[a-z0-9]+)*$/, description)

export const limitDefault = 50
export const limitMax = 500
const searchMax = 200

/** Every parameter that any route takes. */
export const forms = {
  substance: {
    holds: (v: string) => Object.hasOwn(substances, v),
    description: 'A substance code.',
    schema: { type: 'string' },
  },
  country: {
    holds: (v: string) => countryCodes.has(v),
    description: 'ISO 3166-1 alpha-2, upper case.',
    schema: { type: 'string', pattern: '^[A-Z]{2}$' },
  },
  status: slug('A status as cards show it.'),
  role: slug('A role as cards show it.'),
  route: slug("A route's id."),
  agency: slug("An agency's id."),
  session: slug("A session's id."),
  theme: {
    holds: (v: string) => v.length <= searchMax,
    description: 'A theme, as the statement names it.',
    schema: { type: 'string', maxLength: searchMax },
  },
  delegation: pattern(/^([A-Z]{2}|[a-z0-9]+(-[a-z0-9]+)*)$/, "A country's code or an organisation's slug."),
  by: pattern(/^[A-Za-z0-9,-]{1,64}$/, 'Grouping of statistics, or who made a commitment.'),
  body: oneOf(
    ['CND', 'UNGA', 'UNSC', 'INCB', 'CARICC-Council', 'Paris-Pact', 'other'],
    'The body that meets.',
  ),
  q: {
    holds: (v: string) => v.trim().length > 0 && [...v].length <= searchMax,
    description: 'Searches names and aliases, in Latin or Cyrillic.',
    schema: { type: 'string', maxLength: searchMax },
  },
  from: pattern(
    /^\d{1,9}$|^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
    'A date (`2014`, `2014-03`, `2014-03-19`), a month in statistics, or a version.',
  ),
  to: pattern(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
    'A date, or a month in statistics; inclusive.',
  ),
  minKg: pattern(/^(0|[1-9]\d{0,17})(\.\d{1,17})?$/, 'At least so many kilograms, as far as they are known.'),
  focus: {
    holds: (v: string) => parseSubject(v) !== undefined,
    description: 'The subject to start from.',
    schema: { type: 'string' },
  },
  depth: oneOf(['1', '2'], 'How many steps away from the focus.'),
  knownAt: {
    holds: isInstant,
    description: 'What was recorded by then (RFC 3339); audiences and redactions as of now.',
    schema: { type: 'string', format: 'date-time' },
  },
  atLeast: pattern(/^[1-9]\d{0,8}$/, 'Wait up to 2 seconds for this version of the card.'),
  limit: {
    holds: (v: string) => /^[1-9]\d{0,2}$/.test(v) && Number(v) <= limitMax,
    description: 'Items on a page.',
    schema: { type: 'integer', minimum: 1, maximum: limitMax, default: limitDefault },
  },
  cursor: pattern(/^[A-Za-z0-9_-]{1,600}$/, 'Where the page before this one ended (`next`).'),
} as const satisfies Record<string, Form>

export type Parameter = keyof typeof forms
export type Parameters = Partial<Record<Parameter, string>>

export function parametersOf(url: string, allowed: readonly Parameter[]): Parameters {
  const found: Parameters = {}
  for (const [name, value] of new URL(url).searchParams) {
    const known = allowed.find((parameter) => parameter === name)
    if (!known) {
      const names = allowed.length > 0 ? `This path knows ${allowed.join(', ')}.` : 'This path takes none.'
      throw new Refused('malformed', `A query parameter is unknown. ${names}`)
    }
    if (found[known] !== undefined) throw new Refused('malformed', `\`${known}\` is given twice.`)
    if (!forms[known].holds(value))
      throw new Refused('malformed', `\`${known}\` is not well formed. ${forms[known].description}`)
    found[known] = value
  }
  return found
}

function isInstant(value: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  )
}
