/**
 * Makes good what changed while a generation was filled. A subject's change reaches those who refer to it through
 * rows that say who does, and while these were still being written a change could miss somebody. So once all of them
 * are there, whatever changed since the beginning is projected again together with everyone who refers to it; and so
 * is every subject that is behind its watermark, because its message was lost or is still under way.
 */
import { headerOf } from '../ledger/commit.ts'
import { headsIn, type Ledger, type LedgerScan, scanAll } from '../ledger/ledger.ts'
import { isLegible } from '../ledger/legible.ts'
import { allReferrers } from '../projector/cascade.ts'
import { projectAll } from '../projector/project.ts'
import type { Bookkeeping, Views } from '../views/views.ts'
import { together, unprojectable, unprojectableMax } from './fill.ts'
import type { Terms } from './notes.ts'

type Needs = { ledger: Ledger & LedgerScan; views: Views & Bookkeeping; terms: Terms }

const groupSize = 25

export async function catchUp(
  { ledger, views, terms }: Needs,
  report: (done: number, of: number) => void,
): Promise<number> {
  report(0, 0)
  const changed = new Set<string>()
  const behind = new Set<string>()
  const segments = Array.from({ length: terms.segments }, (_, index) => index)
  await together(segments, async (index) => {
    for await (const commits of scanAll(ledger, { index, of: terms.segments })) {
      const heads = headsIn(commits)
      const marks = await views.watermarks([...heads.keys()])
      for (const [subject, head] of heads) if (head > (marks.get(subject) ?? 0)) behind.add(subject)
      // What cannot be read is projected again, too: it fails, and is named.
      for (const commit of commits)
        if (!isLegible(commit) || headerOf(commit).recordedAt >= terms.since) changed.add(commit.subject)
    }
  })
  const again = new Set([...behind, ...changed])
  for (const subject of changed)
    for (const referrer of await allReferrers(subject, views)) again.add(referrer)
  const subjects = [...again]
  const failed = new Map<string, unknown>()
  for (let i = 0; i < subjects.length; i += groupSize) {
    for (const one of await projectAll(subjects.slice(i, i + groupSize), { ledger, views }))
      failed.set(...one)
    if (failed.size > unprojectableMax) break
    report(Math.min(subjects.length, i + groupSize), subjects.length)
  }
  if (failed.size > 0) throw unprojectable(failed)
  return behind.size
}
