/** What a posting request says beside its body. */
import { Refused } from '../http/problems.ts'

export type BodyKind = 'single' | 'batch' | 'ndjson'

const kinds: Readonly<Record<string, BodyKind>> = {
  'application/json': 'single',
  'application/cloudevents+json': 'single',
  'application/cloudevents-batch+json': 'batch',
  'application/x-ndjson': 'ndjson',
}

export function mediaTypeOf(headers: Headers): BodyKind {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase())
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined
  const utf8 = parameters.every((parameter) => /^(charset="?utf-8"?)?$/.test(parameter))
  if (!kind || !utf8)
    throw new Refused('unsupported-media-type', `Send one of ${Object.keys(kinds).join(', ')}, in UTF-8.`)
  if (!['', 'identity'].includes((headers.get('content-encoding') ?? '').trim().toLowerCase())) {
    throw new Refused('unsupported-media-type', 'Send the body without a Content-Encoding.')
  }
  return kind
}

export function optionsOf(request: Request): { validateOnly: boolean; respondAsync: boolean } {
  const query = [...new URL(request.url).searchParams]
  if (query.some(([name]) => name !== 'validateOnly') || query.length > 1) {
    throw new Refused('malformed', 'The only query parameter here is `validateOnly`, once.')
  }
  const value = query[0]?.[1]
  if (value !== undefined && value !== 'true' && value !== 'false') {
    throw new Refused('malformed', '`validateOnly` is `true` or `false`.')
  }
  const preferences = (request.headers.get('prefer') ?? '')
    .split(',')
    .map((preference) => preference.split(';')[0]?.trim().toLowerCase())
  const respondAsync = preferences.includes('respond-async')
  if (respondAsync && value === 'true')
    throw new Refused('malformed', 'What is only validated is answered at once.')
  return { validateOnly: value === 'true', respondAsync }
}
