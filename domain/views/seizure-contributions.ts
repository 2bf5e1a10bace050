/** What one seizure adds to the statistics: by country, route and leg, by substance and as a whole. */
import { sumOf } from '../kilograms.ts'
import { periodOf } from './dates.ts'
import type { Contribution } from './view.ts'

export type Counted = {
  country: string
  /** As precise as it was reported: `2014-03`, `2014-Q2`, `2014`, `unknown`. */
  period: string
  items: readonly { substance: string; kilograms: string | undefined }[]
  routes: readonly { routeId: string; legId?: string | undefined }[]
}

/** One contribution for each bucket that the seizure belongs to, however many items or claims put it there. */
export function contributionsOf({ country, period, items, routes }: Counted): Contribution[] {
  const legs = routes.flatMap(({ routeId, legId }) => (legId === undefined ? [] : [`${routeId}/${legId}`]))
  const places: readonly (readonly [Contribution['dimension'], string])[] = [
    ['country', country],
    ...distinct(routes.map(({ routeId }) => routeId)).map((key) => ['route', key] as const),
    ...distinct(legs).map((key) => ['leg', key] as const),
  ]
  const kinds: readonly (readonly [string, Counted['items']])[] = [
    ['*', items],
    ...Map.groupBy(items, ({ substance }) => substance).entries(),
  ]
  return places.flatMap(([dimension, key]) =>
    kinds.map(([substance, some]): Contribution => {
      const kilograms = sumOf(some.flatMap((item) => item.kilograms ?? []))
      const converted = some.filter((item) => item.kilograms !== undefined).length
      const unconverted = some.length - converted
      return { dimension, key, substance, period, seizures: 1, kilograms, converted, unconverted }
    }),
  )
}

type Item = {
  status: string
  occurred: Parameters<typeof periodOf>[0]
  place: { country: string }
  routes?: Counted['routes']
  items?: readonly {
    substance: string
    laboratory?: { substance?: string }
    kilogramEquivalent?: { kg?: string | null } | null
  }[]
}

/** The same of a seizure as lists show it, to answer what no total was kept for. A retracted one adds nothing. */
export function contributionsOfItem(item: unknown): Contribution[] {
  const { status, occurred, place, routes = [], items = [] } = item as Item
  if (status !== 'reported') return []
  return contributionsOf({
    country: place.country,
    period: periodOf(occurred),
    items: items.map(({ substance, laboratory, kilogramEquivalent }) => ({
      substance: laboratory?.substance ?? substance,
      kilograms: kilogramEquivalent?.kg ?? undefined,
    })),
    routes,
  })
}

function distinct(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)]
}
