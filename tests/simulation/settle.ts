/** Nothing goes wrong any more: what must hold before the sweeper runs, after it, and once the poison is gone. */
import { inspect } from 'node:util'
import { type Commit, headerOf } from '../../functions/ledger/commit.ts'
import { headsIn } from '../../functions/ledger/ledger.ts'
import { referredBy } from '../../functions/ledger/reading.ts'
import type { Sweep } from '../../functions/sweeper/sweep.ts'
import { pointerFreshMs } from '../../functions/views/generations.ts'
import { naiveViews } from '../support/naive.ts'
import { ledgerFaults, redactionFaults } from './check-ledger.ts'
import { type Looked, leaks, viewFaults } from './check-views.ts'
import type { Clients } from './clients.ts'
import type { Cluster } from './cluster.ts'
import { answerOf, type History } from './history.ts'
import { type Invoke, rebuildWith, sweepWith } from './workers.ts'

export async function settledFaults({
  cluster,
  invoke,
  history,
  promised,
  wrong,
}: Clients): Promise<string[]> {
  const { ills } = cluster
  const told: string[] = []
  if (cluster.lost() === 0 && ills.poisoned === undefined)
    told.push(...(await behind(cluster)).map((subject) => `${subject} is behind, and no message was lost`))
  if (ills.poisoned !== undefined) {
    await sweepAll(cluster, invoke)
    await sweepAll(cluster, invoke)
    const apart = restingOn(ills.poisoned, await streamsOf(cluster))
    for (const looked of await look(cluster, history))
      told.push(...(await viewFaults(looked, apart)).map((fault) => `Beside the poison: ${fault}`))
    ills.poisoned = undefined
  }
  await sweepAll(cluster, invoke)
  await sweepAll(cluster, invoke)
  const last = await sweepAll(cluster, invoke)
  if (last.behind + last.failed + last.submissions > 0)
    told.push(`The third sweep still finds something to do: ${JSON.stringify(last)}`)
  told.push(...(await rebuildFaults(cluster, invoke)))
  for (const [submissionId, posts] of [...history.submitted]) {
    const state = await cluster.stores.submissions.load(submissionId)
    const results = state?.results.flatMap((part) => part ?? []) ?? []
    for (const [n, post] of posts.entries()) {
      const outcome = results[n]?.outcome
      if (outcome) history.sent(post)(answerOf(outcome))
      else if (promised.has(submissionId)) told.push(`${post.type} ${post.id} of a submission has no result`)
    }
  }
  const streams = await streamsOf(cluster)
  told.push(...ledgerFaults(streams, history.of), ...[...streams.values()].flatMap(redactionFaults))
  for (const looked of await look(cluster, history))
    told.push(...(await viewFaults(looked)), ...leaks(looked))
  return [...wrong, ...told]
}

/** A rebuild that was begun and broken off is gone on with; then its generation is the one that is read. */
async function rebuildFaults({ stores, scheduler }: Cluster, invoke: Invoke): Promise<readonly string[]> {
  const { building } = await stores.generations.read()
  if (building === undefined) return []
  const rebuilt = invoke('rebuild', (process) => rebuildWith(process, 0))
  await scheduler.run()
  const ended = await rebuilt
  return 'value' in ended && ended.value.active === building ? [] : [`The rebuild: ${inspect(ended)}`]
}

/** Each generation of the views that holds every subject. */
async function look({ stores }: Cluster, history: History): Promise<readonly Looked[]> {
  const { commits } = await stores.ledger.scan({ index: 0, of: 1 })
  const subjects = [...headsIn(commits).keys()]
  const posts = [...history.of.values()].map(({ post }) => post)
  const naive = await naiveViews(stores.ledger, subjects, history.markings)
  const { active, previous } = await stores.generations.read()
  const whole = [active, previous].filter((generation) => generation !== undefined)
  return whole.map((generation) => ({ views: stores.open(generation), naive, subjects, posts }))
}

export async function streamsOf({ stores }: Cluster) {
  const { commits } = await stores.ledger.scan({ index: 0, of: 1 })
  return Map.groupBy(commits, ({ subject }) => subject)
}

/** A subject and all that refer to it, or to one that does: they are told of its changes once its own rows stand. */
function restingOn(subject: string, streams: ReadonlyMap<string, readonly Commit[]>): readonly string[] {
  const found = new Set([subject])
  for (const target of found)
    for (const [of, stream] of streams) if (referredBy(stream).includes(target)) found.add(of)
  return [...found]
}

/** Not those with a redaction: the redactor may have been slower than the projector, and tells nobody. */
async function behind(cluster: Cluster): Promise<readonly string[]> {
  const streams = await streamsOf(cluster)
  const { active } = await cluster.stores.generations.read()
  const marks = await cluster.stores.open(active).watermarks([...streams.keys()])
  return [...streams].flatMap(([subject, stream]) => {
    const isRedacted = stream.some((commit) => headerOf(commit).type === 'PayloadRedacted')
    return stream.length > (marks.get(subject) ?? 0) && !isRedacted ? [subject] : []
  })
}

async function sweepAll(cluster: Cluster, invoke: Invoke): Promise<Sweep> {
  let swept: Sweep | undefined
  // By then everyone has asked again which generations of the views there are.
  void cluster.scheduler.turn(cluster.scheduler.newLife('operator'), 'waits', 2 * pointerFreshMs)
  await cluster.scheduler.run()
  void invoke('sweeper', async (process) => {
    swept = await sweepWith(process, { index: 0, of: 1 })
  })
  await cluster.scheduler.run()
  if (!swept) throw new Error('The sweeper did not come to an end')
  return swept
}
