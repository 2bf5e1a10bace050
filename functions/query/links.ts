/** Links that lead to a subject, as far as the reader sees both ends: where they come from, and the leg they lead to. */
import type { InboundBody } from '../../domain/views/inbound.ts'
import type { Label } from '../../events/recorded.ts'
import { read } from '../views/reading.ts'
import type { StoredRow, Views } from '../views/views.ts'
import { cardRows, nameOf, visibleAmong } from './present.ts'

export type Links = {
  links: readonly InboundBody[]
  /** Of the subjects that the links come from. */
  cards: ReadonlyMap<string, StoredRow>
  more: boolean
  /** Where the page ended. */
  last?: string
}

type Reader = { views: Pick<Views, 'get' | 'list'>; label: Label }

/** Which of the links, by the sort of their rows: `<relation>#<from>#…`. */
type Range = { prefix?: string; from?: string; to?: string; after?: string }

export async function linksTo(
  subject: string,
  { views, label, limit, ...range }: Reader & Range & { limit: number },
): Promise<Links> {
  const { rows, more } = await read(views, {
    partition: `inbound/${subject}`,
    reader: label,
    limit,
    ...range,
  })
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
    ...(rows.length > 0 && { last: rows.at(-1)?.sort ?? '' }),
  }
}

/** So many rows are looked at for one block. */
export const blockRowsMax = 2_000

/** The first links that are wanted, each with the name of where it comes from. */
export async function namedLinks(
  subject: string,
  {
    max,
    keep = () => true,
    ...reading
  }: Reader & Range & { max: number; keep?: (link: InboundBody) => boolean },
): Promise<{ links: readonly InboundBody[]; cards: ReadonlyMap<string, StoredRow>; cut: boolean }> {
  const named: InboundBody[] = []
  const known = new Map<string, StoredRow>()
  let after: string | undefined
  let more = true
  for (let rowsRead = 0; more && named.length <= max && rowsRead < blockRowsMax; rowsRead += max + 1) {
    const page = await linksTo(subject, {
      ...reading,
      limit: max + 1,
      ...(after !== undefined && { after }),
    })
    for (const [from, card] of page.cards) known.set(from, card)
    for (const link of page.links.filter(keep)) {
      const name = nameOf(link.from, known.get(link.from)?.body)
      named.push(name === undefined ? link : { ...link, name })
    }
    after = page.last
    more = page.more
  }
  return { links: named.slice(0, max), cards: known, cut: more || named.length > max }
}
