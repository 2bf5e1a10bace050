/**
 * A body as a reader may have it: references to subjects that have no row under the reader's labels are taken out,
 * and the others get the names that the reader knows them by (ADR-0006: views hold ids, never names).
 */

import { prune, referencesOf } from '../../domain/views/references.ts'
import type { Card } from '../../domain/views/view.ts'
import type { Label } from '../../events/recorded.ts'
import { readRows } from '../views/reading.ts'
import type { StoredRow, Views } from '../views/views.ts'

export type Body = Record<string, unknown>

export function cardKey(subject: string): { partition: string; sort: string } {
  return { partition: `card/${subject}`, sort: 'card' }
}

export async function cardRows(
  views: Pick<Views, 'get'>,
  subjects: readonly string[],
  reader: Label,
): Promise<ReadonlyMap<string, StoredRow>> {
  const unique = [...new Set(subjects)]
  const rows = await readRows(views, unique.map(cardKey), reader)
  return new Map(unique.flatMap((subject, i): [string, StoredRow][] => (rows[i] ? [[subject, rows[i]]] : [])))
}

/** Prunes all bodies with one lookup, and says of each what its references are called. */
export async function presentAll<B extends Body | Card>(
  views: Pick<Views, 'get'>,
  bodies: readonly B[],
  reader: Label,
): Promise<readonly B[]> {
  const found = bodies.map((body) => referencesOf(body))
  const subjects = found.flatMap((references) => references.map(({ subject }) => subject))
  if (subjects.length === 0) return bodies
  const cards = await cardRows(views, subjects, reader)
  const isVisible = visibleAmong(cards)
  return bodies.map((body, index) => {
    const references = found[index] ?? []
    const isWhole = references.every(({ subject, part }) => isVisible(subject, part))
    const pruned = isWhole ? body : prune(body, isVisible)
    const names = Object.fromEntries(
      (isWhole ? references : referencesOf(pruned)).flatMap(({ subject }): [string, string][] => {
        const name = nameOf(subject, cards.get(subject)?.body)
        return name === undefined ? [] : [[subject, name]]
      }),
    )
    return Object.keys(names).length > 0 ? { ...pruned, related: names } : pruned
  })
}

/** Countries are common knowledge; everything else must have a card, and a leg must be on it. */
export function visibleAmong(
  cards: ReadonlyMap<string, StoredRow>,
): (subject: string, part?: string) => boolean {
  return (subject, part) => {
    if (subject.startsWith('countries/')) return true
    const card = cards.get(subject)
    return card !== undefined && (part === undefined || legIdsOn(card.body as Body).includes(part))
  }
}

/** What a subject is called where it is mentioned; those without a name, by what tells them from others. */
export function nameOf(subject: string, body: unknown): string | undefined {
  const card = (body ?? {}) as Body
  const { names, title } = card as { names?: { en?: string }; title?: string }
  const words = (...parts: readonly unknown[]) =>
    parts.every((part) => part === undefined) ? undefined : parts.filter(Boolean).join(' ')
  switch (subject.slice(0, subject.indexOf('/'))) {
    case 'seizures':
      return words((card.place as Body | undefined)?.country, dateIn(card.occurred))
    case 'sessions':
      return names?.en ?? words(card.body, card.number, card.segment, (card.dates as Body | undefined)?.from)
    case 'statements':
      return words(card.delegation && `${card.delegation},`, card.speakerOffice)
    case 'commitments':
      return words(card.by && `${card.by}:`, card.type)
    default:
      return names?.en ?? title
  }
}

/** No finer than a day: a name needs no minute. */
function dateIn(occurred: unknown): string | undefined {
  return (occurred as { from?: string } | undefined)?.from?.slice(0, 10)
}

/** Live legs, and those that only the life cycle still knows. */
function legIdsOn({ legs, lifeCycle }: Body): readonly string[] {
  const live = (legs ?? []) as { legId: string }[]
  const past = (lifeCycle ?? []) as { legId?: string; to?: unknown }[]
  const rerouted = past.flatMap(({ to }) => (Array.isArray(to) ? (to as { legId: string }[]) : []))
  return [...live, ...past, ...rerouted].flatMap(({ legId }) => legId ?? [])
}
