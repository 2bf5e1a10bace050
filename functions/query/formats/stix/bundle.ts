/**
 * STIX 2.1: actors as threat actors (organisations, never persons), places as locations, agencies as identities, and
 * routes, seizures and statements as reports about them. A reference may lead to an object of another page or export.
 */
import type { Body } from '../../present.ts'
import type { Form } from '../format.ts'
import { claimsOf, markingsOf, type StixObject, stixId } from './object.ts'
import { objectsOf } from './subjects.ts'

export const cardsStix: Form = { of: 'cards', write: (cards) => bundleOf(cards) }

function bundleOf(cards: readonly Body[]): string {
  // A card whose payload is redacted says nothing.
  const found = cards.filter((card) => claimsOf(card).length > 0).flatMap(objectsOf)
  const once = [...new Map(found.map((object) => [object.id, object])).values()]
  const objects: readonly StixObject[] = [...markingsOf(once), ...once]
  const version = JSON.stringify(objects.map(({ id, modified }) => [id, modified]))
  return JSON.stringify({
    type: 'bundle',
    id: stixId('bundle', version),
    // An empty list is no STIX.
    ...(objects.length > 0 && { objects }),
  })
}
