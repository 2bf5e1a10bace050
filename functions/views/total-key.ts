/**
 * Where totals stand. Those of all time stand apart from those of months, and seizures as a whole apart from what is
 * counted by substance: whoever asks for few numbers does not read the many that they are made of.
 */
import type { Bucket } from '../../domain/statistics.ts'
import type { Label } from '../../events/recorded.ts'
import type { Key } from './views.ts'

export type TotalPlace = { label: Label; bucket: Bucket }

/**
 * `whole`: seizures by period; `substances`: the same for each substance, where one that held several is in the total of
 * each; `ever`: what is in `whole`, over all periods.
 */
export type Counting = 'whole' | 'substances' | 'ever'

/** The period of what is counted over all of them. */
export const ever = '*'

const suffixes: Readonly<Record<Counting, string>> = { whole: '', substances: '/substances', ever: '/ever' }

export const totalsPartition = (dimension: Bucket['dimension'], counting: Counting): string =>
  `totals/${dimension}${suffixes[counting]}`

export function totalKey({ label, bucket: { dimension, key, substance, period } }: TotalPlace): Key {
  const counting = substance !== '*' ? 'substances' : period === ever ? 'ever' : 'whole'
  return {
    partition: totalsPartition(dimension, counting),
    label,
    sort: `${key}#${substance}#${period}`,
  }
}

/** The place that a row claims; undefined where no total can stand under this key. */
export function totalPlaceOf(at: Key): TotalPlace | undefined {
  const dimension = at.partition.split('/')[1] as Bucket['dimension']
  const [key, substance, period, ...more] = at.sort.split('#')
  if (key === undefined || substance === undefined || period === undefined || more.length > 0)
    return undefined
  const place = { label: at.label, bucket: { dimension, key, substance, period } }
  return totalKey(place).partition === at.partition ? place : undefined
}
