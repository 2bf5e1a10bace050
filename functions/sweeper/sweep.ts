/**
 * Does again what a lost message left undone (ADR-0009): subjects whose head is beyond their watermark are projected,
 * unfinished redactions asked for, pending submissions sent again. Run as often as you like.
 */
import type { Bus } from '../bus/bus.ts'
import { factOf, requestsSource, submissionStored } from '../bus/facts.ts'
import { type Commit, headerOf } from '../ledger/commit.ts'
import { headsIn, type Ledger, type LedgerScan, type Segment, scanAll } from '../ledger/ledger.ts'
import { isLegible, type Place } from '../ledger/legible.ts'
import { unredacted } from '../ledger/redaction.ts'
import { feedAll } from '../projector/feed.ts'
import type { Submissions } from '../submissions/submissions.ts'
import type { ViewGenerations } from '../views/generations.ts'

export type SweeperNeeds = {
  ledger: Ledger & LedgerScan
  views: ViewGenerations
  submissions: Submissions
  facts: Bus
  requests: Bus
  nowMs(): number
  /** Shown every commit of the walk that can be read. */
  seen?: (commits: readonly Commit[]) => void | Promise<void>
}

export type Sweep = {
  subjects: number
  behind: number
  /** Of those behind that are current now: whose message was not just on its way, but lost, or read by nobody. */
  gaps: number
  failed: number
  /** Sent again, and how many of them are older than a recorder at work explains. */
  submissions: number
  stuck: number
  /** Commits that nobody can tell anything of; absent where there is none, and named up to a bound. */
  unreadable?: { count: number; first: readonly Place[] }
}

const groupSize = 25
const namedMax = 20

/** Far longer than a message, a batch of the projector or a submission takes where everything works. */
const underWayMs = 10 * 60_000

export async function sweep(needs: SweeperNeeds, segment: Segment): Promise<Sweep> {
  const found: Sweep = { subjects: 0, behind: 0, gaps: 0, failed: 0, ...(await sendAgain(needs)) }
  for await (const commits of scanAll(needs.ledger, segment)) {
    const legible = commits.filter(isLegible)
    await needs.seen?.(legible)
    const unreadable = commits.filter((commit) => !isLegible(commit))
    note(found, unreadable)
    const recent = recentIn(legible, needs.nowMs() - underWayMs)
    const heads = [...headsIn(commits)]
    const behind = await behindIn(heads, needs.views)
    found.subjects += heads.length
    found.behind += behind.length
    for (let i = 0; i < behind.length; i += groupSize) {
      const group = behind.slice(i, i + groupSize)
      const unprojected = await feedAll(group, needs)
      const asked = await Promise.allSettled(group.map((subject) => finishRedaction(subject, needs)))
      // One subject that cannot be read keeps no other back.
      const failed = group.filter((s, n) => unprojected.has(s) || asked[n]?.status === 'rejected')
      found.failed += failed.length
      found.gaps += group.filter((subject) => !failed.includes(subject) && !recent.has(subject)).length
    }
  }
  return found
}

/** Subjects of which something was recorded since. */
function recentIn(commits: readonly Commit[], sinceMs: number): ReadonlySet<string> {
  const recent = commits.filter((commit) => Date.parse(headerOf(commit).recordedAt) >= sinceMs)
  return new Set(recent.map(({ subject }) => subject))
}

function note(found: Sweep, unreadable: readonly Place[]): void {
  if (unreadable.length === 0) return
  const { count, first } = found.unreadable ?? { count: 0, first: [] }
  const places = unreadable.map(({ subject, sequence }) => ({ subject, sequence }))
  found.unreadable = { count: count + unreadable.length, first: [...first, ...places].slice(0, namedMax) }
}

/** Leaves in one word what was found, without counts of what not even the centre may see, where the centre reads them (`/v1/health/projections`); the newest run's stand. */
export async function tell(found: Sweep, views: ViewGenerations, nowMs: number): Promise<void> {
  const status = found.behind + found.failed === 0 ? 'current' : 'behind'
  const body = { sweptAt: new Date(nowMs).toISOString(), status }
  for (const generation of await views.fed())
    await generation.put({
      partition: 'health/projections',
      label: 'participants/centre',
      sort: 'sweep',
      state: 'row',
      body,
      fence: nowMs,
    })
}

/** Those that are behind in a generation that was whole; for each page it is asked again which there are. */
async function behindIn(
  heads: readonly (readonly [subject: string, sequence: number])[],
  views: ViewGenerations,
): Promise<readonly string[]> {
  const subjects = heads.map(([subject]) => subject)
  const marks = await Promise.all((await views.whole()).map((generation) => generation.watermarks(subjects)))
  const isBehind = ([subject, sequence]: readonly [string, number]) =>
    marks.some((known) => sequence > (known.get(subject) ?? 0))
  return heads.filter(isBehind).map(([subject]) => subject)
}

async function finishRedaction(subject: string, { ledger, facts }: SweeperNeeds): Promise<void> {
  const commits = await ledger.load(subject)
  if (unredacted(commits).length === 0) return
  await facts.put(commits.filter((commit) => headerOf(commit).type === 'PayloadRedacted').map(factOf))
}

async function sendAgain(needs: SweeperNeeds): Promise<Pick<Sweep, 'submissions' | 'stuck'>> {
  const { submissions, requests, nowMs } = needs
  const sinceMs = nowMs() - underWayMs
  const pending = await submissions.pending()
  await requests.put(
    pending.map(({ submissionId }) => ({
      source: requestsSource,
      detailType: submissionStored,
      detail: { submissionId },
    })),
  )
  const stuck = pending.filter(({ receivedAt }) => Date.parse(receivedAt) < sinceMs)
  return { submissions: pending.length, stuck: stuck.length }
}
