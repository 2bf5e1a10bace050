/** Totals as one reader adds them up. */
import { chainOf } from '../../domain/audience.ts'
import type { Total } from '../../domain/statistics.ts'
import type { Label } from '../../events/recorded.ts'
import type { Views } from '../views/views.ts'

/** All totals of one dimension whose key starts so, every label's difference by itself: they add up. */
export async function totalsOf(
  dimension: string,
  { views, label }: { views: Pick<Views, 'list'>; label: Label },
  prefix?: string,
): Promise<readonly Total[]> {
  const layers = await Promise.all(
    chainOf(label).map(async (one) => {
      const totals: Total[] = []
      for (let after: string | undefined, more = true; more; ) {
        const place = { partition: `totals/${dimension}`, label: one, limit: 1_000 }
        const page = await views.list({
          ...place,
          ...(prefix !== undefined && { prefix }),
          ...(after !== undefined && { after }),
        })
        totals.push(...page.rows.flatMap((row) => (row.body === null ? [] : [row.body as Total])))
        more = page.more
        after = page.rows.at(-1)?.sort
      }
      return totals
    }),
  )
  return layers.flat()
}
