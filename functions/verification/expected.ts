/**
 * What a generation of the views should hold of one subject, folded from the ledger alone: nothing that the projector
 * keeps is asked. Only how it writes a key down is its own.
 */
import { layersOf } from '../../domain/layers.ts'
import { type Amounts, type Bucket, bucketId } from '../../domain/statistics.ts'
import { project } from '../../domain/views/project.ts'
import type { Label } from '../../events/recorded.ts'
import type { Commit } from '../ledger/commit.ts'
import { derivationOf } from '../ledger/derivation.ts'
import { etagOf } from '../ledger/etag.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type Reading, readCommits, referredBy, sourcesOf } from '../ledger/reading.ts'
import { keysOf, keysOfFirst } from '../projector/written-keys.ts'
import type { Key } from '../views/views.ts'

/** `text`: what a stored row must be, but for its key and its fence; see `rowText`. */
export type ExpectedRow = Key & { text: string }

export type Expected = {
  subject: string
  head: number
  /** No row of it may stand under a higher one: it would keep out the truth. */
  fence: number
  rows: readonly ExpectedRow[]
  parts: readonly Part[]
  /** Subjects that it hangs on: each must know of it, or its narrowing would not reach this one. */
  referred: readonly string[]
  /** Every other subject that its rows rest on, with its head. */
  restsOn: ReadonlyMap<string, number>
  /** Keys of rows and parts that its watermark must know: without them nobody takes back what has to go. */
  remembered: readonly string[]
  /** Keys that are known without it. */
  first: readonly string[]
}

/** What a subject adds to one total. */
export type Part = { label: Label; bucket: Bucket; amounts: Amounts }

export async function expectedOf(
  subject: string,
  commits: readonly Commit[],
  ledger: Ledger,
): Promise<Expected> {
  const reading = await readCommits(ledger, subject, commits, sourcesOf(commits))
  const layers = layersOf(labelsOf(reading), (label) =>
    project(subject, reading.seenBy(label), { label, derivedFrom: derivationOf(reading, label) }),
  )
  const { rows, contributions } = layers
  const { isFirst, first } = await keysOfFirst(commits, ledger)
  return {
    subject,
    head: commits.length,
    fence: reading.fence,
    rows: [
      ...rows.map(({ partition, label, sort, state, body }) => {
        const etag = partition.startsWith('card/') ? etagOf(reading.seenBy(label)) : undefined
        return { partition, label, sort, text: rowText({ state, etag, body }) }
      }),
      ...contributions.map(({ label, bucket, amounts }) => {
        const key = { partition: `contributions/${bucketId(bucket)}`, label, sort: subject }
        return { ...key, text: rowText({ state: 'row', body: amounts }) }
      }),
    ],
    parts: contributions,
    referred: referredBy(commits),
    restsOn: reading.others,
    remembered: isFirst ? [] : keysOf(layers).filter((key) => !first.includes(key)),
    first,
  }
}

/** Of two rows with one key: equal texts for equal rows. */
export function rowText({
  state,
  etag,
  body,
}: {
  state: string
  etag?: string | undefined
  body: unknown
}): string {
  return JSON.stringify([state, etag ?? null, body])
}

export const totalText = (bucket: Bucket, amounts: Amounts): string => {
  const { dimension, key, substance, period } = bucket
  return rowText({ state: 'row', body: { dimension, key, substance, period, ...amounts } })
}

/** Every label to which the subject may look different from what the next wider one sees. */
function labelsOf(reading: Reading): readonly Label[] {
  return [
    ...[...reading.effects.values()].flatMap(({ audience }) => audience),
    ...reading.sources.flatMap((source) => reading.exists(source)),
  ]
}
