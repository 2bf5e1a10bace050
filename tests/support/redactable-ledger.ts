/** The memory ledger with what only the redactor may do. */
import type { Commit } from '../../functions/ledger/commit.ts'
import type { Ledger, LedgerScan, Redactor } from '../../functions/ledger/ledger.ts'
import { memoryLedger } from '../../functions/ledger/memory.ts'
import { redactFrom } from '../../functions/redactor/redact.ts'
import type { ViewGenerations } from '../../functions/views/generations.ts'

export function redactableLedger(): Ledger & LedgerScan & Redactor {
  const ledger = memoryLedger()
  const commitments = new Map<string, Uint8Array>()
  const bare = (commit: Commit): Commit => {
    const commitment = commitments.get(`${commit.subject}#${commit.sequence}`)
    return commitment ? { ...commit, payload: undefined, salt: undefined, commitment } : commit
  }
  return {
    ...ledger,
    load: async (subject, after) => (await ledger.load(subject, after)).map(bare),
    scan: async (segment, from) => {
      const page = await ledger.scan(segment, from)
      return { ...page, commits: page.commits.map(bare) }
    },
    redact: async (subject, sequence, commitment) => {
      commitments.set(`${subject}#${sequence}`, commitment)
    },
  }
}

/** The redactor at work, its hint lost. */
export const redactAll = (
  subject: string,
  ledger: Ledger & Redactor,
  views: Pick<ViewGenerations, 'fed'>,
): Promise<void> => redactFrom(subject, { ledger, redactor: ledger, views, facts: { put: async () => [] } })
