/**
 * Independent roots: where what a claim says comes from in the end. Two articles that copy one report are one root;
 * without sources a claim is the agency's own first-hand report (DOMAIN.md §3, ADR-0005).
 */
import type { DataOf } from '../events/catalog.ts'

/** A source as a claim cites it, inline or by the id of a registered one. */
export type Source = NonNullable<DataOf<'SeizureReported'>['sources']>[number]

/** The ids that a source derives from; empty for an original. */
export type Derivation = (sourceId: string) => readonly string[]

/** Root ids carry their kind, so that an agency, a source and a nameless source never meet under one name. */
export function rootsOf(
  claim: { claimId: string; postedBy: string; sources: readonly Source[] },
  derivedFrom: Derivation,
): ReadonlySet<string> {
  if (claim.sources.length === 0) return new Set([`agency ${claim.postedBy}`])
  return new Set(
    claim.sources.flatMap((source, index) => {
      const starts = source.id === undefined ? (source.derivedFrom ?? []) : [source.id]
      if (starts.length === 0) return [`unnamed ${claim.claimId} ${index}`]
      return origins(starts, derivedFrom).map((id) => `source ${id}`)
    }),
  )
}

export function areDisjoint(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return ![...one].some((root) => other.has(root))
}

/**
 * What the claims themselves say about derivations, beside what the register says. All of a subject's claims count:
 * one poster's knowledge that an article copies another holds for everybody who cites it.
 */
export function derivationsOf(claimed: readonly Source[], registered: Derivation): Derivation {
  const inline = new Map<string, readonly string[]>()
  for (const { id, derivedFrom } of claimed) {
    if (id !== undefined && derivedFrom) inline.set(id, [...(inline.get(id) ?? []), ...derivedFrom])
  }
  return (id) => [...registered(id), ...(inline.get(id) ?? [])]
}

/**
 * Follows derivations to the end. Sources that derive from each other in a circle, and from nothing outside it, are
 * one root together, named after the least of them.
 */
function origins(starts: readonly string[], derivedFrom: Derivation): readonly string[] {
  const reach = new Map<string, ReadonlySet<string>>()
  const reachOf = (id: string): ReadonlySet<string> => {
    const known = reach.get(id) ?? reachable(id, derivedFrom)
    reach.set(id, known)
    return known
  }
  const ends = [...new Set(starts.flatMap((start) => [...reachOf(start)]))].filter((id) =>
    [...reachOf(id)].every((next) => reachOf(next).has(id)),
  )
  return [...new Set(ends.map((id) => [...reachOf(id)].sort()[0] ?? id))]
}

function reachable(start: string, derivedFrom: Derivation): ReadonlySet<string> {
  const reached = new Set([start])
  // A set that grows while it is walked: each id is followed once, so a circle ends.
  for (const id of reached) for (const next of derivedFrom(id)) reached.add(next)
  return reached
}
