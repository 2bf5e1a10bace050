/** Many seizures at once, as the statistics tell them by month. */
import { monthsOf } from './months.ts'
import type { Asked } from './page.ts'
import type { Entry } from './pictures/lanes-packing.ts'
import type { Window } from './pictures/time-axis.ts'
import type { LanesBy } from './timeline-data.ts'
import { ofCount } from './timeline-lanes.ts'

/** What is told of a subject. `related`: names by subject, as the API gives them. */
export type Part = {
  subject: string
  entries: readonly Entry[]
  related?: Readonly<Record<string, string>> | undefined
}

type Countable = 'route' | 'country'

/** The statistics know nothing of other lanes and other filters. */
export function isCountable(by: LanesBy, { filters: { agency, minKg } }: Asked): by is Countable {
  return (by === 'route' || by === 'country') && agency === undefined && minKg === undefined
}

export async function counts({ ask, filters }: Asked, by: Countable): Promise<Part[]> {
  const { substance, country } = filters
  const query = { by: `${by},month` as const, substance, country, ...monthsOf(filters) }
  const { items } = await ask.get('/v1/statistics/seizures', { query: query as never })
  return items.map((item) => {
    const subject = by === 'route' ? `routes/${item.route}` : `countries/${item.country?.toLowerCase()}`
    return { subject, entries: [ofCount(item, subject)] }
  })
}

export const countWithin = (parts: readonly Part[], { startMs, endMs }: Window): number =>
  parts
    .flatMap(({ entries }) => entries)
    .filter(({ span }) => span && span.startMs < endMs && span.endMs > startMs)
    .reduce((sum, { count = 1 }) => sum + count, 0)
