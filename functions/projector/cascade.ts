/**
 * A subject that becomes visible to others than before changes what may be shown of those who refer to it.
 * The referrer writes its referrer row before it reads the target, the target reads the referrer rows after it has
 * changed: whichever comes second sees the other.
 */
import { catalog } from '../../events/catalog.ts'
import type { Recorded } from '../../events/recorded.ts'
import type { Bookkeeping } from '../views/views.ts'
import type { Picture } from './picture.ts'

export type Cascade = {
  /** So many are projected at once; beyond them only what would be shown although it hangs on what is hidden now. */
  inlineMax: number
  /** Instant before which nothing needs it: whoever read what refers to it has read it, too. */
  since?: string
  /** Asks for the others to be projected. Where nobody can, the subject is left behind for who comes next. */
  hint?: (subjects: readonly string[]) => Promise<void>
}

const groupSize = 50

/** @returns whether every referrer has been projected, or is known to be behind. */
export async function cascade(
  { subject, fence, mark, reading: { stream } }: Picture,
  views: Bookkeeping,
  { inlineMax, hint, since = '' }: Cascade,
  project: (subjects: readonly string[]) => Promise<void>,
): Promise<boolean> {
  const isNews = ({ sequence, recordedAt }: Recorded) => sequence > mark.head && recordedAt >= since
  if (!stream.some((event) => isNews(event) && touchesReferrers(event, stream))) return true
  const referrers = await allReferrers(subject, views)
  // Only these stand or fall with what they refer to; of the rest the reading side leaves out the reference alone.
  const [hanging, others] = [referrers.filter(hangs), referrers.filter((referrer) => !hangs(referrer))]
  const inline = [...hanging, ...others.slice(0, inlineMax)]
  for (let i = 0; i < inline.length; i += groupSize) await project(inline.slice(i, i + groupSize))
  const later = others.slice(inlineMax)
  if (later.length === 0) return true
  if (!hint) return false
  for (let i = 0; i < later.length; i += groupSize)
    await Promise.all(
      later.slice(i, i + groupSize).map((referrer) => views.makeStale(referrer, `${subject} ${fence}`)),
    )
  await hint(later)
  return true
}

/** Everyone who refers to it, also through a referrer: a commitment hangs on its statement's session. */
export async function allReferrers(subject: string, views: Bookkeeping): Promise<readonly string[]> {
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

function hangs(referrer: string): boolean {
  return referrer.startsWith('statements/') || referrer.startsWith('commitments/')
}

/** The creating first event finds nobody who refers to it yet; a source may be cited before it is registered. */
function touchesReferrers({ type, sequence, adds = [] }: Recorded, stream: readonly Recorded[]): boolean {
  if (type === 'MarkingRaised' || type === 'MarkingLowered' || type === 'PayloadRedacted') return true
  if (catalog[type].creates) return sequence > 1 || type === 'SourceRegistered'
  // A leg that is there already, perhaps for others: what was said of it opens to more.
  const earlier = new Set(stream.slice(0, sequence - 1).flatMap((event) => event.adds ?? []))
  return adds.some((legId) => earlier.has(legId))
}
