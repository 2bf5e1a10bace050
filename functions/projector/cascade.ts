/**
 * A subject that becomes visible to others than before changes what may be shown of those who refer to it.
 * The referrer writes its referrer row before it reads the target, the target reads the referrer rows after it has
 * changed: whichever comes second sees the other.
 */
import { catalog } from '../../events/catalog.ts'
import type { Recorded } from '../../events/recorded.ts'
import type { Bookkeeping } from '../views/views.ts'
import type { Picture } from './picture.ts'

const groupSize = 50

/**
 * @param limit so many at most: an answer waits for them. The rest is left to the queue.
 * @returns whether every referrer has been projected.
 */
export async function cascade(
  { subject, before, reading }: Pick<Picture, 'subject' | 'before' | 'reading'>,
  views: Bookkeeping,
  limit: number,
  project: (subjects: readonly string[]) => Promise<void>,
): Promise<boolean> {
  const { stream } = reading
  if (!stream.some((event) => event.sequence > before && touchesReferrers(event, stream))) return true
  const referrers = await allReferrers(subject, views)
  const inline = referrers.slice(0, limit)
  for (let i = 0; i < inline.length; i += groupSize) await project(inline.slice(i, i + groupSize))
  return inline.length === referrers.length
}

/** Also who refers to a referrer: a commitment hangs on its statement's session. */
async function allReferrers(subject: string, views: Bookkeeping): Promise<readonly string[]> {
  const met = new Set([subject])
  for (const target of met) {
    let after: string | undefined
    do {
      const page: Awaited<ReturnType<Bookkeeping['referrers']>> = await views.referrers(target, after)
      for (const referrer of page.subjects) met.add(referrer)
      after = page.next
    } while (after !== undefined)
  }
  return [...met].slice(1)
}

/** The creating first event finds nobody who refers to it yet; a source may be cited before it is registered. */
function touchesReferrers(event: Recorded, stream: readonly Recorded[]): boolean {
  const { type, sequence } = event
  if (type === 'MarkingRaised' || type === 'MarkingLowered' || type === 'PayloadRedacted') return true
  if (catalog[type].creates) return sequence > 1 || type === 'SourceRegistered'
  // A leg that is there already, perhaps for others: what was said of it opens to more.
  const earlier = new Set(stream.slice(0, sequence - 1).flatMap(legsAddedBy))
  return legsAddedBy(event).some((legId) => earlier.has(legId))
}

function legsAddedBy({ type, data }: Recorded): readonly string[] {
  if (type === 'RouteLegAdded') return data ? [data.legId] : []
  return type === 'RouteRerouted' ? (data?.to ?? []).map(({ legId }) => legId) : []
}
