/** A ledger in memory, for tests of what stands on it. */
import type { Commit } from './commit.ts'
import type { Ledger, LedgerScan } from './ledger.ts'

export function memoryLedger(): Ledger & LedgerScan {
  const streams = new Map<string, Commit[]>()
  return {
    async load(subject, after = 0) {
      return (streams.get(subject) ?? []).filter((commit) => commit.sequence > after)
    },
    async append(commit) {
      const stream = streams.get(commit.subject) ?? []
      if (stream.some(({ sequence }) => sequence === commit.sequence)) return 'taken'
      streams.set(commit.subject, [...stream, commit])
      return 'appended'
    },
    async scan({ index, of }) {
      const ours = [...streams].filter(
        ([subject]) => Buffer.from(subject).reduce((a, b) => a + b) % of === index,
      )
      return { commits: ours.flatMap(([, stream]) => stream) }
    },
  }
}
