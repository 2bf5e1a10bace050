/**
 * Audiences as labels. A label is a path, wide to narrow; a reader holds the chain that ends in its own label
 * and sees what carries any label of that chain (ADR-0006).
 */
import type { Marking } from '../events/envelope.ts'
import type { Label } from '../events/recorded.ts'

export type AgencyKind = 'participating-state' | 'observer' | 'international-organisation' | 'centre'
export type Member = { agencyId: string; kind: AgencyKind }

/** The label that only this agency holds. */
export function ownLabel({ agencyId, kind }: Member): Label {
  switch (kind) {
    case 'centre':
      return 'participants/centre'
    case 'participating-state':
      return `participants/${agencyId}`
    case 'observer':
    case 'international-organisation':
      return `community/${agencyId}`
  }
}

/** The reader's labels from wide to narrow. Nobody in particular reads as `public`. */
export function chainOf(label: Label): readonly Label[] {
  const [root, own] = label.split('/')
  const shared =
    root === 'participants'
      ? ['public', 'community', 'participants']
      : root === 'community'
        ? ['public', 'community']
        : ['public']
  return own === undefined ? shared : [...shared, label]
}

/** `wide` is read by everyone who reads `narrow`. */
export function covers(wide: Label, narrow: Label): boolean {
  return chainOf(narrow).includes(wide)
}

export function sees(reader: Label, audience: readonly Label[]): boolean {
  const chain = chainOf(reader)
  return audience.some((label) => chain.includes(label))
}

/**
 * The labels a marking opens an event to. A poster always sees its own.
 * `releasedTo` are the members that `marking.releasableTo` names, as the register knows them.
 */
export function audienceOf(
  marking: Marking,
  poster: Member,
  releasedTo: readonly Member[] = [],
): readonly Label[] {
  switch (marking.tlp) {
    case 'CLEAR':
      return ['public']
    case 'GREEN':
      return ['community']
    case 'AMBER':
      return minimal(['participants', ownLabel(poster)])
    case 'AMBER+STRICT':
      return minimal([ownLabel(poster), ...releasedTo.map(ownLabel), 'participants/centre'])
    case 'RED':
      return minimal([ownLabel(poster), ...releasedTo.map(ownLabel)])
  }
}

/** The readers of both audiences. */
export function meet(one: readonly Label[], other: readonly Label[]): readonly Label[] {
  return minimal(one.flatMap((a) => other.flatMap((b) => (covers(a, b) ? [b] : covers(b, a) ? [a] : []))))
}

/** The readers of either audience. */
export function join(one: readonly Label[], other: readonly Label[]): readonly Label[] {
  return minimal([...one, ...other])
}

/** Every reader of `inner` reads `outer` too. */
export function within(inner: readonly Label[], outer: readonly Label[]): boolean {
  return inner.every((narrow) => outer.some((wide) => covers(wide, narrow)))
}

/** Strictly fewer readers: what "raised" means. */
export function narrower(inner: readonly Label[], outer: readonly Label[]): boolean {
  return within(inner, outer) && !within(outer, inner)
}

/** Without the labels that a wider one already covers; sorted, so that equal audiences are equal arrays. */
function minimal(labels: readonly Label[]): readonly Label[] {
  const distinct = [...new Set(labels)]
  return distinct.filter((l) => !distinct.some((wide) => wide !== l && covers(wide, l))).sort()
}
