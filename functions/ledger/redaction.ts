/** Which commits have been redacted by an event and still hold their payload. */
import { type Commit, commitmentIn, headerOf } from './commit.ts'

export function unredacted(
  commits: readonly Commit[],
): readonly { sequence: number; commitment: Uint8Array }[] {
  const headers = commits.map(headerOf)
  const named = new Set(
    headers.flatMap(({ type, names }) => (type === 'PayloadRedacted' && names !== undefined ? [names] : [])),
  )
  return commits.flatMap((commit, index) => {
    const commitment = commitmentIn(commit)
    const due = commit.payload !== undefined && named.has(headers[index]?.eventId ?? '')
    return due && commitment ? [{ sequence: commit.sequence, commitment }] : []
  })
}
