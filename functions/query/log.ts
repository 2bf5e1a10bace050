/** The log of commits as its readers see it: its checkpoint, and the proof that an event which they may see is in it. */
import { existsAmong } from '../../domain/visibility.ts'
import { base64Of } from '../../events/base64.ts'
import { openCheckpoint } from '../../events/checkpoint.ts'
import type { LogCheckpoint, LogProof } from '../../events/log-proof.ts'
import { consistencyNodes, inclusionNodes, type Node, rootOver } from '../../events/merkle.ts'
import type { Label } from '../../events/recorded.ts'
import { Refused } from '../http/problems.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { readSubject } from '../ledger/reading.ts'
import { LogDamaged, type LogHead, type LogReader } from '../merkle-log/merkle-log.ts'
import { notFound } from './cards.ts'
import { type Endpoint, json } from './endpoint.ts'

const retrySeconds = 60
/** A subject that cannot be: no id is so written. */
const nobody = 'routes/.'

export const logCheckpointEndpoint: Endpoint = {
  path: '/v1/log/checkpoint',
  operationId: 'readLogCheckpoint',
  tag: 'Log',
  summary: 'The newest signed checkpoint of the log',
  query: ['fromSize'],
  produces: json,
  access: 'open',
  answer: async ({ query }, { log }) => {
    const head = await log.head()
    if (!head) throw notYet('The log has no checkpoint yet.')
    const { checkpoint, verifierKey, recordedAt } = head
    const { origin, size, root } = openCheckpoint(checkpoint, verifierKey) ?? damaged()
    const consistency = await consistencyFrom(query.from, head, log)
    const body: LogCheckpoint = {
      origin,
      size,
      rootHash: base64Of(root),
      checkpoint,
      verifierKey,
      recordedAt,
      ...consistency,
    }
    return { body }
  },
}

export const logProofEndpoint: Endpoint = {
  path: '/v1/log/proof',
  operationId: 'readLogProof',
  tag: 'Log',
  summary: 'The proof that an event is in the log',
  query: ['eventId', 'fromSize'],
  produces: json,
  access: 'public',
  answer: async ({ query, caller }, { ledger, log }) => {
    const eventId = query.eventId ?? ''
    // In this order: a commit leaves the list only once its leaf is there.
    const pending = (await log.pending([eventId])).get(eventId)
    const leaf = (await log.leaves([eventId])).get(eventId)
    // What is missing is looked for in the ledger, too: what it takes to answer must not tell it from what is hidden.
    const isSeen = await sees(caller.label, leaf ?? pending ?? { subject: nobody, eventId }, ledger)
    if (!isSeen) throw notFound()
    const head = await log.head()
    if (!leaf || !head || leaf.index >= head.frontier.size)
      throw notYet('The event is recorded, and its batch of the log is not written yet.')
    const { checkpoint, verifierKey, frontier } = head
    const inclusion = await hashed(inclusionNodes(leaf.index, frontier.size), log)
    const consistency = await consistencyFrom(query.from, head, log)
    const { hash, index } = leaf
    const body: LogProof = { eventId, hash, index, checkpoint, verifierKey, inclusion, ...consistency }
    return { body }
  },
}

/** As of now, also once its payload is redacted. */
async function sees(
  reader: Label,
  { subject, eventId }: { subject: string; eventId: string },
  ledger: Ledger,
): Promise<boolean> {
  const seen = (await readSubject(ledger, subject)).seenBy(reader)
  // Of a subject that is not there for the reader no event is.
  return existsAmong(seen) && seen.some((event) => event.eventId === eventId)
}

async function consistencyFrom(
  from: string | undefined,
  { frontier: { size } }: LogHead,
  log: LogReader,
): Promise<{ consistency?: string[] }> {
  if (from === undefined) return {}
  if (Number(from) > size) throw new Refused('malformed', '`from` is a larger log than this one.')
  return { consistency: await hashed(consistencyNodes(Number(from), size), log) }
}

/** The hashes of a path, with one request to the store. */
async function hashed(path: readonly (readonly Node[])[], log: LogReader): Promise<string[]> {
  const hashes = [...(await log.nodes(path.flat()))]
  return path.map((nodes) => base64Of(rootOver(hashes.splice(0, nodes.length))))
}

function notYet(detail: string): Refused {
  return new Refused('projection-behind', detail, { 'retry-after': String(retrySeconds) })
}

function damaged(): never {
  throw new LogDamaged('the head of the log is not signed by its key')
}
