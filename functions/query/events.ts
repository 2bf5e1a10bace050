/** A subject's events as one reader sees them: raw, and as a history. Numbered without a gap, whatever is hidden. */

import { summaryOf } from '../../domain/views/summary.ts'
import { existsAmong } from '../../domain/visibility.ts'
import type { Marking } from '../../events/envelope.ts'
import { parseSubject } from '../../events/ids.ts'
import type { Label, Seen } from '../../events/recorded.ts'
import { payloadOf } from '../ledger/commit.ts'
import { type Reading, readSubject } from '../ledger/reading.ts'
import { notFound } from './cards.ts'
import { type Asked, type Endpoint, json, type QueryNeeds } from './endpoint.ts'
import { limitDefault } from './forms.ts'
import { room } from './lists.ts'

const query = ['fromVersion', 'limit', 'cursor'] as const

export const eventsEndpoint: Endpoint = {
  path: '/v1/subjects/{kind}/{id}/events',
  operationId: 'listEvents',
  tag: 'Events',
  summary: 'The events of a subject as they were posted',
  query,
  produces: json,
  access: 'public',
  answer: (asked, needs) => page(asked, needs, rawEvent),
}

export const historyEndpoint: Endpoint = {
  path: '/v1/subjects/{kind}/{id}/history',
  operationId: 'readHistory',
  tag: 'Events',
  summary: 'What was recorded about a subject, in order',
  query,
  produces: json,
  access: 'public',
  answer: (asked, needs) =>
    page(asked, needs, (event) => {
      const { eventId, type, recordedAt, postedBy, version } = event
      return { eventId, type, recordedAt, postedBy, version, summary: summaryOf(event) }
    }),
}

async function page(
  { path, query, caller, boundTo }: Asked,
  needs: QueryNeeds,
  show: (event: Seen, reading: Reading, reader: Label) => object,
) {
  const subject = `${path.kind ?? ''}/${path.id ?? ''}`
  if (!parseSubject(subject)) throw notFound()
  const reading = await readSubject(needs.ledger, subject)
  const seen = reading.seenBy(caller.label)
  if (!existsAmong(seen)) throw notFound()
  const first = Number(
    query.cursor === undefined ? (query.from ?? 1) : needs.cursors.open(query.cursor, boundTo),
  )
  const limit = Number(query.limit ?? limitDefault)
  const rest = seen.filter(({ version }) => version >= first)
  const { fits } = room(limit)
  const items: object[] = []
  for (const event of rest) {
    const item = show(event, reading, caller.label)
    if (!fits(item)) break
    items.push(item)
  }
  const after = rest[items.length]
  const next = after && needs.cursors.seal(String(after.version), boundTo)
  return { body: { items, ...(next !== undefined && { next }) } }
}

/** The CloudEvent as posted, without what only its poster may know. */
function rawEvent(event: Seen, reading: Reading, reader: Label): object {
  const { sequence, type, source, id, subject, eventId, recordedAt, postedBy, version, data } = event
  const commit = reading.commits[sequence - 1]
  const { data: _, ...attributes } = (commit && payloadOf(commit)) ?? { data: undefined }
  const isPoster = reader === `participants/${postedBy}` || reader === `community/${postedBy}`
  const shown =
    data === undefined
      ? { redacted: true }
      : { ...attributes, data: isPoster ? data : withoutPrivate(data, seenIds(reading, reader)) }
  return {
    specversion: '1.0',
    type,
    source,
    id,
    subject,
    ...shown,
    eventid: eventId,
    recordedat: recordedAt,
    postedby: postedBy,
    version,
  }
}

function seenIds(reading: Reading, reader: Label): ReadonlySet<string> {
  return new Set(reading.seenBy(reader).map(({ eventId }) => eventId))
}

/**
 * `releasableTo` is shown to the poster alone; which clients an agency signs in with, to the centre that bound them;
 * another event of the stream, to who sees that event.
 */
function withoutPrivate(data: object, seen: ReadonlySet<string>): object {
  const { clientIds: _, counterClaim, restates, ...rest } = data as Private
  return {
    ...rest,
    ...(counterClaim !== undefined && seen.has(counterClaim) && { counterClaim }),
    ...(restates !== undefined && seen.has(restates) && { restates }),
    ...(rest.marking && { marking: { tlp: rest.marking.tlp } }),
  }
}

type Private = { clientIds?: unknown; counterClaim?: string; restates?: string; marking?: Marking }
