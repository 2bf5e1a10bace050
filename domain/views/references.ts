/** References to other subjects inside bodies: found, and taken out where the reader may not see what they name. */
import type { Card } from './view.ts'

export type SubjectReference = { subject: string; part?: string }

/** Which field names a subject of which kind. `about` lists whole subjects, and needs none. */
const kindOfField: Readonly<Record<string, string>> = {
  routeId: 'routes',
  actorId: 'actors',
  into: 'actors',
  mergedInto: 'actors',
  sessionId: 'sessions',
  statementId: 'statements',
}

/** Every subject that a card or a list item names beside its own, each once. */
export function referencesOf(card: unknown): SubjectReference[] {
  const found = new Map<string, SubjectReference>()
  walk(card, (reference) => found.set(`${reference.subject} ${reference.part ?? ''}`, reference))
  return [...found.values()]
}

/**
 * Without every entry, claim and field that names something hidden, and without the ids of the claims that went. What
 * is hidden then reads like what was never reported.
 */
export function prune<C extends Card | Record<string, unknown>>(
  card: C,
  isVisible: (subject: string, part?: string) => boolean,
): C {
  const hides = (reference: SubjectReference) => !isVisible(reference.subject, reference.part)
  const isHidden = (value: unknown) => {
    let hidden = false
    walk(value, (reference) => {
      hidden ||= hides(reference)
    })
    return hidden
  }
  const gone = new Set<string>()
  const kept = Object.fromEntries(
    Object.entries(card).flatMap(([field, value]): [string, unknown][] => {
      if (Array.isArray(value)) {
        const members = value.filter((member) => !isHidden(member))
        if (field === 'claims') for (const { claimId } of without(value, members)) gone.add(claimId)
        return [[field, members]]
      }
      return isHidden({ [field]: value }) ? [] : [[field, value]]
    }),
  )
  return (gone.size === 0 ? kept : withoutClaims(kept, gone)) as C
}

function withoutClaims(card: Record<string, unknown>, gone: ReadonlySet<string>): Record<string, unknown> {
  const conflicts = (card.conflicts ?? []) as Card['conflicts']
  const left = conflicts.map(({ field, claimIds }) => ({
    field,
    claimIds: claimIds.filter((id) => !gone.has(id)),
  }))
  // One claim alone contradicts nothing.
  return { ...card, conflicts: left.filter(({ claimIds }) => claimIds.length > 1) }
}

function walk(value: unknown, found: (reference: SubjectReference) => void): void {
  if (Array.isArray(value)) for (const member of value) walk(member, found)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  const fields = value as Record<string, unknown>
  for (const [field, inner] of Object.entries(fields)) {
    const kind = kindOfField[field]
    if (kind !== undefined && typeof inner === 'string') {
      const part =
        field === 'routeId' && typeof fields.legId === 'string' ? { part: fields.legId } : undefined
      found({ subject: `${kind}/${inner}`, ...part })
    } else if (field === 'about' && Array.isArray(inner)) {
      for (const subject of inner) found({ subject: String(subject) })
    } else walk(inner, found)
  }
}

function without(
  all: readonly { claimId: string }[],
  kept: readonly unknown[],
): readonly { claimId: string }[] {
  return all.filter((member) => !kept.includes(member))
}
