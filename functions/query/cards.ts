/** One card: as it stands, as of an earlier time, or once it holds a version that the caller has been promised. */
import { createHash } from 'node:crypto'
import { card as fold } from '../../domain/views/project.ts'
import type { Card } from '../../domain/views/view.ts'
import { existsAmong } from '../../domain/visibility.ts'
import { parseSubject } from '../../events/ids.ts'
import type { Label } from '../../events/recorded.ts'
import { Refused } from '../http/problems.ts'
import { derivationOf } from '../ledger/derivation.ts'
import { etagOf } from '../ledger/etag.ts'
import { readCommits, sourcesOf } from '../ledger/reading.ts'
import { blocks, blocksOf } from './blocks.ts'
import type { Answer, Asked, QueryNeeds } from './endpoint.ts'
import { type Body, cardRows, presentAll } from './present.ts'

const waitMs = 2_000
const pollMs = 50

/** Missing and hidden subjects answer alike, byte for byte. */
export const notFound = () => new Refused('not-found', 'There is nothing here, as far as you can see.')

export async function answerCard(kind: string, asked: Asked, needs: QueryNeeds): Promise<Answer> {
  const { body, etag: streamTag } = await readCard(kind, asked, needs)
  const etag = `"${streamTag}.${contentTag(body)}"`
  const headers = { etag }
  const { ifNoneMatch } = asked
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, etag))
    return { status: 304, body: undefined, headers }
  return { body, headers }
}

/** Throws 404 where the reader sees nothing. `etag`: of the stream as the reader sees it. */
export async function readCard(
  kind: string,
  { path, query, caller: { label } }: Asked,
  needs: QueryNeeds,
): Promise<{ body: Body; etag: string }> {
  const subject = `${kind}/${path.id ?? ''}`
  if (!parseSubject(subject)) throw notFound()
  if (query.knownAt !== undefined && query.atLeast !== undefined)
    throw new Refused('malformed', '`knownAt` looks back and `atLeast` waits: ask for one of them.')
  const found =
    query.knownAt === undefined
      ? await present(subject, label, query.atLeast, needs)
      : await asOf(subject, label, query.knownAt, needs)
  const body = await whole(kind, subject, found.card, query.knownAt, label, needs)
  if (!body) throw notFound()
  return { body, etag: found.etag }
}

type Found = { card: Card | undefined; etag: string }

async function present(
  subject: string,
  label: Label,
  atLeast: string | undefined,
  { views, nowMs, pause }: QueryNeeds,
): Promise<Found> {
  const deadline = nowMs() + waitMs
  for (;;) {
    const row = (await cardRows(views, [subject], label)).get(subject)
    const card = row?.body as Card | undefined
    if (atLeast === undefined || (card && card.version >= Number(atLeast)))
      return { card, etag: row?.etag ?? 'none' }
    if (nowMs() + pollMs > deadline) {
      throw new Refused('projection-behind', 'This version is not in the view, yet or for you.', {
        'retry-after': '1',
      })
    }
    await pause(pollMs)
  }
}

/** Content as recorded by then; who may see what, and what is redacted, as of now (ADR-0011). */
async function asOf(subject: string, label: Label, knownAt: string, { ledger }: QueryNeeds): Promise<Found> {
  const commits = await ledger.load(subject)
  const reading = await readCommits(ledger, subject, commits, sourcesOf(commits))
  const until = new Date(knownAt).toISOString()
  const seen = reading.seenBy(label).filter(({ recordedAt }) => recordedAt <= until)
  if (!existsAmong(seen)) return { card: undefined, etag: 'none' }
  return {
    card: fold(subject, seen, { label, derivedFrom: derivationOf(reading, label) }),
    etag: etagOf(seen),
  }
}

/** Undefined where the reader sees nothing at all. A country may have no role and still be passed through. */
async function whole(
  kind: string,
  subject: string,
  card: Card | undefined,
  knownAt: string | undefined,
  label: Label,
  { views }: QueryNeeds,
): Promise<Body | undefined> {
  if (!card && kind !== 'countries') return undefined
  const country = { country: subject.slice(kind.length + 1).toUpperCase(), roles: [] }
  const own: Body = card ?? { subject, version: 0, ...country, claims: [], conflicts: [] }
  const [pruned = own] = await presentAll(views, [own], label)
  const spanning = await blocks(kind, pruned, { views, label })
  if (!card && isEmpty(spanning)) return undefined
  const { claims, conflicts, ...fields } = pruned
  const names = blocksOf[kind] ?? []
  const note = knownAt !== undefined && names.length > 0 && { notAsOf: names }
  return { ...fields, ...spanning, ...(knownAt !== undefined && { knownAt }), ...note, claims, conflicts }
}

function isEmpty({ seizures, routes, commitments }: Body): boolean {
  const { total } = seizures as { total: unknown }
  return total === null && (routes as unknown[]).length === 0 && (commitments as unknown[]).length === 0
}

/** Distinguishes what the same stream shows once other subjects change. */
function contentTag(body: Body): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 11)
}

/** `If-None-Match` compares weakly (RFC 9110 §13.1.2). */
function matches(ifNoneMatch: string, etag: string): boolean {
  return (
    ifNoneMatch.trim() === '*' ||
    ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  )
}
