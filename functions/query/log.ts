/** The log of commits as its readers see it: its checkpoint, and the proof that an event which they may see is in it. */
import { existsAmong } from '../../domain/visibility.ts'
import { base64Of } from '../../events/base64.ts'
import { type Checkpoint, openCheckpoint } from '../../events/checkpoint.ts'
import { isContinued, isIncluded, type LogCheckpoint, type LogProof } from '../../events/log-proof.ts'
import { consistencyNodes, inclusionNodes, type Node, rootNodes, rootOver } from '../../events/merkle.ts'
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
    const signed = signedBy(head)
    const { origin, size, root } = signed
    const consistency = await consistencyFrom(query.from, signed, log)
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
    const { checkpoint, verifierKey } = head
    const signed = signedBy(head)
    const { hash, index } = leaf
    const inclusion = await hashed(inclusionNodes(index, signed.size), log)
    // To its reader a proof that does not hold says that the ledger was forged.
    if (!isIncluded({ hash, index, inclusion }, signed))
      throw new LogDamaged(`the table of the log makes no proof of ${eventId} at entry ${index}`)
    const consistency = await consistencyFrom(query.from, signed, log)
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
  signed: Checkpoint,
  log: LogReader,
): Promise<{ consistency?: string[] }> {
  if (from === undefined) return {}
  const size = Number(from)
  if (size > signed.size) throw new Refused('malformed', '`from` is a larger log than this one.')
  const [root = '', ...consistency] = await hashed(
    [rootNodes(size), ...consistencyNodes(size, signed.size)],
    log,
  )
  // The root of then is the table's word, too: what leads from it to the signed one has made both.
  if (!isContinued({ ...signed, size, root: Buffer.from(root, 'base64') }, signed, consistency))
    throw new LogDamaged(`the table of the log leads from ${size} entries to no log that was signed`)
  return { consistency }
}

/** The hashes of a path, with one request to the store. */
async function hashed(path: readonly (readonly Node[])[], log: LogReader): Promise<string[]> {
  const hashes = [...(await log.nodes(path.flat()))]
  return path.map((nodes) => base64Of(rootOver(hashes.splice(0, nodes.length))))
}

function notYet(detail: string): Refused {
  return new Refused('projection-behind', detail, { 'retry-after': String(retrySeconds) })
}

function signedBy({ checkpoint, verifierKey, frontier }: LogHead): Checkpoint {
  const signed = openCheckpoint(checkpoint, verifierKey)
  if (signed?.size !== frontier.size) throw new LogDamaged('the head of the log is not signed by its key')
  return signed
}
