/** `Accept` (RFC 9110 §12.5.1): of an endpoint's media types the one that the caller likes best; of equals, the first. */
import { parseAccept } from 'hono/utils/accept'
import { Refused } from '../http/problems.ts'
import type { MediaType } from './endpoint.ts'

export function acceptedOf(
  accept: string | undefined,
  produces: readonly [MediaType, ...MediaType[]],
): MediaType {
  if (accept === undefined || accept.trim() === '') return produces[0]
  const ranges = parseAccept(accept).map(({ type, q }) => ({ type: type.toLowerCase(), q }))
  const liked = produces
    .map((type) => ({ type, q: qualityOf(type, ranges) }))
    .filter(({ q }) => q > 0)
    .sort((one, other) => other.q - one.q)
  if (!liked[0]) throw new Refused('not-acceptable', `Available here: ${produces.join(', ')}.`)
  return liked[0].type
}

/** The most specific range that matches decides, also when it says no (`q=0`). */
function qualityOf(type: MediaType, ranges: readonly { type: string; q: number }[]): number {
  const specificity = [type, `${type.slice(0, type.indexOf('/'))}/*`, '*/*']
  for (const range of specificity) {
    const found = ranges.find((one) => one.type === range)
    if (found) return found.q
  }
  return 0
}
