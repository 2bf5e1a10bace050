/** What a view is made of: rows, cards, claims, contributions. All bodies are JSON values. */
import type { Occurred } from '../../events/dates.ts'
import type { Grading, Tlp } from '../../events/envelope.ts'
import type { Label } from '../../events/recorded.ts'
import type { Admiralty } from '../grading.ts'
import type { Source } from '../roots.ts'

export type Row = { partition: string; sort: string; body: unknown }

/** What one seizure adds to one total. `substance`: a code, or `*` for the seizure as a whole. */
export type Contribution = {
  dimension: 'country' | 'route' | 'leg'
  /** An ISO country code, a route's id, or `<route id>/<leg id>`. */
  key: string
  substance: string
  /** `2014-03`, `2014-Q2`, `2014` or `unknown`. */
  period: string
  seizures: 0 | 1
  /** Plain decimal; what has an exact equivalent only. */
  kilograms: string
  /** Items with an exact equivalent, and items without. */
  converted: number
  unconverted: number
}

export type Projection = { rows: Row[]; contributions: Contribution[] }

/**
 * Who looks: the label whose picture is folded (a poster's own label sees `releasableTo`), and the ids that a
 * registered source derives from, as far as that label sees the source.
 */
export type Viewpoint = { label: Label; derivedFrom: (sourceId: string) => readonly string[] }

export type ClaimStatus = 'preferred' | 'live' | 'variant' | 'disputed' | 'retracted'

export type Opinion = { eventId: string; postedBy: string; recordedAt: string; reason?: string }
export type Dispute = Opinion & { counterClaim?: string }

export type Claim = {
  claimId: string
  field: string
  value: unknown
  occurred?: Occurred
  sources: readonly Source[]
  grading: { sent: Grading; admiralty: Admiralty }
  /** Absent only where nothing marks the event itself. */
  marking?: { tlp: Tlp; releasableTo?: readonly string[] }
  postedBy: string
  recordedAt: string
  /** Independent roots that support this value. */
  roots: number
  status: ClaimStatus
  /** One per agency: its latest opinion counts. */
  endorsements?: readonly Opinion[]
  disputes?: readonly Dispute[]
  lang?: string
  note?: string
}

export type Conflict = { field: string; claimIds: readonly string[] }

/** `version` counts the events that the label sees. */
export type Card = {
  subject: string
  version: number
  claims: readonly Claim[]
  conflicts: readonly Conflict[]
  readonly [field: string]: unknown
}

export const noProjection: Projection = { rows: [], contributions: [] }

/** A list item: the card without what only a reader of the whole subject needs. */
export function itemOf({ claims: _claims, conflicts: _conflicts, ...item }: Card): Record<string, unknown> {
  return item
}
