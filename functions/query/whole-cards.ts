/** Cards behind list items, for the forms that need claims; and what the agencies that reported them are called. */
import type { Card } from '../../domain/views/view.ts'
import type { BlockReader } from './block.ts'
import { type Body, cardRows, nameOf, presentAll } from './present.ts'

/** A card that has been narrowed since its row was read says nothing but its row. */
export function wholeCards(reader: BlockReader): (item: Body) => Promise<Body> {
  const withNames = withReporters(reader)
  return async (item) => {
    const subject = String(item.subject)
    const row = (await cardRows(reader.views, [subject], reader.label)).get(subject)
    const [card] = row ? await presentAll(reader.views, [row.body as Card], reader.label) : []
    return withNames(card ?? { ...item, claims: [], conflicts: [] })
  }
}

/** `reporters`: names by the ids of the agencies that its claims come from. Each is looked up once. */
export function withReporters({ views, label }: BlockReader): (card: Body) => Promise<Body> {
  const known = new Map<string, Promise<string>>()
  const nameOfAgency = async (id: string) => {
    const subject = `agencies/${id}`
    const card = (await cardRows(views, [subject], label)).get(subject)
    return nameOf(subject, card?.body) ?? id
  }
  return async (card) => {
    const ids = new Set(((card.claims ?? []) as { postedBy: string }[]).map(({ postedBy }) => postedBy))
    const names = [...ids].sort().map(async (id): Promise<[string, string]> => {
      const name = known.get(id) ?? nameOfAgency(id)
      known.set(id, name)
      return [id, await name]
    })
    return { ...card, reporters: Object.fromEntries(await Promise.all(names)) }
  }
}
