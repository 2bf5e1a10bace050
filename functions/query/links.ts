/** Links that lead to a subject, as far as the reader sees both ends: where they come from, and the leg they lead to. */
import type { InboundBody } from '../../domain/views/inbound.ts'
import type { Label } from '../../events/recorded.ts'
import { read } from '../views/reading.ts'
import type { StoredRow, Views } from '../views/views.ts'
import { cardRows, visibleAmong } from './present.ts'

export type Links = {
  links: readonly InboundBody[]
  /** Of the subjects that the links come from. */
  cards: ReadonlyMap<string, StoredRow>
  more: boolean
}

export async function linksTo(
  subject: string,
  { views, label, limit }: { views: Pick<Views, 'get' | 'list'>; label: Label; limit: number },
): Promise<Links> {
  const { rows, more } = await read(views, { partition: `inbound/${subject}`, reader: label, limit })
  const links = rows.map(({ body }) => body as InboundBody)
  const cards = await cardRows(views, [subject, ...links.map(({ from }) => from)], label)
  // A row may still lead to a leg that has been narrowed since it was written.
  const isVisible = visibleAmong(cards)
  return {
    links: links.filter(
      ({ from, legId }) => isVisible(from) && (legId === undefined || isVisible(subject, legId)),
    ),
    cards,
    more,
  }
}
