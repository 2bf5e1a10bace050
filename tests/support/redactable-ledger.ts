/** The memory ledger with what only the redactor may do. */
import type { Commit } from '../../functions/ledger/commit.ts'
import type { Ledger, LedgerHeads, Redactor } from '../../functions/ledger/ledger.ts'
import { memoryLedger } from '../../functions/ledger/memory.ts'

export function redactableLedger(): Ledger & LedgerHeads & Redactor {
  const ledger = memoryLedger()
  const commitments = new Map<string, Uint8Array>()
  const bare = (commit: Commit): Commit => {
    const commitment = commitments.get(`${commit.subject}#${commit.sequence}`)
    return commitment ? { ...commit, payload: undefined, salt: undefined, commitment } : commit
  }
  return {
    ...ledger,
    load: async (subject, after) => (await ledger.load(subject, after)).map(bare),
    redact: async (subject, sequence, commitment) => {
      commitments.set(`${subject}#${sequence}`, commitment)
    },
  }
}
