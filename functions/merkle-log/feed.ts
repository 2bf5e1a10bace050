/** What the log is fed with: by the publisher with every commit, by the sweeper with those that it did not get. */
import { type Commit, headerOf } from '../ledger/commit.ts'
import type { LogReader, Pending, PendingFeed } from './merkle-log.ts'

export function pendingOf(commit: Commit): Pending {
  const { subject, sequence, hash } = commit
  return { subject, sequence, eventId: headerOf(commit).eventId, hash: Buffer.from(hash).toString('hex') }
}

/** Adds each commit that is neither in the log nor pending. @returns how many were added, and how many could not be. */
export async function feedUnlogged(
  commits: readonly Commit[],
  log: Pick<LogReader, 'leaves' | 'pending'> & PendingFeed,
): Promise<{ fed: number; failed: number }> {
  const all = commits.map(pendingOf)
  const leaves = await log.leaves(all.map(({ eventId }) => eventId))
  const unlogged = all.filter(({ eventId }) => !leaves.has(eventId))
  const pending = await log.pending(unlogged.map(({ eventId }) => eventId))
  const missing = unlogged.filter(({ eventId }) => !pending.has(eventId))
  const failed = await log.add(missing)
  return { fed: missing.length - failed.length, failed: failed.length }
}
