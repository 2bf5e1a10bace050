/** One line of a history in the reader's language: what happened, and the ids and codes that tell it from others. */
import type { EventType } from '../../../events/catalog.ts'
import type { Schemas } from '../../../infra/client/api.generated.ts'
import type { Language } from '../language.ts'
import { eventName } from '../texts/events.ts'
import { historyTexts } from '../texts/history.ts'
import { wordsFor } from './value-names.ts'

type Entry = Pick<Schemas['HistoryItem'], 'type' | 'summary'>

/** Which fields a summary names, in its order, where one of them is a code. Ids are told as they are. */
const fieldsNamed: Readonly<Partial<Record<string, readonly string[]>>> = {
  RouteIdentified: ['status'],
  RouteLegAdded: ['legId', 'role', 'status'],
  RouteRerouted: ['cause'],
  RouteValueEstimated: ['metric'],
  RouteVolumeEstimated: ['substance'],
  ActorRoleReported: ['role', 'substance'],
  ActorLinkedToRoute: ['routeId', 'relation'],
  ActorLinkedToActor: ['actorId', 'relation'],
  DelegationParticipated: ['delegation'],
  StatementDelivered: ['delegation'],
  CountryRoleReported: ['role', 'substance'],
} satisfies Partial<Record<EventType, readonly string[]>>

export function told({ type, summary }: Entry, lang: Language): string {
  const name = eventName(type, lang)
  if (summary.endsWith(' (redacted)')) return `${name} (${historyTexts[lang].redacted})`
  const values = /: (.+)$/.exec(summary)?.[1]?.split(', ')
  if (!values) return name
  const fields = fieldsNamed[type] ?? []
  // The leg of a link is optional and comes first.
  const before = Math.max(0, values.length - fields.length)
  const words = values.map((value, index) => wordsFor(fields[index - before] ?? '', value, lang))
  return `${name}: ${words.join(', ')}`
}
