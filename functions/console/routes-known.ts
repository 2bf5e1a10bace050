/** The routes of the board, at present or as of an earlier moment. */
import type { Schemas } from '../../infra/client/api.generated.ts'
import { narrowing } from './filters.ts'
import type { Asked } from './page.ts'

const routesMax = 200
/** Cards that are asked for at once. */
const groupSize = 10

/**
 * Without what was seized on each, which takes several queries a route: statistics tell it of all at once. Lists show the
 * present alone; cards look back. A route that was not known by then, or had no such leg, drops out.
 */
export async function routesKnown({
  ask,
  filters,
}: Asked): Promise<{ items: Schemas['RouteItem'][]; more: boolean }> {
  const { knownAt, substance, country } = filters
  const present = narrowing(filters, ['substance', 'country']) as object
  if (knownAt === undefined)
    return ask.list('/v1/routes', { query: { ...present, blocks: 'none' }, max: routesMax })
  const { items, more } = await ask.list('/v1/routes', { query: { blocks: 'none' }, max: routesMax })
  const found: Schemas['RouteItem'][] = []
  for (let i = 0; i < items.length; i += groupSize) {
    const cards = await Promise.all(
      items
        .slice(i, i + groupSize)
        .map(({ subject }) =>
          ask.find('/v1/routes/{id}', { path: { id: subject.slice('routes/'.length) }, query: { knownAt } }),
        ),
    )
    found.push(...cards.flatMap((card) => (card && 'legs' in card ? [card as Schemas['RouteCard']] : [])))
  }
  const kept = found.filter(
    ({ substances, countryRoles }) =>
      (substance === undefined || substances.some((code) => code === substance)) &&
      (country === undefined || countryRoles.some((role) => role.country === country)),
  )
  return { items: kept, more }
}
