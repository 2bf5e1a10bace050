/** One subject's chain: whether its commits are what was appended, judged by themselves alone. Pure. */
import { canonicalBytes, genesisHash, linkHash } from '../../events/commit.ts'
import { eventIdOf, parseSubject } from '../../events/ids.ts'
import { type Commit, commitmentIn, type Header, headerOf, recordedOf } from '../ledger/commit.ts'

/**
 * `missing`: no commit has this sequence, and later ones are there. `hash`: it does not follow from the hash before, the
 * header and the payload. `header`, `payload`: it cannot be read, or is another text than was hashed. `key`: the header
 * names another subject or sequence. `event-id`: it does not derive from what was posted. `redaction`: the payload is
 * not there and no redaction names it, or it is there in part. `unredacted`: the redaction is an hour old and the
 * payload still there.
 */
export type ChainFault = {
  subject: string
  sequence: number
  what:
    | 'subject'
    | 'missing'
    | 'hash'
    | 'header'
    | 'payload'
    | 'key'
    | 'event-id'
    | 'redaction'
    | 'unredacted'
}

const saltBytes = 16
const hashBytes = 32
export const hourMs = 3_600_000

/** @param commits in order, all that the subject has. */
export function faultsIn(subject: string, commits: readonly Commit[], nowMs: number): readonly ChainFault[] {
  const faults: ChainFault[] = []
  const found = (sequence: number, what: ChainFault['what']) => faults.push({ subject, sequence, what })
  if (!parseSubject(subject)) found(0, 'subject')
  const headers = commits.map(readHeader)
  const redacted = redactionsIn(headers)
  let next = 1
  /** The hash before as it is stored and as it should be; undefined where the commit before is not there. */
  let before: readonly Uint8Array[] | undefined = [genesisHash]
  commits.forEach((commit, index) => {
    const { sequence } = commit
    if (sequence > next) {
      found(next, 'missing')
      before = undefined
    }
    next = sequence + 1
    const header = headers[index]
    if (!header) found(sequence, 'header')
    for (const what of [...payloadFaults(commit, header, redacted, nowMs), ...headerFaults(commit, header)])
      found(sequence, what)
    const computed = header && hashesAfter(before, commit, header)
    if (computed?.length && !computed.some((hash) => Buffer.compare(hash, commit.hash) === 0))
      found(sequence, 'hash')
    before = [commit.hash, ...(computed ?? [])]
  })
  return faults
}

/** What is stored is the text that was hashed, and no other text of the same value. */
function readHeader({ header: text }: Commit): Header | undefined {
  try {
    const header = JSON.parse(text) as Header
    return Buffer.from(canonicalBytes(header)).toString() === text && typeof header === 'object'
      ? header
      : undefined
  } catch {
    return undefined
  }
}

/** Event id → when its redaction was recorded. */
function redactionsIn(headers: readonly (Header | undefined)[]): ReadonlyMap<string, number> {
  return new Map(
    headers.flatMap((header) =>
      header?.type === 'PayloadRedacted' && header.names !== undefined
        ? [[header.names, Date.parse(header.recordedAt)] as const]
        : [],
    ),
  )
}

function hashesAfter(
  before: readonly Uint8Array[] | undefined,
  commit: Commit,
  header: Header,
): readonly Uint8Array[] {
  const commitment = commitmentIn(commit)
  if (!commitment || !before) return []
  return before.map((hash) => linkHash(hash, header, commitment))
}

function headerFaults(commit: Commit, header: Header | undefined): readonly ChainFault['what'][] {
  if (!header) return []
  const { subject, sequence } = header as Header & { subject?: unknown; sequence?: unknown }
  return [
    ...(subject === commit.subject && sequence === commit.sequence ? [] : (['key'] as const)),
    ...(isDerived(header, commit.subject) ? [] : (['event-id'] as const)),
    ...(isReadable(commit) ? [] : (['header'] as const)),
    ...(commit.hash.length === hashBytes ? [] : (['hash'] as const)),
  ]
}

const isDerived = ({ source, id, eventId }: Header, subject: string): boolean =>
  typeof source === 'string' && typeof id === 'string' && eventIdOf(source, id, subject) === eventId

/** By the code that folds it. */
function isReadable(commit: Commit): boolean {
  try {
    return typeof headerOf(commit).type === 'string' && recordedOf(commit).type !== undefined
  } catch {
    return false
  }
}

function payloadFaults(
  { payload, salt, commitment }: Commit,
  header: Header | undefined,
  redacted: ReadonlyMap<string, number>,
  nowMs: number,
): readonly ChainFault['what'][] {
  const redactedMs = header && redacted.get(header.eventId)
  if (payload === undefined && salt === undefined)
    return redactedMs !== undefined && commitment?.length === hashBytes ? [] : ['redaction']
  // A salt of another length could take bytes from the payload, or give it some, under the same commitment.
  if (payload === undefined || salt?.length !== saltBytes || commitment !== undefined) return ['redaction']
  if (!isCanonical(payload)) return ['payload']
  return redactedMs !== undefined && nowMs - redactedMs > hourMs ? ['unredacted'] : []
}

function isCanonical(text: string): boolean {
  try {
    return Buffer.from(canonicalBytes(JSON.parse(text))).toString() === text
  } catch {
    return false
  }
}
