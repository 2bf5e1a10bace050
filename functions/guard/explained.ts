/**
 * Whether a redaction explains how a commit was changed. The stream has no images of before: that header and hash are
 * the old ones follows from the chain, which both neighbours still hold.
 */
import { canonicalBytes, genesisHash, linkHash } from '../../events/commit.ts'
import { type Commit, commitmentIn, headerOf } from '../ledger/commit.ts'

/** Why the change is no redaction; undefined when it is exactly one. */
export type Offence =
  | 'removed'
  | 'unreadable'
  | 'payload-kept'
  | 'other-attributes'
  | 'not-named'
  | 'chain-broken'

/** Of a commit that a `PayloadRedacted` names, this is left. */
const attributesLeft = ['commitment', 'hash', 'header', 'sequence', 'subject']

/**
 * @param after the commit as the change left it, with the names of all its attributes.
 * @param stream the subject's commits as they stand in the ledger now.
 */
export function offenceOf(
  after: { commit: Commit; attributes: readonly string[] },
  stream: readonly Commit[],
): Offence | undefined {
  const { commit, attributes } = after
  if (commit.payload !== undefined || commit.salt !== undefined) return 'payload-kept'
  if ([...attributes].sort().join() !== attributesLeft.join()) return 'other-attributes'
  if (!isNamed(commit, stream)) return 'not-named'
  return isLinked(commit, stream) ? undefined : 'chain-broken'
}

function isNamed(commit: Commit, stream: readonly Commit[]): boolean {
  const { eventId } = headerOf(commit)
  return stream
    .filter(({ sequence }) => sequence > commit.sequence)
    .map(headerOf)
    .some(({ type, names }) => type === 'PayloadRedacted' && names === eventId)
}

/** It follows from the commit before it, and the one after follows from it: the redaction itself comes after. */
function isLinked(commit: Commit, stream: readonly Commit[]): boolean {
  const at = (sequence: number) => stream.find((one) => one.sequence === sequence)
  const before = commit.sequence === 1 ? genesisHash : at(commit.sequence - 1)?.hash
  const next = at(commit.sequence + 1)
  return before !== undefined && follows(commit, before) && next !== undefined && follows(next, commit.hash)
}

function follows(commit: Commit, before: Uint8Array): boolean {
  const commitment = commitmentIn(commit)
  const header = JSON.parse(commit.header) as { subject?: unknown; sequence?: unknown }
  return (
    commitment !== undefined &&
    header.subject === commit.subject &&
    header.sequence === commit.sequence &&
    Buffer.from(canonicalBytes(header)).toString() === commit.header &&
    Buffer.compare(linkHash(before, header, commitment), commit.hash) === 0
  )
}
