/** What a decider answers, and what it is given. Pure: the clock, the register and other streams come in by value. */
import type { DataOf, EventType } from '../events/catalog.ts'
import type { FieldError } from '../events/issues.ts'
import type { Seen, Warning } from '../events/recorded.ts'
import type { Member } from './audience.ts'

/** An event that someone asks to record. */
export type Candidate<T extends EventType = EventType> = {
  [K in T]: { type: K; subject: string; data: DataOf<K> }
}[T]

export type Context = {
  poster: Member
  /** What the poster sees of the subject's stream. */
  seen: readonly Seen[]
  /** What the poster sees of another subject's stream; empty where that is missing or hidden. */
  other: (subject: string) => readonly Seen[]
  /** The poster sees that the subject, or a part of it such as a leg, exists. */
  exists: (subject: string, part?: string) => boolean
  /** The poster has reported under this case number before. */
  reportRefSeen: boolean
  /** Clients that another agency is bound to already. */
  takenClients: readonly string[]
  /** Actors that the poster sees under the same normalised name. */
  namesakes: readonly string[]
}

export type Refusal = 'state-conflict' | 'unknown-reference' | 'rule-violated'
export type Decision =
  | { outcome: 'accepted'; warnings: readonly Warning[] }
  | { outcome: 'refused'; refusal: Refusal; errors: readonly FieldError[] }

export function accept(...warnings: Warning[]): Decision {
  return { outcome: 'accepted', warnings }
}

/** @param pointer JSON pointer into `data`, such as `/legId`; empty for the event as a whole. */
export function refuse(refusal: Refusal, pointer: string, detail: string): Decision {
  return { outcome: 'refused', refusal, errors: [{ pointer: `/data${pointer}`, detail, code: refusal }] }
}

/** Acceptance with all warnings, or a refusal with all its errors: a conflict with the state comes before a rule. */
export function every(...decisions: readonly Decision[]): Decision {
  const refusals = decisions.flatMap((decision) => (decision.outcome === 'refused' ? [decision] : []))
  const first = refusals.find(({ refusal }) => refusal === 'state-conflict') ?? refusals[0]
  if (!first) return accept(...decisions.flatMap((d) => (d.outcome === 'accepted' ? d.warnings : [])))
  return {
    ...first,
    errors: refusals.filter(({ refusal }) => refusal === first.refusal).flatMap(({ errors }) => errors),
  }
}
