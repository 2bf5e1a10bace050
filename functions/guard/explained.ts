/**
 * Whether a redaction explains how a commit was changed. The stream has no images of before: that header and hash are
 * the old ones follows from the chain, which both neighbours still hold.
 */
import { canonicalBytes, genesisHash, linkHash } from '../../events/commit.ts'
import { eventIdOf } from '../../events/ids.ts'
import { type Commit, commitmentIn, headerOf } from '../ledger/commit.ts'

/** Why the change is no redaction; undefined when it is exactly one. docs/runbooks/ledger-changed.md explains each. */
export type Offence =
  | 'removed'
  | 'unreadable'
  | 'attribute-added'
  | 'attribute-lost'
  | 'header-changed'
  | 'hash-changed'
  | 'content-changed'
  | 'chain-broken'
  | 'payload-kept'
  | 'not-named'

/** All that a commit may have, before or after its redaction. */
const known = ['subject', 'sequence', 'header', 'hash', 'payload', 'salt', 'commitment']

/**
 * The most telling of what speaks against it: that something is not as it was recorded comes before that nobody asked.
 * @param after the commit as the change left it, with the names of all its attributes.
 * @param stream the subject's commits as they stand in the ledger now. Throws where one of them cannot be read.
 */
export function offenceOf(
  after: { commit: Commit; attributes: readonly string[] },
  stream: readonly Commit[],
): Offence | undefined {
  const { commit, attributes } = after
  if (attributes.some((name) => !known.includes(name))) return 'attribute-added'
  if (!isOwnHeader(commit)) return 'header-changed'
  if (commitmentIn(commit) === undefined) return 'attribute-lost'
  const at = (sequence: number) => stream.find((one) => one.sequence === sequence)
  const next = at(commit.sequence + 1)
  if (next && !follows(next, commit.hash)) return 'hash-changed'
  const before = commit.sequence === 1 ? genesisHash : at(commit.sequence - 1)?.hash
  if (before === undefined) return 'chain-broken'
  if (!follows(commit, before)) return 'content-changed'
  if (commit.payload !== undefined || commit.salt !== undefined) return 'payload-kept'
  return isNamed(commit, stream) ? undefined : 'not-named'
}

/** In the very text that is hashed, and of this place in the ledger. */
function isOwnHeader(commit: Commit): boolean {
  try {
    const header = JSON.parse(commit.header) as Record<string, unknown>
    const { source, id, eventId, subject, sequence } = header
    return (
      subject === commit.subject &&
      sequence === commit.sequence &&
      eventId === eventIdOf(String(source), String(id), commit.subject) &&
      Buffer.from(canonicalBytes(header)).toString() === commit.header
    )
  } catch {
    return false
  }
}

function isNamed(commit: Commit, stream: readonly Commit[]): boolean {
  const { eventId } = headerOf(commit)
  return stream
    .filter(({ sequence }) => sequence > commit.sequence)
    .map(headerOf)
    .some(({ type, names }) => type === 'PayloadRedacted' && names === eventId)
}

function follows(commit: Commit, before: Uint8Array): boolean {
  const commitment = commitmentIn(commit)
  const header = JSON.parse(commit.header) as object
  return commitment !== undefined && Buffer.compare(linkHash(before, header, commitment), commit.hash) === 0
}
