/**
 * Totals are recomputed, never incremented: revision first, then the sum, then a write that both must survive. A total
 * over all time is the sum of those of its periods, and is made after them.
 */
import { type Amounts, bucketId, isZero, sum } from '../../domain/statistics.ts'
import { Unavailable } from '../ledger/ledger.ts'
import { everyRow } from '../views/reading.ts'
import { ever, type TotalPlace, totalKey, totalsPartition } from '../views/total-key.ts'
import type { Bookkeeping, Views } from '../views/views.ts'

const attemptsMax = 20

export async function recomputeTotal(place: TotalPlace, views: Views & Bookkeeping): Promise<void> {
  const { bucket } = place
  const key = totalKey(place)
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const total = await views.total(key)
    const amounts = await amountsIn(place, views)
    const body = isZero(amounts) ? null : { ...bucket, ...amounts }
    if (JSON.stringify(total.body) === JSON.stringify(body) && total.revision > 0) return
    if ((await views.replace({ ...total, body })) === 'written') return
  }
  throw new Unavailable(`The total ${key.sort} keeps changing`)
}

/** The totals over all time that these are part of, each once, by name. */
export function evers(places: Iterable<TotalPlace>): ReadonlyMap<string, TotalPlace> {
  const found = new Map<string, TotalPlace>()
  for (const { label, bucket } of places)
    if (bucket.substance === '*') {
      const place = { label, bucket: { ...bucket, period: ever } }
      found.set(placeName(place), place)
    }
  return found
}

export const placeName = ({ label, bucket }: TotalPlace): string => `${label} ${bucketId(bucket)}`

async function amountsIn(place: TotalPlace, views: Pick<Views, 'list'>): Promise<Amounts> {
  return sum(place.bucket.period === ever ? await periodsIn(place, views) : await partsOf(place, views))
}

/** What single seizures add. */
async function partsOf({ label, bucket }: TotalPlace, views: Pick<Views, 'list'>): Promise<Amounts[]> {
  const rows = await everyRow(views, { partition: `contributions/${bucketId(bucket)}`, label })
  return rows.flatMap(({ state, body }) => (state === 'row' ? [body as Amounts] : []))
}

/** The totals of all periods. */
export async function periodsIn(
  { label, bucket: { dimension, key } }: TotalPlace,
  views: Pick<Views, 'list'>,
): Promise<Amounts[]> {
  const partition = totalsPartition(dimension, 'whole')
  const rows = await everyRow(views, { partition, label, prefix: `${key}#` })
  return rows.flatMap(({ body }) => (body === null ? [] : [body as Amounts]))
}
