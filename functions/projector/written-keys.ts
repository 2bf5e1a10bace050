/** Under which keys a subject's rows and its parts of totals stand, as the watermark remembers them. */
import { type Layers, layersOf } from '../../domain/layers.ts'
import { type Bucket, bucketId } from '../../domain/statistics.ts'
import { project } from '../../domain/views/project.ts'
import type { Label } from '../../events/recorded.ts'
import type { Commit } from '../ledger/commit.ts'
import { derivationOf } from '../ledger/derivation.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type Reading, readCommits, referredBy } from '../ledger/reading.ts'

export type WrittenKey =
  | readonly [kind: 'row', label: Label, partition: string, sort: string]
  | readonly [kind: 'part', label: Label, bucket: Bucket]

/**
 * The picture of a first event that refers to nothing can always be made again, so its keys are not written down.
 * `isFirst`: there is no other event yet.
 */
export async function keysOfFirst(
  commits: readonly Commit[],
  ledger: Ledger,
): Promise<{ isFirst: boolean; first: readonly string[] }> {
  const beganPlain = referredBy(commits.slice(0, 1)).length === 0
  const isFirst = beganPlain && commits.length === 1
  return { isFirst, first: beganPlain && !isFirst ? await keysAt(1, commits, ledger) : [] }
}

export async function keysAt(
  end: number,
  commits: readonly Commit[],
  ledger: Ledger,
): Promise<readonly string[]> {
  return keysOf(layers(await readCommits(ledger, commits[0]?.subject ?? '', commits.slice(0, end))))
}

/** Labels that any event carries, and those that know of a source more than others: to them roots may be fewer. */
export function layers(reading: Reading): Layers {
  const labels = [
    ...[...reading.effects.values()].flatMap(({ audience }) => audience),
    ...reading.sources.flatMap((source) => reading.exists(source)),
  ]
  return layersOf(labels, (label) =>
    project(reading.subject, reading.seenBy(label), { label, derivedFrom: derivationOf(reading, label) }),
  )
}

export function keysOf({ rows, contributions }: Layers): readonly string[] {
  const keys: readonly WrittenKey[] = [
    ...rows.map(({ label, partition, sort }) => ['row', label, partition, sort] as const),
    ...contributions.map(({ label, bucket }) => ['part', label, bucket] as const),
  ]
  return keys.map((key) => JSON.stringify(key))
}

export function partKey(label: Label, bucket: Bucket, subject: string) {
  return { label, partition: `contributions/${bucketId(bucket)}`, sort: subject }
}
