/** Every problem that a caller can meet (RFC 9457): slug, status, title and what it means. `/problems/{slug}` explains each. */

type ProblemKind = { status: number; title: string; meaning: string }

export const problemKinds = {
  malformed: {
    status: 400,
    title: 'Malformed request',
    meaning:
      'The bytes, the JSON, a query parameter or a header cannot be read as this interface defines them. Duplicate keys, a `__proto__` key, nesting deeper than 16, invalid UTF-8 and a byte order mark are refused, since two readers could understand them differently.',
  },
  unauthenticated: {
    status: 401,
    title: 'Not authenticated',
    meaning:
      'The token is missing where one is needed, or it is not valid: expired, wrongly signed, issued by someone else or for something else. An invalid token is refused on public paths too, so that you notice that you have lost your rights. Ask for a new one.',
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    meaning:
      'You are known, but may not do this: post for another agency, post outside your scopes, act on a claim of which you are not the originator, or post while suspended.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    meaning:
      'There is nothing here that you may see. Whether there is anything that you may not see cannot be told from this answer.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    meaning:
      'This path does not know the method; `Allow` lists those it knows. Events are never changed or deleted: a correction or a retraction is a new event.',
  },
  'not-acceptable': {
    status: 406,
    title: 'Not acceptable',
    meaning: 'None of the media types in `Accept` is available here; the detail lists those that are.',
  },
  'event-id-reused': {
    status: 409,
    title: 'Event id used before',
    meaning:
      'You have posted another content under the same source, id and subject. The id is the idempotency key: a repeat with the same content is answered with the first receipt, another event needs another id.',
  },
  'state-conflict': {
    status: 409,
    title: 'Not possible in the present state',
    meaning:
      'The subject is in a state in which this cannot happen: a leg that has been retired, a claim that has been withdrawn, a session that is closed.',
  },
  'stale-version': {
    status: 412,
    title: 'The subject has changed',
    meaning:
      '`If-Match` does not name the present version of the subject as you see it. Read it again, decide again, and send the new `ETag`.',
  },
  'too-large': {
    status: 413,
    title: 'Too large',
    meaning: 'One event may have 256 KiB; a batch 100 events and 4 MiB; NDJSON 1,000 lines and 4 MiB.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Unsupported media type',
    meaning:
      'Send application/cloudevents+json, application/json, application/cloudevents-batch+json or application/x-ndjson, without a Content-Encoding.',
  },
  'invalid-event': {
    status: 422,
    title: 'The event does not follow its schema',
    meaning:
      '`errors` lists every field that is wrong, with a JSON pointer, a stable code and, where one is near, the name that you may have meant. The schemas are at /v1/schemas.',
  },
  'personal-data': {
    status: 422,
    title: 'Personal data',
    meaning:
      'A text holds what looks like an e-mail address, a telephone number or the number of an identity document. This system records no natural persons: leave it out.',
  },
  'protected-attribute': {
    status: 422,
    title: 'Protected attribute',
    meaning:
      "An actor's name, alias or role names an ethnic, religious or national group of people. Describe the actor by role, place of operation and scale; the source's own wording belongs in `sources[].wording`.",
  },
  'unknown-reference': {
    status: 422,
    title: 'Unknown reference',
    meaning: 'An id inside `data` names something that does not exist, as far as you can see.',
  },
  'rule-violated': {
    status: 422,
    title: 'Against a rule',
    meaning: 'The event follows its schema, but a rule of the domain forbids it; the detail says which.',
  },
  'precondition-required': {
    status: 428,
    title: 'If-Match required',
    meaning:
      'This type changes a state that others may be changing too. Send the `ETag` of the version that you decided on in `If-Match` (or `ifmatch` in the event).',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    meaning:
      'Your agency has used up its requests for now. Wait as long as `Retry-After` says; the same event may be sent again under the same id.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request took too long to arrive',
    meaning: 'The gateway gave up waiting for the rest of the request. Nothing was recorded: send it again.',
  },
  'headers-too-large': {
    status: 431,
    title: 'Headers too large',
    meaning: 'Request line and headers may have 10,240 bytes together. The gateway answers this itself.',
  },
  'internal-error': {
    status: 500,
    title: 'A fault of ours',
    meaning:
      'Something went wrong that is not your fault. The request id helps us to find it. It is safe to send the same event again under the same id.',
  },
  unavailable: {
    status: 503,
    title: 'Not available now',
    meaning:
      'A part that this request needs did not answer in time. Nothing that was acknowledged is lost. Send the same event again under the same id after `Retry-After`.',
  },
  'projection-behind': {
    status: 503,
    title: 'The view is not there yet',
    meaning:
      'The version that you asked for with `atLeast` is not in the view, yet or for you; or the log does not hold the event yet. Try again after `Retry-After`.',
  },
  'url-too-long': {
    status: 414,
    title: 'URL too long',
    meaning: 'A path with its query may have 2,048 characters.',
  },
} as const satisfies Record<string, ProblemKind>

export type ProblemSlug = keyof typeof problemKinds
export type ProblemError = { pointer: string; detail: string; code: string; hint?: string }
export type Problem = { slug: ProblemSlug; detail: string; errors?: readonly ProblemError[] }

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

/** The document as it is sent. Never a stack trace, never a value that was sent. */
export function problemDocument({ slug, detail, errors }: Problem, instance: string, requestId: string) {
  const { status, title } = problemKinds[slug]
  return { type: `/problems/${slug}`, title, status, detail, instance, requestId, ...(errors && { errors }) }
}
