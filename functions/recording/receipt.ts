/** What the poster gets back: frozen at append and read back from the commit, so that a repeat is byte-equal. */
import type { Label, Warning } from '../../events/recorded.ts'
import { type Commit, headerOf } from '../ledger/commit.ts'
import type { Drafted } from './draft.ts'

export type Receipt = {
  id: string
  source: string
  type: string
  subject: string
  eventId: string
  /** How many events of the subject the poster sees, this one included. */
  version: number
  /** Hexadecimal: the link of the chain that this event is. */
  hash: string
  recordedAt: string
  audience: readonly Label[]
  warnings: readonly Warning[]
  derived?: unknown
}

export function receiptOf(commit: Commit): Receipt {
  const { id, source, type, eventId, recordedAt, labels, receipt } = headerOf(commit)
  return {
    id,
    source,
    type,
    subject: commit.subject,
    eventId,
    version: receipt.version,
    hash: Buffer.from(commit.hash).toString('hex'),
    recordedAt,
    audience: receipt.audience ?? labels,
    warnings: receipt.warnings ?? [],
    ...(receipt.derived !== undefined && { derived: receipt.derived }),
  }
}

/** The receipt that `validateOnly` foretells: without what only an append can give. */
export function previewOf({ subject, header }: Drafted): Omit<Receipt, 'version' | 'hash' | 'recordedAt'> {
  const { id, source, type, eventId, labels, receipt } = header
  return {
    id,
    source,
    type,
    subject,
    eventId,
    audience: receipt.audience ?? labels,
    warnings: receipt.warnings ?? [],
    ...(receipt.derived !== undefined && { derived: receipt.derived }),
  }
}
