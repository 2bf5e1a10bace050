/** What `Accept` asks for, out of what there is (RFC 9110 §12.5.1). */
import { type Accept, parseAccept } from 'hono/utils/accept'
import { Refused } from './problems.ts'

/** Media types, the one to send unasked first. */
export type Offer<Type extends string = string> = readonly [Type, ...Type[]]

export function notAcceptable(produces: Offer): Refused {
  return new Refused('not-acceptable', `Available here: ${produces.join(', ')}.`)
}

/** `Accept` (RFC 9110 §12.5.1): of an endpoint's media types the best liked; of equals, the first. */
export function acceptedOf<Type extends string>(accept: string | undefined, produces: Offer<Type>): Type {
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
function likingOf(type: string, ranges: readonly Accept[]): { q: number; agreed: number } {
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
