/** What the log is fed with: by the publisher with every commit, by the sweeper with those that it did not get. */
import { type Commit, headerOf } from '../ledger/commit.ts'
import type { LedgerScan } from '../ledger/ledger.ts'
import type { Place } from '../ledger/legible.ts'
import { centre } from '../register/centre.ts'
import type { LogReader, Pending, PendingFeed } from './merkle-log.ts'

export function pendingOf(commit: Commit): Pending {
  const { subject, sequence, hash } = commit
  return { subject, sequence, eventId: headerOf(commit).eventId, hash: Buffer.from(hash).toString('hex') }
}

/**
 * While it is all that a store holds there is nothing to anchor, and an import may still put another in its place
 * (ADR-0027): only the sweeper lists it, once there is more.
 */
export const isFirstOfCentre = ({ subject, sequence }: Place): boolean => subject === centre && sequence === 1

/**
 * Adds each commit that is neither in the log nor pending. All must be legible (../ledger/legible.ts): one that is not fails the call.
 * @returns how many were added, and how many could not be.
 */
export async function feedUnlogged(
  commits: readonly Commit[],
  log: Pick<LogReader, 'leaves' | 'pending'> & PendingFeed,
  ledger: LedgerScan,
): Promise<{ fed: number; failed: number }> {
  const all = commits.map(pendingOf)
  const leaves = await log.leaves(all.map(({ eventId }) => eventId))
  const unlogged = all.filter(({ eventId }) => !leaves.has(eventId))
  const pending = await log.pending(unlogged.map(({ eventId }) => eventId))
  let missing = unlogged.filter(({ eventId }) => !pending.has(eventId))
  if (missing.some(isFirstOfCentre) && (await isAlone(ledger)))
    missing = missing.filter((one) => !isFirstOfCentre(one))
  const failed = await log.add(missing)
  return { fed: missing.length - failed.length, failed: failed.length }
}

/** Whether the ledger has one commit; whoever asks has met it. */
async function isAlone(ledger: LedgerScan): Promise<boolean> {
  const { commits, next } = await ledger.scan({ index: 0, of: 1 }, undefined, 2)
  return commits.length < 2 && next === undefined
}
