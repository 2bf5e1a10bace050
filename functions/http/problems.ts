/** Every problem that a caller can meet (RFC 9457): slug, status and title. `/problems/{slug}` explains each. */

type ProblemKind = { status: number; title: string }

export const problemKinds = {
  malformed: { status: 400, title: 'Malformed request' },
  unauthenticated: { status: 401, title: 'Not authenticated' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'not-acceptable': { status: 406, title: 'Not acceptable' },
  'event-id-reused': { status: 409, title: 'Event id used before' },
  'state-conflict': { status: 409, title: 'Not possible in the present state' },
  'stale-version': { status: 412, title: 'The subject has changed' },
  'too-large': { status: 413, title: 'Too large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type' },
  'invalid-event': { status: 422, title: 'The event does not follow its schema' },
  'personal-data': { status: 422, title: 'Personal data' },
  'protected-attribute': { status: 422, title: 'Protected attribute' },
  'unknown-reference': { status: 422, title: 'Unknown reference' },
  'rule-violated': { status: 422, title: 'Against a rule' },
  'precondition-required': { status: 428, title: 'If-Match required' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive' },
  'headers-too-large': { status: 431, title: 'Headers too large' },
  'internal-error': { status: 500, title: 'A fault of ours' },
  unavailable: { status: 503, title: 'Not available now' },
  'projection-behind': { status: 503, title: 'The view is not there yet' },
  'url-too-long': { status: 414, title: 'URL too long' },
} as const satisfies Record<string, ProblemKind>

export type ProblemSlug = keyof typeof problemKinds
export type ProblemError = { pointer: string; detail: string; code: string; hint?: string }
/** `scope`: the one that the token lacks, for the header `WWW-Authenticate`. */
export type Problem = {
  slug: ProblemSlug
  detail: string
  errors?: readonly ProblemError[]
  scope?: string
}

/** Thrown at the edge, where a request cannot be understood; caught once, in the app's error handler. */
export class Refused extends Error {
  readonly code = 'refused'
  readonly problem: Problem
  readonly headers: Readonly<Record<string, string>>
  constructor(
    slug: ProblemSlug,
    detail: string,
    headers: Record<string, string> = {},
    errors?: readonly ProblemError[],
  ) {
    super(detail)
    this.problem = { slug, detail, ...(errors && { errors }) }
    this.headers = headers
  }
}

/** As RFC 6750 §3.1 has it, for who is known and whose token lacks a scope. */
export const scopeChallenge = (scope: string): Record<string, string> => ({
  'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"`,
})

/** The document as it is sent. Never a stack trace, never a value that was sent. */
export function problemDocument({ slug, detail, errors }: Problem, instance: string, requestId: string) {
  const { status, title } = problemKinds[slug]
  return { type: `/problems/${slug}`, title, status, detail, instance, requestId, ...(errors && { errors }) }
}
