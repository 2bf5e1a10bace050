/**
 * Makes the views true for some subjects. A message is only a hint: the stream is loaded, folded once per label and
 * written under a fence, so repeats, reordering and gaps do no harm (ADR-0005). Order of writing: rows, then
 * contributions and totals, then tombstones, last the watermark.
 */
import { inGroups } from '../in-groups.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { unredacted } from '../ledger/redaction.ts'
import type { Bookkeeping, StoredRow, Views } from '../views/views.ts'
import { type Cascade, cascade } from './cascade.ts'
import { type Picture, pictureOf } from './picture.ts'
import { evers, placeName, recomputeTotal } from './totals.ts'

export type ProjectorNeeds = {
  ledger: Ledger
  views: Views & Bookkeeping
  /** Without it everything is projected inline. */
  cascade?: Cascade
  /** For a rebuild, which knows what lies there since before. */
  filling?: Filling
  /** Fences of the pictures that this projection is part of: who refers to each other would else never come to an end. */
  underway?: ReadonlyMap<string, number>
}

/** The first walk over the ledger into an empty generation that live delivery feeds as well. */
export type Filling = {
  /** Instant from which on whatever changes is projected as ever; before it lies what every writer here has read. */
  since: string
  /** The first look may be as old as the page at hand: the one after the writes reads the ledger itself. */
  ledger: Ledger
  /** Notes buckets whose totals are left for later. Told before their contributions are written. */
  leave(buckets: Picture['buckets']): Promise<void>
}

/** A refused write means that someone else was faster: load again, as often as this. */
const attemptsMax = 8

/** Projects every subject; the result names those that failed. One failure does not keep the others back. */
export async function projectAll(
  subjects: readonly string[],
  needs: ProjectorNeeds,
): Promise<ReadonlyMap<string, unknown>> {
  const { filling: _, underway = [], ...live } = needs
  const failed = new Map<string, unknown>()
  const settle = async <T>(subject: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work()
    } catch (error) {
      failed.set(subject, error)
      return undefined
    }
  }
  const written: Picture[] = []
  await inGroups([...new Set(subjects)], async (subject) => {
    const picture = await settle(subject, () => writeRows(subject, needs))
    if (picture) written.push(picture)
  })
  const withThese = new Map([...underway, ...written.map(({ subject, fence }) => [subject, fence] as const)])
  // A batch writes all its contributions first and each bucket once.
  const buckets = new Map(
    written
      .flatMap((picture) => (isLeft(picture, needs) ? [] : picture.buckets))
      .map((place) => [placeName(place), place]),
  )
  const unsummed = new Map<string, unknown>()
  // What others are the sum of comes first.
  for (const places of [buckets, evers(buckets.values())])
    await inGroups([...places], async ([name, place]) => {
      try {
        await recomputeTotal(place, needs.views)
      } catch (error) {
        unsummed.set(name, error)
      }
    })
  await inGroups(written, async (picture) => {
    await settle(picture.subject, async () => {
      const names = [...picture.buckets.map(placeName), ...evers(picture.buckets).keys()]
      const missed = names.map((name) => unsummed.get(name)).find(Boolean)
      if (missed) throw missed
      for (const row of picture.tombstones) await needs.views.put(row)
      const complete = await cascade(
        picture,
        needs.views,
        {
          ...(needs.cascade ?? { inlineMax: Number.POSITIVE_INFINITY }),
          ...(needs.filling && { since: needs.filling.since }),
        },
        // They rest on what has just changed: nothing of theirs may come from a page read before.
        (more) => projectOrThrow(more, { ...live, underway: withThese }),
      )
      // Nor is a subject done whose redacted payload still lies in the ledger.
      if (complete && unredacted(picture.reading.commits).length === 0)
        await needs.views.advance(picture.subject, picture.head, picture.mark.staleBy)
    })
  })
  return failed
}

export async function projectOrThrow(subjects: readonly string[], needs: ProjectorNeeds): Promise<void> {
  const [failure] = await projectAll(subjects, needs)
  if (failure) throw failure[1]
}

/** @returns undefined where this very picture is being written further up: nothing new was read. */
async function writeRows(subject: string, needs: ProjectorNeeds): Promise<Picture | undefined> {
  const { filling, underway } = needs
  let picture = await pictureOf(subject, filling ? { ...needs, ledger: filling.ledger } : needs)
  for (let attempt = 1; ; attempt++) {
    if (underway?.get(subject) === picture.fence) return undefined
    const fresh = picture.keysToRemember
    if (filling && isLeft(picture, needs)) await filling.leave(picture.buckets)
    if (fresh.length > 0) await needs.views.remember(subject, fresh)
    const refused = await putAll([...picture.rows, ...picture.contributions], needs.views)
    // Whoever read the watermark before these keys were in it must be met again: look whether there is news.
    if (!refused && fresh.length === 0) return picture
    const again = await pictureOf(subject, needs)
    // Nothing new was read: what stands is this very picture, or one that has seen more.
    if (again.fence === picture.fence) return again
    if (attempt === attemptsMax) throw new Error(`${subject} keeps changing while it is projected`)
    picture = again
  }
}

/** Of what changed lately the totals are summed at once: who changed it may have been before the fill, or after. */
function isLeft({ reading: { stream } }: Picture, { filling }: ProjectorNeeds): boolean {
  return filling !== undefined && (stream.at(-1)?.recordedAt ?? '') < filling.since
}

async function putAll(rows: readonly StoredRow[], views: Views): Promise<boolean> {
  const outcomes = await Promise.all(rows.map((row) => views.put(row)))
  return outcomes.includes('refused')
}
