/** Totals are recomputed, never incremented: revision first, then the sum, then a write that both must survive. */
import { type Amounts, type Bucket, bucketId, isZero, sum } from '../../domain/statistics.ts'
import type { Label } from '../../events/recorded.ts'
import { Unavailable } from '../ledger/ledger.ts'
import type { Bookkeeping, Views } from '../views/views.ts'

const attemptsMax = 20

export async function recomputeTotal(
  bucket: Bucket,
  label: Label,
  views: Views & Bookkeeping,
): Promise<void> {
  const { dimension, key, substance, period } = bucket
  const place = { partition: `totals/${dimension}`, label, sort: `${key}#${substance}#${period}` }
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const total = await views.total(place)
    const amounts = await amountsIn(bucket, label, views)
    const body = isZero(amounts) ? null : { ...bucket, ...amounts }
    if (JSON.stringify(total.body) === JSON.stringify(body) && total.revision > 0) return
    if ((await views.replace({ ...total, body })) === 'written') return
  }
  throw new Unavailable(`The total ${place.sort} keeps changing`)
}

async function amountsIn(bucket: Bucket, label: Label, views: Views): Promise<Amounts> {
  const parts: Amounts[] = []
  for (let after: string | undefined, more = true; more; ) {
    const partition = `contributions/${bucketId(bucket)}`
    const page = await views.list({ partition, label, limit: 1_000, ...(after !== undefined && { after }) })
    parts.push(...page.rows.flatMap((row) => (row.state === 'row' ? [row.body as Amounts] : [])))
    more = page.more
    after = page.rows.at(-1)?.sort
  }
  return sum(parts)
}
