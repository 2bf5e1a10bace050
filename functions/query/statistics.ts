/** `GET /v1/statistics/seizures`: count, kilogram equivalent and coverage together, from totals that add up over labels. */
import { groupingOf, type Item, statisticsItems } from '../../domain/statistics.ts'
import { contributionsOfItem } from '../../domain/views/seizure-contributions.ts'
import type { Contribution } from '../../domain/views/view.ts'
import type { Label } from '../../events/recorded.ts'
import { read } from '../views/reading.ts'
import type { Endpoint, QueryNeeds } from './endpoint.ts'
import { statisticsCsv } from './formats/csv.ts'
import { ndjson } from './formats/format.ts'
import { mediaTypesOf } from './formats/offered.ts'
import { type Body, cardRows, presentAll, visibleAmong } from './present.ts'
import { totalsOf } from './totals.ts'

export const statisticsEndpoint: Endpoint = {
  path: '/v1/statistics/seizures',
  operationId: 'countSeizures',
  tag: 'Analysis',
  summary: 'Seizure statistics',
  query: ['grouping', 'country', 'substance', 'route', 'fromMonth', 'toMonth'],
  produces: ['application/json', ...mediaTypesOf('csv', 'ndjson')],
  access: 'public',
  answer: async ({ query, caller: { label }, exportedAs }, { views }) => {
    const grouping = groupingOf(query.by ?? '')
    if (!grouping) throw new Error('A grouping that its form accepts and the domain does not')
    const { dimension } = grouping
    const { country, route, substance, from, to } = query
    const [key, across] = dimension === 'country' ? [country, route] : [route, country]
    const isOverAllTime = !grouping.month && from === undefined && to === undefined
    const counting =
      grouping.substance || substance !== undefined ? 'substances' : isOverAllTime ? 'ever' : 'whole'
    const totals =
      across === undefined
        ? await totalsOf(dimension, counting, { views, label }, key)
        : await countedAcross(dimension === 'country' ? { route } : { country }, label, views)
    const items = statisticsItems(grouping, totals, { key, substance, from, to })
    const shown = dimension === 'country' ? items : await visibleItems(items)
    if (exportedAs === 'csv') return { body: statisticsCsv(grouping, shown) }
    return { body: exportedAs === 'ndjson' ? ndjson.write(shown) : { by: query.by, items: shown } }

    async function visibleItems(all: readonly Item[]): Promise<readonly Item[]> {
      const isVisible = visibleAmong(
        await cardRows(
          views,
          all.map(({ route }) => `routes/${route}`),
          label,
        ),
      )
      return all.filter(({ route, leg }) => isVisible(`routes/${route}`, leg))
    }
  },
}

/** No total is kept for one route in one country: the seizures themselves are counted, as the reader may see them. */
async function countedAcross(
  { route, country }: { route?: string | undefined; country?: string | undefined },
  reader: Label,
  views: QueryNeeds['views'],
): Promise<readonly Contribution[]> {
  const partition = route === undefined ? `list/seizures/country/${country}` : `list/seizures/route/${route}`
  const counted: Contribution[] = []
  for (let after: string | undefined, more = true; more; ) {
    const page = await read(views, { partition, reader, limit: 500, ...(after !== undefined && { after }) })
    const items = await presentAll(
      views,
      page.rows.map(({ body }) => body as Body),
      reader,
    )
    const inside = items.filter((item) => route === undefined || isOn(route, item))
    counted.push(...inside.flatMap(contributionsOfItem))
    more = page.more
    after = page.rows.at(-1)?.sort
  }
  return counted
}

function isOn(route: string, { routes }: Body): boolean {
  return ((routes ?? []) as { routeId: string }[]).some(({ routeId }) => routeId === route)
}
