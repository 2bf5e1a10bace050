/**
 * Seizure statistics as sums of contributions, in exact decimals: how many seizures, how many kilograms, and how
 * much of it could be converted. Contributions are summed over labels, hence the differences (ADR-0008).
 */
import Big from 'big.js'
import { sumOf } from './kilograms.ts'
import type { Contribution } from './views/view.ts'

export type Amounts = { seizures: number; kilograms: string; converted: number; unconverted: number }
export type Bucket = Pick<Contribution, 'dimension' | 'key' | 'substance' | 'period'>
/** A difference between labels may be negative in every number. */
export type Total = Bucket & Amounts

export function sum(parts: readonly Amounts[]): Amounts {
  return {
    seizures: parts.reduce((n, part) => n + part.seizures, 0),
    kilograms: sumOf(parts.map((part) => part.kilograms)),
    converted: parts.reduce((n, part) => n + part.converted, 0),
    unconverted: parts.reduce((n, part) => n + part.unconverted, 0),
  }
}

export function isZero({ seizures, kilograms, converted, unconverted }: Amounts): boolean {
  return seizures === 0 && converted === 0 && unconverted === 0 && Big(kilograms).eq(0)
}

/** Equal for two contributions to one total. No part of a bucket holds a space. */
export function bucketId({ dimension, key, substance, period }: Bucket): string {
  return [dimension, key, substance, period].join(' ')
}

/** What the narrower label's contributions add to the wider label's. Adding it to `wide` gives `narrow` exactly. */
export function difference(narrow: readonly Amounted[], wide: readonly Amounted[]): Total[] {
  return totals([...narrow, ...wide.map(negated)]).filter((total) => !isZero(total))
}

/** One total for each bucket, in order of the bucket's id. */
export function totals(contributions: readonly Amounted[]): Total[] {
  const buckets = Map.groupBy(contributions, bucketId)
  return [...buckets.entries()]
    .sort(([one], [other]) => compare(one, other))
    .map(([, parts]) => {
      const { dimension, key, substance, period } = parts[0] as Amounted
      return { dimension, key, substance, period, ...sum(parts) }
    })
}

export type Dimension = Contribution['dimension']
/** How API.md groups: by one dimension, with or without substance and month. */
export type Grouping = { dimension: Dimension; substance: boolean; month: boolean }

/** Undefined for any combination that the contract does not list. */
export function groupingOf(by: string): Grouping | undefined {
  const [dimension, ...rest] = by.split(',')
  if (dimension !== 'country' && dimension !== 'route' && dimension !== 'leg') return undefined
  const known = [[], ['substance'], ['month'], ['substance', 'month']]
  if (!known.some((parts) => parts.join() === rest.join() && parts.length === rest.length)) return undefined
  return { dimension, substance: rest.includes('substance'), month: rest.includes('month') }
}

export type Selection = {
  /** A country, route or `<route>/<leg>`; a route's id selects its legs too. */
  key?: string | undefined
  substance?: string | undefined
  /** Months, inclusive, `2014-03`. */
  from?: string | undefined
  to?: string | undefined
}

export type Item = {
  country?: string
  substance?: string
  month?: string
  route?: string
  leg?: string
  seizures: number
  kilograms: string
  coverage: { converted: number; unconverted: number }
}

/** The API's items. A seizure of several substances counts once unless substance is asked for. Zero is not shown. */
export function statisticsItems(
  grouping: Grouping,
  all: readonly Amounted[],
  selection: Selection = {},
): Item[] {
  const chosen = all.filter((total) => isSelected(total, grouping, selection))
  const rows = totals(
    chosen.map((total) => ({
      ...total,
      substance: grouping.substance ? total.substance : '*',
      period: grouping.month ? total.period : '*',
    })),
  )
  return rows.filter((row) => !isZero(row)).map((row) => itemOfTotal(row))
}

/** A coarse period is within a range only if the whole of it is; `unknown` is within no range but the open one. */
export function periodWithin(period: string, from?: string, to?: string): boolean {
  if (from === undefined && to === undefined) return true
  if (period === 'unknown') return false
  const { first, last } = monthsOf(period)
  return (from === undefined || first >= from) && (to === undefined || last <= to)
}

type Amounted = Bucket & Amounts

function isSelected(total: Bucket, grouping: Grouping, { key, substance, from, to }: Selection): boolean {
  const wantsSubstance = substance ?? (grouping.substance ? undefined : '*')
  return (
    total.dimension === grouping.dimension &&
    (key === undefined || total.key === key || total.key.startsWith(`${key}/`)) &&
    (wantsSubstance === undefined ? total.substance !== '*' : total.substance === wantsSubstance) &&
    periodWithin(total.period, from, to)
  )
}

function itemOfTotal({ dimension, key, substance, period, ...amounts }: Total): Item {
  const { seizures, kilograms, converted, unconverted } = amounts
  return {
    ...keysOf(dimension, key),
    ...(substance !== '*' && { substance }),
    ...(period !== '*' && { month: period }),
    seizures,
    kilograms,
    coverage: { converted, unconverted },
  }
}

function keysOf(dimension: Dimension, key: string): Pick<Item, 'country' | 'route' | 'leg'> {
  switch (dimension) {
    case 'country':
      return { country: key }
    case 'route':
      return { route: key }
    case 'leg': {
      const [route = '', leg = ''] = key.split('/')
      return { route, leg }
    }
  }
}

function monthsOf(period: string): { first: string; last: string } {
  const [year, part] = period.split('-')
  if (part === undefined) return { first: `${year}-01`, last: `${year}-12` }
  if (!part.startsWith('Q')) return { first: period, last: period }
  const end = Number(part.slice(1)) * 3
  return { first: `${year}-${twoDigits(end - 2)}`, last: `${year}-${twoDigits(end)}` }
}

function negated(total: Amounted): Amounted {
  const { seizures, kilograms, converted, unconverted } = total
  const minus = {
    seizures: -seizures,
    kilograms: Big(kilograms).neg().toFixed(),
    converted: -converted,
    unconverted: -unconverted,
  }
  return { ...total, ...minus }
}

function twoDigits(month: number): string {
  return String(month).padStart(2, '0')
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
