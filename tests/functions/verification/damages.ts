/** A hundred ways to spoil a store, each by a draw of numbers. */
import { commitmentOf, linkHash } from '../../../events/commit.ts'
import { type Commit, commitOf, headerOf, payloadOf } from '../../../functions/ledger/commit.ts'

/** A whole number from 0 to below `n`. */
export type Below = (n: number) => number

/** What became of a ledger, and the subject that it happened to. */
export type Damaged = { commits: readonly Commit[]; subject: string }
type Spoil = (commits: readonly Commit[], below: Below) => Damaged | undefined

export const pick = <T>(all: readonly T[], below: Below): T | undefined => all[below(Math.max(1, all.length))]

export function flippedText(text: string, below: Below): string {
  const at = below(text.length)
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1)
}

function flippedBytes(bytes: Uint8Array, below: Below): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const at = below(copy.length)
  copy[at] = (copy[at] ?? 0) ^ (1 << below(8))
  return copy
}

/** One commit becomes another, or goes. */
const spoilt =
  (change: (commit: Commit, below: Below) => Partial<Commit> | undefined): Spoil =>
  (commits, below) => {
    const changed = commits.flatMap((commit) => (change(commit, () => 0) ? [commit] : []))
    const victim = pick(changed, below)
    const becomes = victim && { ...victim, ...change(victim, below) }
    return (
      victim &&
      becomes && { commits: commits.map((one) => (one === victim ? becomes : one)), subject: victim.subject }
    )
  }

const ofSubject = (commits: readonly Commit[], subject: string) =>
  commits.filter((one) => one.subject === subject)
const longOnes = (commits: readonly Commit[]) =>
  commits.filter(({ subject }) => ofSubject(commits, subject).length > 1)
const without = (commits: readonly Commit[], gone: readonly Commit[]) =>
  commits.filter((one) => !gone.includes(one))

export const ledgerDamages: Readonly<Record<string, Spoil>> = {
  header: spoilt(({ header }, below) => ({ header: flippedText(header, below) })),
  payload: spoilt(({ payload }, below) =>
    payload === undefined ? undefined : { payload: flippedText(payload, below) },
  ),
  salt: spoilt(({ salt }, below) => salt && { salt: flippedBytes(salt, below) }),
  hash: spoilt(({ hash }, below) => ({ hash: flippedBytes(hash, below) })),
  commitment: spoilt(
    ({ commitment }, below) => commitment && { commitment: flippedBytes(commitment, below) },
  ),
  // What the redactor would do, without anybody having asked for it.
  silenced: spoilt(({ payload, salt }) =>
    payload === undefined || !salt
      ? undefined
      : { payload: undefined, salt: undefined, commitment: commitmentOf(salt, Buffer.from(payload)) },
  ),
  removed: (commits, below) => {
    const victim = pick(longOnes(commits), below)
    return victim && { commits: without(commits, [victim]), subject: victim.subject }
  },
  swapped: (commits, below) => {
    const one = pick(longOnes(commits), below)
    const other = one && pick(without(ofSubject(commits, one.subject), [one]), below)
    if (!one || !other) return undefined
    const moved = [
      { ...one, sequence: other.sequence },
      { ...other, sequence: one.sequence },
    ]
    return { commits: [...without(commits, [one, other]), ...moved], subject: one.subject }
  },
  truncated: (commits, below) => {
    const from = pick(
      longOnes(commits).filter(({ sequence }) => sequence > 1),
      below,
    )
    const gone = from && ofSubject(commits, from.subject).filter(({ sequence }) => sequence >= from.sequence)
    return gone && { commits: without(commits, gone), subject: from.subject }
  },
  vanished: (commits, below) => {
    const victim = pick(commits, below)
    return (
      victim && { commits: without(commits, ofSubject(commits, victim.subject)), subject: victim.subject }
    )
  },
  // By somebody who knows how: every hash of the new chain is right.
  rewritten: (commits, below) => {
    const victim = pick(
      commits.filter(({ payload }) => payload !== undefined),
      below,
    )
    const chain: Commit[] = []
    for (const commit of victim ? ofSubject(commits, victim.subject) : [])
      chain.push(rewritten(commit, chain.at(-1), commit === victim))
    return (
      victim && {
        commits: [...without(commits, ofSubject(commits, victim.subject)), ...chain],
        subject: victim.subject,
      }
    )
  },
}

function rewritten(commit: Commit, previous: Commit | undefined, isVictim: boolean): Commit {
  const header = headerOf(commit)
  const payload = payloadOf(commit)
  const { postedBy: _, ...whole } = header
  if (payload && commit.salt) {
    const told = isVictim ? { ...payload, time: '1999-01-01T00:00:00Z' } : payload
    return commitOf({ ...commit, header, payload: told, salt: commit.salt }, previous)
  }
  const hash = linkHash(previous?.hash ?? new Uint8Array(32), whole, commit.commitment ?? new Uint8Array())
  return { ...commit, hash }
}
