/** One seed: a world is made, agencies post while things go wrong, then nothing more goes wrong, and all must be right. */
import './environment.ts'
import { eventIdOf, sourceOfAgency } from '../../events/ids.ts'
import { headerOf } from '../../functions/ledger/commit.ts'
import { newWorld } from '../support/world.ts'
import { answerChecks } from './check-answers.ts'
import { logFaults } from './check-log.ts'
import { type Clients, postAll } from './clients.ts'
import { type Cluster, type Kind, newCluster } from './cluster.ts'
import { type Fault, lagMaxMs } from './faults.ts'
import { type History, newHistory } from './history.ts'
import { type Random, randomOf } from './random.ts'
import { settledFaults, streamsOf } from './settle.ts'
import { newStory } from './story.ts'
import { anchorWith, invoker, putToWork, rebuildWith, sweepWith } from './workers.ts'

export type Run = {
  seed: number
  /** What is wrong; empty where all is right. */
  wrong: readonly string[]
  struck: ReadonlyMap<Fault, number>
  steps: number
  /** Of how many types how many events were recorded. */
  recorded: ReadonlyMap<string, number>
  acknowledged: number
}

/** @param tell is given each step, for who wants to see them. */
export async function runSeed(seed: number, tell: (line: () => string) => void = () => {}): Promise<Run> {
  const cluster = newCluster(seed, tell)
  const history = newHistory()
  const wrong: string[] = []
  try {
    wrong.push(...(await live(cluster, history, wrong)))
  } catch (error) {
    wrong.push(`The simulation itself: ${(error as Error).stack}`)
  }
  const recorded = new Map<string, number>()
  for (const commit of [...(await streamsOf(cluster)).values()].flat()) {
    const { type } = headerOf(commit)
    recorded.set(type, (recorded.get(type) ?? 0) + 1)
  }
  return {
    seed,
    wrong: [...new Set(wrong)],
    struck: cluster.faults.struck,
    steps: cluster.scheduler.steps(),
    recorded,
    acknowledged: [...history.of.values()].filter(({ answers }) => answers.some(({ said }) => said === 'ok'))
      .length,
  }
}

async function live(cluster: Cluster, history: History, wrong: string[]): Promise<string[]> {
  const { scheduler, stores, faults, ills } = cluster
  await newWorld({ ledger: stores.ledger, views: stores.open(1) })
  cluster.isOpen = true
  const invoke = invoker(cluster)
  putToWork(cluster, invoke)
  const schedule = randomOf(cluster.seed, 'schedule of sweeps')
  nowAndThen('sweeper', schedule.below(3), cluster, (random) => {
    const of = 1 + random.below(2)
    void invoke('sweeper', (process) => sweepWith(process, { index: random.below(of), of }))
  })
  // Whoever's clock lags may record what looks older than the rebuild.
  const clockMarginMs = faults.isOn('clockBack') ? 2 * lagMaxMs : 1_000
  if (schedule.chance(0.15))
    nowAndThen('rebuild', 1 + schedule.below(2), cluster, () => {
      void invoke('rebuild', (process) => rebuildWith(process, clockMarginMs))
    })
  const isLogged = schedule.chance(0.3)
  if (isLogged)
    nowAndThen('anchor', 1 + schedule.below(3), cluster, () => {
      void invoke('anchor', anchorWith)
    })

  const random = randomOf(cluster.seed, 'poison')
  let untilPoison = faults.isOn('poison') ? 1 + random.below(12) : Number.POSITIVE_INFINITY
  history.markings.set(eventIdOf(sourceOfAgency('centre'), 'register-centre', 'agencies/centre'), {
    tlp: 'CLEAR',
  })
  const checks = answerChecks(cluster, history, history.markings, wrong)
  cluster.onAppend = async (commit) => {
    untilPoison -= 1
    if (untilPoison === 0 && faults.isOn('poison')) ills.poisoned = commit.subject
    await checks.onAppend(commit)
  }
  const story = newStory(randomOf(cluster.seed, 'story'))
  const clients: Clients = {
    cluster,
    invoke,
    story,
    history,
    promised: new Map(),
    wrong,
    onAcknowledged: checks.onAcknowledged,
  }
  let isDone = false
  void postAll(clients).then(() => {
    isDone = true
  })
  await scheduler.run()
  if (!isDone) throw new Error('Somebody waits for ever')
  cluster.tell(() => 'From here on nothing goes wrong any more')
  faults.stop()
  for (const life of cluster.lives) life.left = Number.POSITIVE_INFINITY
  await scheduler.run()
  return [...(await settledFaults(clients)), ...(isLogged ? await logFaults(cluster, invoke) : [])]
}

/** While the agencies post, too: begun by a schedule. */
function nowAndThen(
  kind: Kind,
  times: number,
  { seed, scheduler }: Cluster,
  begin: (random: Random) => void,
): void {
  const random = randomOf(seed, kind)
  const startsMs = Array.from({ length: times }, () => scheduler.nowMs() + random.below(6_000))
  scheduler.sources.push({
    kind,
    readyAtMs: () => startsMs[0],
    begin: () => {
      startsMs.shift()
      begin(random)
    },
  })
}
