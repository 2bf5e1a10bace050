/** Everything the views should hold about one subject now, and what they may still hold from before. */

import type { Bucket } from '../../domain/statistics.ts'
import type { EventType } from '../../events/catalog.ts'
import type { Label } from '../../events/recorded.ts'
import { type Commit, headerOf } from '../ledger/commit.ts'
import { etagOf } from '../ledger/etag.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type Reading, readCommits, referredBy, sourcesOf } from '../ledger/reading.ts'
import type { Bookkeeping, StoredRow, Watermark } from '../views/views.ts'
import { keysAt, keysOf, keysOfFirst, layers, partKey, type WrittenKey } from './written-keys.ts'

export type Picture = {
  subject: string
  head: number
  fence: number
  mark: Watermark
  reading: Reading
  rows: readonly StoredRow[]
  contributions: readonly StoredRow[]
  tombstones: readonly StoredRow[]
  /** Present and former ones: all are summed again, whoever's rows were refused. */
  buckets: readonly { bucket: Bucket; label: Label }[]
  keysToRemember: readonly string[]
}

type Stores = { ledger: Ledger; views: Bookkeeping }

export async function pictureOf(subject: string, { ledger, views }: Stores): Promise<Picture> {
  const commits = await ledger.load(subject)
  const referred = referredBy(commits)
  // Before the others are read: whoever changes them after this finds us (see cascade.ts).
  await Promise.all(referred.map((target) => views.addReferrer(target, subject)))
  const reading = await read(ledger, subject, commits)
  const now = layers(reading)
  const { isFirst, first } = await keysOfFirst(commits, ledger)
  const mark: Watermark = isFirst ? { head: 0, keys: [] } : await views.watermark(subject)
  const known = new Set([...mark.keys, ...first, ...(await keysBeforeNarrowing(commits, ledger))])
  const present = keysOf(now)
  // Any other picture rests on subjects that change, too: what it wrote is found again only where it is written down.
  const written = new Set([...mark.keys, ...first])
  const gone = [...known].filter((key) => !present.includes(key)).map((key) => JSON.parse(key) as WrittenKey)
  const base = { state: 'row' as const, fence: reading.fence }
  return {
    subject,
    head: commits.length,
    fence: reading.fence,
    mark,
    reading,
    rows: now.rows.map((row) => ({
      ...base,
      ...row,
      ...(row.partition.startsWith('card/') && { etag: etagOf(reading.seenBy(row.label)) }),
    })),
    contributions: [
      ...now.contributions.map(({ label, bucket, amounts }) => ({
        ...base,
        ...partKey(label, bucket, subject),
        body: amounts,
      })),
      ...gone.flatMap((key) =>
        key[0] === 'part'
          ? [{ ...base, state: 'gone' as const, ...partKey(key[1], key[2], subject), body: null }]
          : [],
      ),
    ],
    tombstones: gone.flatMap((key) =>
      key[0] === 'row'
        ? [{ ...base, state: 'gone' as const, label: key[1], partition: key[2], sort: key[3], body: null }]
        : [],
    ),
    buckets: [
      ...now.contributions,
      ...gone.flatMap((key) => (key[0] === 'part' ? [{ label: key[1], bucket: key[2] }] : [])),
    ],
    keysToRemember: isFirst ? [] : present.filter((key) => !written.has(key)),
  }
}

/**
 * Writes down every key under which a subject may stand: before a redaction, after which no picture of what stood
 * there can be made again.
 */
export async function rememberAll(subject: string, { ledger, views }: Stores): Promise<void> {
  const commits = await ledger.load(subject)
  const present = keysOf(layers(await read(ledger, subject, commits)))
  const earlier = [await keysAt(1, commits, ledger), await keysBeforeNarrowing(commits, ledger)].flat()
  const keys = [...present, ...earlier]
  if (keys.length > 0) await views.remember(subject, [...new Set(keys)])
}

/**
 * Keys of what earlier prefixes showed. A projection of one of them may still be on its way, unseen by the watermark:
 * with a tombstone under a higher fence in its place it comes too late.
 */
async function keysBeforeNarrowing(commits: readonly Commit[], ledger: Ledger): Promise<readonly string[]> {
  const ends = commits.flatMap((commit, index) => (narrows(headerOf(commit).type) ? [index] : []))
  return (await Promise.all(ends.map((end) => keysAt(end, commits, ledger)))).flat()
}

function read(ledger: Ledger, subject: string, commits: readonly Commit[]): Promise<Reading> {
  return readCommits(ledger, subject, commits, sourcesOf(commits))
}

function narrows(type: EventType): boolean {
  return [
    'MarkingRaised',
    'PayloadRedacted',
    'ClaimRetracted',
    'SeizureCorrected',
    'SeizureRetracted',
  ].includes(type)
}
