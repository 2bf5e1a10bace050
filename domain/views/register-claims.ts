/** What is claimed about a source, a country's role and a series of figures. */
import { canonical } from '../canonical.ts'
import type { Assertion } from '../claims.ts'
import { sinceKey } from './dates.ts'
import { type Told, withoutEnvelope } from './told.ts'

export function sourceAssertion(event: Told<'SourceRegistered'>): Assertion {
  return { field: 'source', slot: 'source', value: withoutEnvelope(event.data), topics: {} }
}

/** One role in one substance or group; since when and in which direction, sources may differ. */
export function countryAssertion(event: Told<'CountryRoleReported'>): Assertion {
  const value = withoutEnvelope(event.data)
  const slot = countryRoleSlot(value)
  const since = sinceKey(value.since)
  const trend = value.trend === 'unknown' ? undefined : value.trend
  const topics = { ...(since && { [`${slot}/since`]: since }), ...(trend && { [`${slot}/trend`]: trend }) }
  return { field: 'roles', slot, value, topics }
}

export function countryRoleSlot(role: {
  role: string
  substance?: string | undefined
  group?: string | undefined
}): string {
  return `roles/${canonical([role.role, role.substance ?? null, role.group ?? null])}`
}

/** One value for each period and metric of the series. */
export function figureAssertion(event: Told<'AggregateFigureReported'>): Assertion {
  const value = withoutEnvelope(event.data)
  const slot = figureSlot(value)
  return {
    field: 'values',
    slot,
    value,
    topics: { [slot]: canonical([value.value, value.relation ?? null]) },
  }
}

export function figureSlot({
  period,
  series,
}: Pick<Told<'AggregateFigureReported'>['data'], 'period' | 'series'>): string {
  return `values/${canonical([period, series.metric, series.unit, series.substance ?? null])}`
}
