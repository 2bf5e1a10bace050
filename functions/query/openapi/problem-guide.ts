/** What each problem means and what to do about it. Kept, with an example of each, as `docs/problems.json`. */
import { type ProblemSlug, problemKinds } from '../../http/problems.ts'
import { problemExample } from './problem-examples.ts'

export const problemGuide = {
  malformed: {
    meaning:
      'The bytes, the JSON, a query parameter or a header cannot be read as this interface defines them. Duplicate keys, a `__proto__` key, nesting deeper than 16, invalid UTF-8 and a byte order mark are refused, since two readers could understand them differently.',
    remedy: 'Correct the request as `detail` says; as it is, it will be refused each time.',
  },
  unauthenticated: {
    meaning:
      'The token is missing where one is needed, or it is not valid: expired, wrongly signed, issued by someone else or for something else. An invalid token is refused on public paths too, so that you notice that you have lost your rights. Ask for a new one.',
    remedy: 'Ask `/oauth2/token` for a new token, and send the request again with it.',
  },
  forbidden: {
    meaning:
      'You are known, but may not do this: post for another agency, post outside your scopes, act on a claim of which you are not the originator, or post while suspended.',
    remedy: 'Post as yourself and within your scopes; `GET /v1/me` lists them. The centre can widen them.',
  },
  'not-found': {
    meaning:
      'There is nothing here that you may see. Whether there is anything that you may not see cannot be told from this answer.',
    remedy: 'Check the address. If it is right, what stands there is not for you, or not there yet.',
  },
  'method-not-allowed': {
    meaning:
      'This path does not know the method; `Allow` lists those it knows. Events are never changed or deleted: a correction or a retraction is a new event.',
    remedy: 'Use a method that `Allow` lists.',
  },
  'not-acceptable': {
    meaning: 'None of the media types in `Accept` is available here; the detail lists those that are.',
    remedy: 'Ask for one of the media types that `detail` lists, or leave `Accept` out.',
  },
  'event-id-reused': {
    meaning:
      'You have posted another content under the same source, id and subject. The id is the idempotency key: a repeat with the same content is answered with the first receipt, another event needs another id.',
    remedy:
      'If it is another event, give it another `id`. If it corrects the first, post a correction, such as `SeizureCorrected`.',
  },
  'state-conflict': {
    meaning:
      'The subject is in a state in which this cannot happen: a leg that has been retired, a claim that has been withdrawn, a session that is closed.',
    remedy: 'Read the card: it shows what has happened since. Then leave the event out, or post another.',
  },
  'stale-version': {
    meaning:
      '`If-Match` does not name the present version of the subject as you see it. Read it again, decide again, and send the new `ETag`.',
    remedy: 'Read the card, decide again, and send the event with the new `ETag` in `If-Match`.',
  },
  'too-large': {
    meaning:
      'One event may have 256 KiB; a batch 100 events, NDJSON 1,000 lines, a sheet 1,000 rows, and each of them 4 MiB.',
    remedy: 'Split the batch. A long text goes elsewhere, with its address and digest in `textRef`.',
  },
  'unsupported-media-type': {
    meaning:
      'Send application/cloudevents+json, application/json, application/cloudevents-batch+json, application/x-ndjson or text/csv, without a Content-Encoding.',
    remedy: 'Send one of the media types that `detail` lists in `Content-Type`.',
  },
  'invalid-event': {
    meaning:
      '`errors` lists every field that is wrong, with a JSON pointer, a stable code and, where one is near, the name that you may have meant. The schemas are at /v1/schemas.',
    remedy: 'Correct every field that `errors` names; `?validateOnly=true` checks without recording.',
  },
  'personal-data': {
    meaning:
      'A text holds what looks like an e-mail address, a telephone number or the number of an identity document. This system records no natural persons: leave it out.',
    remedy: 'Take the person out of the text that `errors` points to. Nothing of it was kept.',
  },
  'protected-attribute': {
    meaning:
      "An actor's name, alias or role names an ethnic, religious or national group of people. Describe the actor by role, place of operation and scale; the source's own wording belongs in `sources[].wording`.",
    remedy:
      "Describe the actor by role, place and scale; the source's wording belongs in `sources[].wording`.",
  },
  'unknown-reference': {
    meaning:
      'An id inside `data`, or in `releasableTo` of a sheet, names something that does not exist, as far as you can see.',
    remedy: 'Post what is referred to first, or correct the id that `errors` points to.',
  },
  'rule-violated': {
    meaning: 'The event follows its schema, but a rule of the domain forbids it; the detail says which.',
    remedy: 'Do what `errors` asks for. The rule is stable: the same event will be refused each time.',
  },
  'precondition-required': {
    meaning:
      'This type changes a state that others may be changing too. Send the `ETag` of the version that you decided on in `If-Match` (or `ifmatch` in the event).',
    remedy: 'Read the card and send its `ETag` in `If-Match`, or as `ifmatch` in the event.',
  },
  'rate-limited': {
    meaning:
      'Your agency has used up its requests for now. Wait as long as `Retry-After` says; the same event may be sent again under the same id.',
    remedy: 'Wait as many seconds as `Retry-After` says, then send the same event under the same id.',
  },
  'request-timeout': {
    meaning: 'The gateway gave up waiting for the rest of the request. Nothing was recorded: send it again.',
    remedy: 'Send the request again, over a better line or in smaller parts.',
  },
  'headers-too-large': {
    meaning: 'Request line and headers may have 10,240 bytes together. The gateway answers this itself.',
    remedy: 'Send fewer or shorter headers. A cookie has no business here.',
  },
  'internal-error': {
    meaning:
      'Something went wrong that is not your fault. The request id helps us to find it. It is safe to send the same event again under the same id.',
    remedy: 'Send the same request again. If it fails each time, tell the centre the request id.',
  },
  unavailable: {
    meaning:
      'A part that this request needs did not answer in time. Nothing that was acknowledged is lost. Send the same event again under the same id after `Retry-After`.',
    remedy: 'Wait as many seconds as `Retry-After` says, then send the same event under the same id.',
  },
  'projection-behind': {
    meaning:
      'The version that you asked for with `atLeast` is not in the view, yet or for you; or the log does not hold the event yet. Try again after `Retry-After`.',
    remedy: 'Wait as many seconds as `Retry-After` says, then ask again.',
  },
  'url-too-long': {
    meaning: 'A path with its query may have 2,048 characters.',
    remedy: 'Ask for less at once: fewer filters, shorter texts.',
  },
} as const satisfies Record<ProblemSlug, { meaning: string; remedy: string }>

/** What `/problems/{slug}` answers, by slug. */
export function problemsExplained() {
  return Object.fromEntries(
    Object.entries(problemGuide).map(([key, { meaning, remedy }]) => {
      const slug = key as ProblemSlug
      const { title, status } = problemKinds[slug]
      return [
        slug,
        { type: `/problems/${slug}`, title, status, meaning, remedy, sample: problemExample(slug) },
      ]
    }),
  )
}

/** The bytes of the file. */
export const problemsText = (): string => `${JSON.stringify(problemsExplained(), null, 2)}\n`
