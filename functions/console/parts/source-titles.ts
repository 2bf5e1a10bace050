/** What registered sources are called: claims hold their ids alone. */
import type { Asked } from '../page.ts'
import { type ClaimedCard, claimsShown } from './claims.tsx'

/** Each is a read of its own. The others keep their ids. */
const titlesMax = 50

/** The same card, with the titles of sources that the reader may see among the names of what it is related to. */
export async function withSourceTitles<C extends { claims: ClaimedCard['claims'] }>(
  { ask, filters: { knownAt } }: Asked,
  card: C,
): Promise<C & { related: Record<string, string> }> {
  const ids = claimsShown(card.claims)
    .flatMap(({ sources }) => sources)
    .flatMap(({ id, title, derivedFrom = [] }) => [
      ...(id && title === undefined ? [id] : []),
      ...derivedFrom,
    ])
  const titles = await Promise.all(
    [...new Set(ids)].slice(0, titlesMax).map(async (id): Promise<[string, string][]> => {
      const source = await ask.find('/v1/sources/{id}', { path: { id }, query: { knownAt } })
      const title = source && 'title' in source ? source.title : undefined
      return title === undefined ? [] : [[sourceSubject(id), title]]
    }),
  )
  const { related = {} } = card as Pick<ClaimedCard, 'related'>
  return { ...card, related: { ...related, ...Object.fromEntries(titles.flat()) } }
}

export const sourceSubject = (id: string): string => `sources/${id}`
