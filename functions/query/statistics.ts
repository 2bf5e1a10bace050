/** `GET /v1/statistics/seizures`: count, kilogram equivalent and coverage together, from totals that add up over labels. */
import { groupingOf, type Item, statisticsItems } from '../../domain/statistics.ts'
import { Refused } from '../http/problems.ts'
import { statisticsCsv } from './csv.ts'
import type { Endpoint } from './endpoint.ts'
import { cardRows, visibleAmong } from './present.ts'
import { totalsOf } from './totals.ts'

export const statisticsEndpoint: Endpoint = {
  path: '/v1/statistics/seizures',
  operationId: 'countSeizures',
  tag: 'Analysis',
  summary: 'Seizure statistics',
  query: ['grouping', 'country', 'substance', 'route', 'fromMonth', 'toMonth'],
  produces: ['application/json', 'text/csv'],
  access: 'public',
  answer: async ({ query, caller: { label }, accepted }, { views }) => {
    const grouping = groupingOf(query.by ?? '')
    if (!grouping) throw new Error('A grouping that its form accepts and the domain does not')
    const { dimension } = grouping
    const foreign = dimension === 'country' ? query.route : query.country
    if (foreign !== undefined)
      throw new Refused('malformed', `Statistics by ${dimension} take no such filter.`)
    const key = dimension === 'country' ? query.country : query.route
    const totals = await totalsOf(dimension, { views, label }, key)
    const { substance, from, to } = query
    const items = statisticsItems(grouping, totals, { key, substance, from, to })
    const shown = dimension === 'country' ? items : await visibleItems(items)
    return { body: accepted === 'text/csv' ? statisticsCsv(grouping, shown) : { by: query.by, items: shown } }

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
