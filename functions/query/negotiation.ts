/** Which form a caller gets: the one that the extension of the path names, else what `Accept` likes best. */
import { type Accept, parseAccept } from 'hono/utils/accept'
import { Refused } from '../http/problems.ts'
import type { Endpoint, MediaType } from './endpoint.ts'
import { formatNames, formatOf, formats } from './formats/format.ts'

type Offer = readonly [MediaType, ...MediaType[]]

/** The form that is asked for by `extension` or `accept`; 406 with what there is where it is none of the offered. */
export function negotiated(
  { extension, accept }: { extension: MediaType | undefined; accept: string | undefined },
  produces: Offer,
): MediaType {
  if (extension === undefined) return acceptedOf(accept, produces)
  if (!produces.includes(extension)) throw notAcceptable(produces)
  return extension
}

function notAcceptable(produces: Offer): Refused {
  return new Refused('not-acceptable', `Available here: ${produces.join(', ')}.`)
}

/** `Accept` (RFC 9110 §12.5.1): of an endpoint's media types the best liked; of equals, the first. */
function acceptedOf(accept: string | undefined, produces: Offer): MediaType {
  if (accept === undefined || accept.trim() === '') return produces[0]
  const ranges = parseAccept(accept)
  const liked = produces
    .map((type) => ({ type, ...likingOf(type, ranges) }))
    .filter(({ q }) => q > 0)
    .sort((one, other) => other.q - one.q || other.agreed - one.agreed)
  if (!liked[0]) throw notAcceptable(produces)
  return liked[0].type
}

/** The most specific range that matches decides, also when it says no (`q=0`). `agreed`: parameters in common. */
function likingOf(type: MediaType, ranges: readonly Accept[]): { q: number; agreed: number } {
  const [essence = '', ...own] = type.split(';')
  const parameters = own.map((parameter) => parameter.split('=') as [string, string])
  const agreedBy = ({ params }: Accept) => parameters.filter(([name, value]) => params[name] === value).length
  const contradicts = ({ params }: Accept) =>
    parameters.some(([name, value]) => params[name] !== undefined && params[name] !== value)
  const [main = ''] = essence.split('/')
  for (const range of [essence, `${main}/*`, '*/*']) {
    const [found] = ranges
      .filter((one) => one.type.toLowerCase() === range && !contradicts(one))
      .sort((one, other) => agreedBy(other) - agreedBy(one))
    if (found) return { q: found.q, agreed: agreedBy(found) }
  }
  return { q: 0, agreed: 0 }
}

export type Address = { path: string; extension?: MediaType }

/** Splits `/v1/seizures.csv` into path and form, where views leave in other forms at all; other paths stay as they are. */
export function addressing(endpoints: readonly Endpoint[]): (path: string) => Address {
  const exporting = endpoints
    .filter(({ produces }) => produces.some(formatOf))
    .map(({ path }) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/.]+')}$`))
  return (asked) => {
    const found = suffixes.find(({ suffix }) => asked.endsWith(suffix))
    if (!found) return { path: asked }
    const path = asked.slice(0, -found.suffix.length)
    const isExported = exporting.some((pattern) => pattern.test(path))
    return isExported ? { path, extension: found.type } : { path: asked }
  }
}

/** Longer ones first: `.unodc.csv` is not `.csv` of another subject. */
const suffixes: readonly { type: MediaType; suffix: string }[] = [
  ...formatNames.map((name) => ({ type: formats[name].mediaType, suffix: `.${formats[name].extension}` })),
  { type: 'application/json' as const, suffix: '.json' },
].sort((one, other) => other.suffix.length - one.suffix.length)
