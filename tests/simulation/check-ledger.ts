/** What the ledger must hold: what was acknowledged, once; nothing that was refused; sequences and chains unbroken. */
import { createHash } from 'node:crypto'
import { canonicalBytes } from '../../events/commit.ts'
import { type Commit, headerOf } from '../../functions/ledger/commit.ts'
import type { Post } from '../support/posts.ts'
import type { Answer, History } from './history.ts'

export function ledgerFaults(
  streams: ReadonlyMap<string, readonly Commit[]>,
  history: History['of'],
): readonly string[] {
  const commits = [...streams.values()].flat()
  const stored = Map.groupBy(commits, (commit) => headerOf(commit).eventId)
  return [
    ...[...streams].flatMap(([subject, stream]) => chainFaults(subject, stream)),
    ...[...stored].flatMap(([eventId, { length }]) =>
      length > 1 ? [`${eventId} is stored ${length} times`] : [],
    ),
    ...[...history].flatMap(([eventId, { post, answers }]) =>
      answerFaults(post, answers, stored.get(eventId) ?? []).map(
        (fault) => `${post.type} ${post.id}: ${fault}`,
      ),
    ),
  ]
}

function answerFaults(post: Post, answers: readonly Answer[], stored: readonly Commit[]): readonly string[] {
  const receipts = new Set(answers.flatMap((a) => (a.said === 'ok' ? [JSON.stringify(a.receipt)] : [])))
  if (receipts.size > 1) return [`${receipts.size} different receipts: ${[...receipts].join(' and ')}`]
  const [commit] = stored
  if (receipts.size === 1 && !commit) return ['was acknowledged and is not stored']
  if (commit && answers.every(({ said }) => said === 'refused')) return ['was refused and is stored']
  const payload = commit?.payload
  return payload === undefined || sameJson(JSON.parse(payload).data, post.data)
    ? []
    : ['is stored with other content than was sent']
}

/** Recomputed with nothing but a hash function: SHA-256(previous ‖ header ‖ SHA-256(salt ‖ payload)). */
function chainFaults(subject: string, stream: readonly Commit[]): readonly string[] {
  const faults: string[] = []
  let previous: Uint8Array = new Uint8Array(32)
  let earlier = ''
  for (const [index, commit] of stream.entries()) {
    const at = `${subject} #${commit.sequence}`
    const { recordedAt } = JSON.parse(commit.header) as { recordedAt: string }
    if (commit.sequence !== index + 1) faults.push(`${at} stands at place ${index + 1}`)
    if (recordedAt < earlier) faults.push(`${at} was recorded at ${recordedAt}, before the one before it`)
    earlier = recordedAt
    const { payload, salt } = commit
    const commitment = payload !== undefined && salt ? sha256(salt, Buffer.from(payload)) : commit.commitment
    const hash = sha256(previous, Buffer.from(commit.header), commitment ?? new Uint8Array())
    if (!hash.equals(commit.hash)) faults.push(`${at} breaks the chain`)
    previous = commit.hash
  }
  return faults
}

/** A redaction that was recorded has been carried out. */
export function redactionFaults(stream: readonly Commit[]): readonly string[] {
  const headers = stream.map(headerOf)
  const redacted = headers.flatMap(({ type, names }) => (type === 'PayloadRedacted' ? [names] : []))
  return stream
    .filter(({ payload }, n) => payload !== undefined && redacted.includes(headers[n]?.eventId))
    .map(({ subject, sequence }) => `${subject} #${sequence} is redacted and holds its payload`)
}

function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

function sameJson(one: unknown, other: unknown): boolean {
  return Buffer.compare(canonicalBytes(one), canonicalBytes(other)) === 0
}
