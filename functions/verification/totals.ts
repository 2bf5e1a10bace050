/** Totals, held against what the folds of all subjects add up to. */
import { type Amounts, type Bucket, bucketId, isZero, sum } from '../../domain/statistics.ts'
import type { Key, Views } from '../views/views.ts'
import { expectedOf, type Part, totalKey, totalText } from './expected.ts'
import { type Inventory, isShown, storedText } from './inventory.ts'
import type { LookNeeds } from './second-look.ts'
import { settle } from './settle.ts'
import { rowFinding, type ViewFinding } from './views-finding.ts'

/** Where more subjects than these are wrong, nobody waits for the totals. */
const othersMax = 1_000

type Place = Pick<Part, 'label' | 'bucket'>

export class Sums {
  private readonly sums = new Map<string, Part>()

  get size(): number {
    return this.sums.size
  }

  add({ label, bucket, amounts }: Part): void {
    const at = `${label} ${bucketId(bucket)}`
    const before = this.sums.get(at)
    this.sums.set(at, { label, bucket, amounts: before ? sum([before.amounts, amounts]) : amounts })
  }

  /** Takes every total that stands as it should out of the inventory; returns the places of the others. */
  compared(inventory: Inventory): readonly Place[] {
    return [...this.sums.values()].filter(
      ({ label, bucket, amounts }) =>
        !isZero(amounts) &&
        inventory.take(totalKey({ label, bucket }), totalText(bucket, sum([amounts]))) === undefined,
    )
  }
}

/** The place of a row that claims to be a total. */
export function placeOf({ partition, label, sort }: Key): Place | undefined {
  const dimension = partition.slice('totals/'.length) as Bucket['dimension']
  const [key, substance, period, ...more] = sort.split('#')
  if (key === undefined || substance === undefined || period === undefined || more.length > 0)
    return undefined
  return { label, bucket: { dimension, key, substance, period } }
}

/** @param others subjects that may belong to a total although no contribution of theirs stands there; only the first are asked. */
export async function settleTotals(
  places: readonly Place[],
  others: ReadonlySet<string>,
  needs: LookNeeds & { views: Pick<Views, 'list'>; pause: (ms: number) => Promise<void> },
  tell: (findings: readonly ViewFinding[]) => void,
): Promise<void> {
  const known = new Map<Place, Map<string, { state: string; amounts: readonly Amounts[] }>>()
  const look = async (place: Place) => {
    const parts = known.get(place) ?? new Map<string, { state: string; amounts: readonly Amounts[] }>()
    known.set(place, parts)
    const key = totalKey(place)
    const [total] = (await needs.rows.look([key])).filter(isShown)
    const stored = await contributors(place, needs.views)
    for (const subject of new Set([...stored.keys(), ...[...others].slice(0, othersMax)])) {
      // What stands as it stood need not be folded again: thousands may belong to one total.
      const state = stored.get(subject)
      if (state !== undefined && parts.get(subject)?.state === state) continue
      parts.set(subject, { state: state ?? '', amounts: await amountsOf(subject, place, needs) })
    }
    const amounts = sum([...parts.values()].flatMap((part) => part.amounts))
    const wanted = isZero(amounts) ? undefined : totalText(place.bucket, amounts)
    const found = total && storedText(total)
    const what = found === undefined ? 'missing' : wanted === undefined ? 'extra' : 'different'
    // A total that moves is being summed again.
    return { found: found === wanted ? [] : [{ finding: rowFinding(what, key), stands: found }] }
  }
  await settle(places, look, needs.pause, tell)
}

async function amountsOf(
  subject: string,
  { label, bucket }: Place,
  { ledger }: LookNeeds,
): Promise<readonly Amounts[]> {
  const { parts } = await expectedOf(subject, await ledger.load(subject), ledger)
  const ours = parts.filter((part) => part.label === label && bucketId(part.bucket) === bucketId(bucket))
  return ours.map(({ amounts }) => amounts)
}

/** Who has a row under this total, with what tells one state of the row from another. */
async function contributors(
  { bucket, label }: Place,
  views: Pick<Views, 'list'>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (let after: string | undefined, more = true; more; ) {
    const partition = `contributions/${bucketId(bucket)}`
    const page = await views.list({ partition, label, limit: 1_000, ...(after !== undefined && { after }) })
    for (const row of page.rows) found.set(row.sort, `${row.fence} ${row.state}`)
    more = page.more
    after = page.rows.at(-1)?.sort
  }
  return found
}
