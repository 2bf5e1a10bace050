/** Everyone who may look, and all that they then find in the views. */
import Big from 'big.js'
import { chainOf } from '../../domain/audience.ts'
import { read } from '../../functions/views/reading.ts'
import type { StoredRow, Views } from '../../functions/views/views.ts'
import type { Naive } from './naive.ts'

/** Two of them belong to agencies that no event ever names. */
export const readers = [
  'public',
  'community/observer-one',
  'community/other',
  'participants/kz-moi',
  'participants/ru-authority',
  'participants/other',
  'participants/centre',
]

export function agencyOfLabel(label: string): string | undefined {
  return label.split('/')[1]
}

/** `partition sort` → body, and `bucket` → amounts. */
export type Found = { rows: Record<string, unknown>; totals: Record<string, string> }

export async function found(views: Views & { rows(): readonly StoredRow[] }, reader: string): Promise<Found> {
  const stored = views.rows()
  const partitions = new Set(stored.map(({ partition }) => partition))
  const rows: Found['rows'] = {}
  for (const partition of partitions) {
    if (partition.startsWith('contributions/') || partition.startsWith('totals/')) continue
    const page = await read(views, { partition, reader, limit: 1_000 })
    for (const row of page.rows) rows[`${partition} ${row.sort}`] = row.body
  }
  const chain = chainOf(reader)
  const parts = stored.filter((row) => row.partition.startsWith('totals/') && chain.includes(row.label))
  return { rows, totals: summed(parts.flatMap(({ body }) => (body === null ? [] : [body as Amounted]))) }
}

export function expected(naive: Naive, subjects: readonly string[], reader: string): Found {
  const projections = subjects.map((subject) => naive.projection(reader, subject))
  const rows = projections.flatMap((projection) =>
    projection.rows.map(({ partition, sort, body }) => [`${partition} ${sort}`, body] as const),
  )
  const parts = projections.flatMap(({ contributions }) => contributions)
  const overAllTime = parts
    .filter(({ substance }) => substance === '*')
    .map((part) => ({ ...part, period: '*' }))
  return { rows: Object.fromEntries(rows), totals: summed([...parts, ...overAllTime]) }
}

type Amounted = {
  dimension: string
  key: string
  substance: string
  period: string
  seizures: number
  kilograms: string
  converted: number
  unconverted: number
}

function summed(parts: readonly Amounted[]): Record<string, string> {
  const totals = new Map<string, Big[]>()
  for (const { dimension, key, substance, period, ...amounts } of parts) {
    const bucket = [dimension, key, substance, period].join(' ')
    const numbers = [amounts.seizures, amounts.kilograms, amounts.converted, amounts.unconverted].map(
      (n) => new Big(n),
    )
    totals.set(bucket, totals.get(bucket)?.map((sum, i) => sum.plus(numbers[i] ?? 0)) ?? numbers)
  }
  const shown = [...totals].map(([bucket, sums]) => [bucket, sums.map((n) => n.toFixed()).join(' ')] as const)
  return Object.fromEntries(shown.filter(([, sums]) => sums !== '0 0 0 0').sort())
}
