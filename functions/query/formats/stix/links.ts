/** Relationships, and which object stands for which subject. */
import type { Edge } from '../../../../domain/views/edges.ts'
import type { Body } from '../../present.ts'
import { claimsOf, type Evidence, restingOn, type StixObject, stixId } from './object.ts'
import { codeOf, locationOf } from './places.ts'

/** STIX has a word for few of the field's relations: the others are `related-to`, and described. */
const relationshipTypes: Readonly<Record<string, string>> = {
  'based-in': 'located-at',
  'merged-into': 'duplicate-of',
}

/** `relation` tells several between the same two apart. */
type Link = { from: string; to: string; relation: string; says?: string }

export function linkOf({ from, to, relation, says }: Link, claims: readonly Evidence[]): StixObject {
  return {
    type: 'relationship',
    id: stixId('relationship', JSON.stringify([from, relation, to])),
    ...restingOn(claims),
    relationship_type: relationshipTypes[relation] ?? 'related-to',
    description: says ?? relation.replaceAll('-', ' '),
    source_ref: from,
    target_ref: to,
  }
}

/** One for each of these edges that leads to what STIX has an object for. */
export function linksOf(card: Body, edges: readonly Edge[]): readonly StixObject[] {
  return edges.flatMap(({ from, to, relation, evidence }) => {
    const [source, target] = [refOf(from), refOf(to)]
    if (source === undefined || target === undefined) return []
    return [linkOf({ from: source, to: target, relation }, claimsAmong(card, evidence))]
  })
}

/** An edge without evidence of its own rests on the whole card. */
export function claimsAmong(card: Body, ids: readonly string[]): readonly Evidence[] {
  const all = claimsOf(card)
  const found = all.filter(({ claimId }) => ids.includes(claimId))
  return found.length > 0 ? found : all
}

export const kindOf = (subject: string) => subject.slice(0, subject.indexOf('/'))

export function refOf(subject: string): string | undefined {
  switch (kindOf(subject)) {
    case 'countries':
      return locationOf(codeOf(subject)).id
    case 'actors':
      return stixId('threat-actor', subject)
    case 'routes':
    case 'seizures':
    case 'statements':
      return stixId('report', subject)
    default:
      return undefined
  }
}
