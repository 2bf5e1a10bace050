/** Which commits a walk over the ledger has met, as digests: a million of them fit. */
import type { Pending } from '../merkle-log/merkle-log.ts'
import { digestOf } from '../text-digest.ts'

const logged = -1

export class WalkedCommits {
  /** When it was recorded, or that the log has it. */
  private readonly met = new Map<string, number>()

  add(commit: Pending, recordedMs: number): void {
    this.met.set(digest(commit), recordedMs)
  }

  /** Notes that the log has it. */
  take(commit: Pending): 'first' | 'again' | 'unknown' {
    const at = digest(commit)
    const known = this.met.get(at)
    this.met.set(at, logged)
    return known === undefined ? 'unknown' : known === logged ? 'again' : 'first'
  }

  isLeft(commit: Pending): boolean {
    return (this.met.get(digest(commit)) ?? logged) !== logged
  }

  /** When those that the log does not have were recorded. */
  left(): readonly number[] {
    return [...this.met.values()].filter((recordedMs) => recordedMs !== logged)
  }
}

const digest = ({ subject, sequence, eventId, hash }: Pending): string =>
  digestOf(`${subject}\n${sequence}\n${eventId}\n${hash}`)
