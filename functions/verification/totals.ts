/** Totals, held against what the folds of all subjects add up to. */
import { type Amounts, bucketId, isZero, sum } from '../../domain/statistics.ts'
import { periodsIn, placeName } from '../projector/totals.ts'
import { everyRow } from '../views/reading.ts'
import type { LyingRow } from '../views/scan.ts'
import { ever, type TotalPlace, totalKey } from '../views/total-key.ts'
import type { Key, Views } from '../views/views.ts'
import { expectedOf, type Part, totalText } from './expected.ts'
import { type Inventory, isShown, storedText } from './inventory.ts'
import type { LookNeeds } from './second-look.ts'
import { settle } from './settle.ts'
import { rowFinding, type ViewFinding } from './views-finding.ts'

/** Where more subjects than these are wrong, nobody waits for the totals. */
const othersMax = 1_000

export class Sums {
  private readonly sums = new Map<string, Part>()

  get size(): number {
    return this.sums.size
  }

  add({ label, bucket, amounts }: Part): void {
    this.addTo({ label, bucket, amounts })
    if (bucket.substance === '*') this.addTo({ label, bucket: { ...bucket, period: ever }, amounts })
  }

  private addTo({ label, bucket, amounts }: Part): void {
    const at = placeName({ label, bucket })
    const before = this.sums.get(at)
    this.sums.set(at, { label, bucket, amounts: before ? sum([before.amounts, amounts]) : amounts })
  }

  /** Takes every total that stands as it should out of the inventory; returns the places of the others. */
  compared(inventory: Inventory): readonly TotalPlace[] {
    return [...this.sums.values()].filter(
      ({ label, bucket, amounts }) =>
        !isZero(amounts) &&
        inventory.take(totalKey({ label, bucket }), totalText(bucket, sum([amounts]))) === undefined,
    )
  }
}

/** @param others subjects that may belong to a total although no contribution of theirs stands there; only the first are asked. */
export async function settleTotals(
  places: readonly TotalPlace[],
  others: ReadonlySet<string>,
  needs: LookNeeds & { views: Pick<Views, 'list'>; pause: (ms: number) => Promise<void> },
  tell: (findings: readonly ViewFinding[]) => void,
): Promise<void> {
  const known = new Map<TotalPlace, Map<string, { state: string; amounts: readonly Amounts[] }>>()
  const look = async (place: TotalPlace) => {
    const parts = known.get(place) ?? new Map<string, { state: string; amounts: readonly Amounts[] }>()
    known.set(place, parts)
    const key = totalKey(place)
    const [total] = (await needs.rows.look([key])).filter(isShown)
    if (place.bucket.period === ever) {
      // What it is made of is held against the folds by itself.
      const wanted = sum(await periodsIn(place, needs.views))
      return verdict(key, place, total, wanted)
    }
    const stored = await contributors(place, needs.views)
    for (const subject of new Set([...stored.keys(), ...[...others].slice(0, othersMax)])) {
      // What stands as it stood need not be folded again: thousands may belong to one total.
      const state = stored.get(subject)
      if (state !== undefined && parts.get(subject)?.state === state) continue
      parts.set(subject, { state: state ?? '', amounts: await amountsOf(subject, place, needs) })
    }
    const amounts = sum([...parts.values()].flatMap((part) => part.amounts))
    return verdict(key, place, total, amounts)
  }
  await settle(places, look, needs.pause, tell)
}

function verdict(key: Key, { bucket }: TotalPlace, total: LyingRow | undefined, amounts: Amounts) {
  const wanted = isZero(amounts) ? undefined : totalText(bucket, amounts)
  const found = total && storedText(total)
  const what = found === undefined ? 'missing' : wanted === undefined ? 'extra' : 'different'
  // A total that moves is being summed again.
  return { found: found === wanted ? [] : [{ finding: rowFinding(what, key), stands: found }] }
}

async function amountsOf(
  subject: string,
  { label, bucket }: TotalPlace,
  { ledger }: LookNeeds,
): Promise<readonly Amounts[]> {
  const { parts } = await expectedOf(subject, await ledger.load(subject), ledger)
  const ours = parts.filter((part) => part.label === label && bucketId(part.bucket) === bucketId(bucket))
  return ours.map(({ amounts }) => amounts)
}

/** Who has a row under this total, with what tells one state of the row from another. */
async function contributors(
  { bucket, label }: TotalPlace,
  views: Pick<Views, 'list'>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const row of await everyRow(views, { partition: `contributions/${bucketId(bucket)}`, label }))
    found.set(row.sort, `${row.fence} ${row.state}`)
  return found
}
