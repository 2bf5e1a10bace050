/**
 * `validateOnly` for many events: each is recorded as it would be, on a ledger that keeps what is added for as long as
 * this lasts. A leg finds the route three lines above it, and the second of two equal events is a repeat.
 */
import type { Commit } from '../ledger/commit.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Receipt } from './receipt.ts'
import { type Outcome, type RecordNeeds, type Request, record } from './record.ts'

/** @returns `record`, but that nothing is appended or projected, and that receipts are previews. */
export function rehearsal(needs: RecordNeeds): (request: Request) => Promise<Outcome & { repeats?: true }> {
  const { ledger, hashes } = rehearsedOn(needs.ledger)
  const nothing = async () => {}
  return async (request) => {
    const outcome = await record(request, { ...needs, ledger, project: nothing })
    if (outcome.outcome === 'refused' || outcome.outcome === 'valid') return outcome
    if (!hashes.has(outcome.receipt.hash)) return outcome
    const preview: Outcome = { outcome: 'valid', receipt: previewOf(outcome.receipt) }
    return outcome.outcome === 'duplicate' ? { ...preview, repeats: true } : preview
  }
}

/** Reads through to what is recorded; appends to memory alone. */
function rehearsedOn(recorded: Ledger): { ledger: Ledger; hashes: ReadonlySet<string> } {
  const added = new Map<string, readonly Commit[]>()
  const hashes = new Set<string>()
  const ledger: Ledger = {
    load: async (subject, after = 0) => {
      const commits = await recorded.load(subject, after)
      const own = (added.get(subject) ?? []).filter(({ sequence }) => sequence > after)
      return [...commits, ...own]
    },
    append: async (commit) => {
      const own = added.get(commit.subject) ?? []
      if (own.some(({ sequence }) => sequence === commit.sequence)) return 'taken'
      added.set(commit.subject, [...own, commit])
      hashes.add(Buffer.from(commit.hash).toString('hex'))
      return 'appended'
    },
  }
  return { ledger, hashes }
}

/** Without what only an append can give. */
function previewOf({ version: _v, hash: _h, recordedAt: _r, ...preview }: Receipt): Partial<Receipt> {
  return preview
}
