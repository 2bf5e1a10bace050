/**
 * Fills a generation: walks the ledger, several segments side by side, and projects every subject by the code of live
 * delivery. Each segment's position is kept page by page, so that any process can go on where another was killed; a
 * page that is done again finds its own rows and changes nothing.
 */
import { bucketId } from '../../domain/statistics.ts'
import type { Commit } from '../ledger/commit.ts'
import type { Ledger, LedgerScan } from '../ledger/ledger.ts'
import type { Picture } from '../projector/picture.ts'
import { projectAll } from '../projector/project.ts'
import { evers, recomputeTotal } from '../projector/totals.ts'
import { faultOf } from '../telemetry.ts'
import type { TotalPlace } from '../views/total-key.ts'
import type { Bookkeeping, Views } from '../views/views.ts'
import type { Position, RebuildNotes, Terms } from './notes.ts'
import { pageLedger, subjectsBegunIn } from './page-ledger.ts'

export type FillNeeds = {
  generation: number
  terms: Terms
  ledger: Ledger & LedgerScan
  views: Views & Bookkeeping
  notes: RebuildNotes
  /** Throws where this generation is not being built any more. */
  checkPointer(): Promise<void>
  report(segmentsDone: number, commits: number): void
  pause(ms: number): Promise<void>
}

/** Something that keeps a rebuild from going on; what has been done so far stays done. */
export class RebuildStopped extends Error {}

/** What a crash may lose: the work on so many commits in each segment. */
const pageMax = 300
/** A subject that fails is tried again, as often as this. */
const attemptsMax = 3

/**
 * Goes on past a subject that cannot be projected, so that all of them are named at once, and throws at its end; where
 * too many fail it is not the subjects' fault, and goes no further. What failed has no watermark: catching up meets it.
 */
export async function fill(needs: FillNeeds): Promise<void> {
  const { generation, terms, notes } = needs
  const positions = new Map(await notes.positions(generation))
  const tell = () => {
    const all = [...positions.values()]
    needs.report(
      all.filter(({ isDone }) => isDone).length,
      all.reduce((sum, { commits }) => sum + commits, 0),
    )
  }
  tell()
  const left = new Set<string>()
  const failed = new Map<string, unknown>()
  const segments = Array.from({ length: terms.segments }, (_, index) => index)
  await together(segments, async (index, isStopped) => {
    let position: Position = positions.get(index) ?? { isDone: false, subjects: 0, commits: 0 }
    while (!position.isDone && !isStopped()) {
      await needs.checkPointer()
      const page = await needs.ledger.scan({ index, of: terms.segments }, position.next, pageMax)
      const subjects = subjectsBegunIn(page.commits)
      for (const one of await fillPage(subjects, page.commits, page.next === undefined, left, needs))
        failed.set(...one)
      if (failed.size > unprojectableMax) throw unprojectable(failed)
      position = {
        ...(page.next !== undefined && { next: page.next }),
        isDone: page.next === undefined,
        subjects: position.subjects + subjects.length,
        commits: position.commits + page.commits.length,
      }
      await notes.keep(generation, index, position)
      positions.set(index, position)
      tell()
    }
  })
  if (failed.size > 0) throw unprojectable(failed)
}

async function fillPage(
  subjects: readonly string[],
  commits: readonly Commit[],
  isLastPage: boolean,
  left: Set<string>,
  { ledger, views, terms, notes, generation, pause }: FillNeeds,
): Promise<ReadonlyMap<string, unknown>> {
  const filling = {
    since: terms.since,
    ledger: pageLedger(ledger, commits, isLastPage),
    leave: async (buckets: Picture['buckets']) => {
      const names = buckets.map(totalName).filter((name) => !left.has(name))
      await notes.addTotals(generation, names)
      for (const name of names) left.add(name)
    },
  }
  let failed = await projectAll(subjects, { ledger, views, filling })
  for (let attempt = 2; failed.size > 0 && attempt <= attemptsMax; attempt++) {
    await pause(200 * attempt)
    failed = await projectAll([...failed.keys()], { ledger, views })
  }
  return failed
}

/** With more that fail it makes no sense to go on; beyond `namedMax` they are counted alone. */
export const unprojectableMax = 100
const namedMax = 10

export function unprojectable(failed: ReadonlyMap<string, unknown>): RebuildStopped {
  const all = [...failed].sort(([one], [other]) => (one < other ? -1 : 1))
  const [subject, cause] = all[0] ?? []
  if (all.length === 1)
    return new RebuildStopped(`${subject} cannot be projected: ${reasonOf(cause)}`, { cause })
  const named = all.slice(0, namedMax).map(([name, error]) => `${name} (${reasonOf(error)})`)
  const more = all.length > namedMax ? ` and ${all.length - namedMax} more` : ''
  return new RebuildStopped(`${all.length} subjects cannot be projected: ${named.join(', ')}${more}`, {
    cause,
  })
}

/** Without what the engine's own messages quote of a payload. */
function reasonOf(cause: unknown): unknown {
  const { error, reason = error } = faultOf(cause)
  return reason
}

/** Sums each total once that was left out while the generation was filled. */
export async function sumTotals(
  { generation, notes, views }: Pick<FillNeeds, 'generation' | 'notes' | 'views'>,
  report: (summed: number, of: number) => void,
): Promise<void> {
  const places = (await notes.totals(generation)).map(placeOf)
  const overAllTime = [...evers(places).values()]
  let summed = 0
  // What others are the sum of comes first.
  for (const some of [places, overAllTime]) {
    const rest = some[Symbol.iterator]()
    await together(Array.from({ length: totalsAtOnce }), async (_, isStopped) => {
      for (const place of rest) {
        await recomputeTotal(place, views)
        summed += 1
        report(summed, places.length + overAllTime.length)
        if (isStopped()) return
      }
    })
  }
}

const totalsAtOnce = 8

function totalName({ label, bucket }: TotalPlace): string {
  return JSON.stringify([label, ...bucketId(bucket).split(' ')])
}

function placeOf(name: string): TotalPlace {
  const [label, dimension, key, substance, period] = JSON.parse(name) as [string, ...string[]]
  return { label, bucket: { dimension, key, substance, period } as TotalPlace['bucket'] }
}

/** All at once. The first failure is told when all have ended, which they should do early once it has stopped them. */
export async function together<T>(
  items: readonly T[],
  work: (item: T, isStopped: () => boolean) => Promise<void>,
): Promise<void> {
  let failure: { error: unknown } | undefined
  const isStopped = () => failure !== undefined
  await Promise.all(
    items.map((item) =>
      work(item, isStopped).catch((error: unknown) => {
        failure ??= { error }
      }),
    ),
  )
  if (failure) throw failure.error
}
