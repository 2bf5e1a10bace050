/**
 * The audit as its users see it: rows that are added once and stay (ADR-0028). Two implementations pass one contract
 * suite (tests/contract/audit.ts).
 */
import type { Label } from '../../events/recorded.ts'

export type AuditRow = { partition: string; sort: string; body: unknown }

export type Audit = {
  /** Durable once it resolves; what stands under the same key is never overwritten. */
  add(row: AuditRow): Promise<void>
  /** Rows of one partition, newest first, strongly consistent. @param before only what sorts before this. */
  list(query: {
    partition: string
    before?: string
    from?: string
    limit: number
  }): Promise<{ rows: readonly AuditRow[]; more: boolean }>
}

/** One answer that held something above GREEN, or that was an export. Never a payload. */
export type Access = {
  /** RFC 3339, UTC. */
  at: string
  requestId: string
  /** Absent where nobody signed in. */
  agencyId?: string
  clientId?: string
  /** What the caller gave as `Purpose`. */
  purpose?: string
  /** The operation of the OpenAPI document. */
  operation: string
  /** Path and query as sent. They may name what the centre may not see: they are for operators. */
  request: string
  status: number
  /** The media type of an export. */
  exportedAs?: string
  /** What the answer names, with the labels above GREEN that its part of the answer carried. */
  subjects: readonly AccessedSubject[]
}

export type AccessedSubject = { subject: string; audience: readonly Label[] }

/** One subject that was asked for by name. `posters`: whose claims above GREEN the answer held. */
export type Opening = { agencyId: string; posters: readonly string[] }

/** What the centre may see of what was read, and what it may not, such as RED between others, lie apart. */
export type Shelf = 'centre' | 'others'

export const accessesIn = (shelf: Shelf, month: string): string => `${shelf}#${month}`
export const openingsOf = (subject: string): string => `opened#${subject}`
