/** What the map shows of one period: legs, sums by leg and country, and the newest single seizures. */
import type { Schemas } from '../../infra/client/api.generated.ts'
import { narrowing } from './filters.ts'
import { monthsOf } from './months.ts'
import type { Asked, Filters } from './page.ts'
import { routesKnown } from './routes-known.ts'

export type MapData = {
  routes: readonly Schemas['RouteItem'][]
  moreRoutes: boolean
  byLeg: readonly Schemas['StatisticsItem'][]
  byCountry: readonly Schemas['StatisticsItem'][]
  /** By country and month, whatever the period: where else there is something to see. */
  byMonth: readonly Schemas['StatisticsItem'][]
  seizures: readonly Schemas['SeizureItem'][]
  moreSeizures: boolean
}

/** What is drawn of single seizures and of legs, so that a page stays below 300 kB. Sums hold all of them. */
export type Room = { seizures: number; legs: number }
export const roomFor = (maps: number): Room =>
  maps > 1 ? { seizures: 40, legs: 60 } : { seizures: 200, legs: 250 }

export async function mapData(
  asked: Asked,
  period: Pick<Filters, 'from' | 'to'>,
  room: Room,
): Promise<MapData> {
  const { ask, filters } = asked
  const of = narrowing(filters, ['substance', 'country']) as object
  const months = monthsOf(period)
  const statistics = (by: 'leg' | 'country' | 'country,month', narrowed: object) =>
    ask.get('/v1/statistics/seizures', { query: { ...of, ...narrowed, by } })
  const [routes, byLeg, byCountry, byMonth, seizures] = await Promise.all([
    routesKnown(asked),
    statistics('leg', months),
    statistics('country', months),
    statistics('country,month', {}),
    ask.list('/v1/seizures', {
      query: { ...of, ...narrowing(filters, ['agency', 'minKg']), ...period },
      max: room.seizures,
    }),
  ])
  return {
    routes: routes.items,
    moreRoutes: routes.more,
    byLeg: byLeg.items,
    byCountry: byCountry.items,
    byMonth: byMonth.items,
    seizures: seizures.items,
    moreSeizures: seizures.more,
  }
}

/** For drawing and comparing: a floating-point number, never shown with all its digits. */
export const kilogramsIn = (items: readonly { kilograms: string }[]): number =>
  items.reduce((sum, { kilograms }) => sum + Number(kilograms), 0)

export const seizuresIn = (items: readonly { seizures: number }[]): number =>
  items.reduce((sum, { seizures }) => sum + seizures, 0)
