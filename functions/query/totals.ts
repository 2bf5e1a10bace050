/** Totals as one reader adds them up. */
import { chainOf } from '../../domain/audience.ts'
import type { Bucket, Total } from '../../domain/statistics.ts'
import type { Label } from '../../events/recorded.ts'
import { everyRow } from '../views/reading.ts'
import { type Counting, totalsPartition } from '../views/total-key.ts'
import type { Views } from '../views/views.ts'

/** All totals of one dimension whose key starts so, every label's difference by itself: they add up. */
export async function totalsOf(
  dimension: Bucket['dimension'],
  counting: Counting,
  { views, label }: { views: Pick<Views, 'list'>; label: Label },
  prefix?: string,
): Promise<readonly Total[]> {
  const layers = await Promise.all(
    chainOf(label).map((one) =>
      everyRow(views, { partition: totalsPartition(dimension, counting), label: one, prefix }),
    ),
  )
  return layers.flat().flatMap(({ body }) => (body === null ? [] : [body as Total]))
}
