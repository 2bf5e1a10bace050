/** `Accept` (RFC 9110 §12.5.1): the first of an endpoint's media types that the caller likes best. */
import { parseAccept } from 'hono/utils/accept'
import { Refused } from '../http/problems.ts'
import type { MediaType } from './endpoint.ts'

export function acceptedOf(
  accept: string | undefined,
  produces: readonly [MediaType, ...MediaType[]],
): MediaType {
  if (accept === undefined || accept.trim() === '') return produces[0]
  const wanted = parseAccept(accept)
  for (const { type, q } of [...wanted].sort((a, b) => b.q - a.q)) {
    const found = q > 0 ? produces.find((one) => matches(type.toLowerCase(), one)) : undefined
    if (found) return found
  }
  throw new Refused('not-acceptable', `Available here: ${produces.join(', ')}.`)
}

function matches(range: string, type: MediaType): boolean {
  return range === '*/*' || range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)))
}
