/** Everything that runs, as it is deployed: processes of each function, their queues, the stream, and stores beneath. */
import { type Bus, eventBridge } from '../../functions/bus/bus.ts'
import type { DeadLetters } from '../../functions/bus/dead-letters.ts'
import { factsSource, requestsSource, submissionStored } from '../../functions/bus/facts.ts'
import type { Commit } from '../../functions/ledger/commit.ts'
import { memoryArchive, memoryLogTable } from '../../functions/merkle-log/memory.ts'
import { feedOrThrow } from '../../functions/projector/feed.ts'
import { memoryNotes } from '../../functions/rebuild/notes.ts'
import { recordNeeds } from '../../functions/recording/needs.ts'
import type { RecordNeeds } from '../../functions/recording/record.ts'
import { ledgerRegister, type Register } from '../../functions/register/register.ts'
import { memorySubmissions } from '../../functions/submissions/memory.ts'
import { memoryGenerations } from '../../functions/views/generation-row.ts'
import { activeLists, type ViewGenerations, viewGenerations } from '../../functions/views/generations.ts'
import { memoryViews } from '../../functions/views/memory.ts'
import { marshalled } from '../support/commits.ts'
import { redactableLedger } from '../support/redactable-ledger.ts'
import { startMs } from '../support/world.ts'
import { type Faults, faultsOf, lagMaxMs } from './faults.ts'
import { busOf, lettersOf, newQueue, newShard, type Queue, type Shard } from './messages.ts'
import { type Ills, portsOf, type Stores } from './ports.ts'
import { type Random, randomOf } from './random.ts'
import { type Life, newScheduler, type Scheduler } from './scheduler.ts'

export const ownAccount = '111122223333'
const kinds = [
  'intake',
  'recorder',
  'publisher',
  'projector',
  'redactor',
  'sweeper',
  'anchor',
  'rebuild',
] as const
export type Kind = (typeof kinds)[number]

/** What a function holds while its process lives. */
export type Process = Stores & {
  life: Life
  views: ViewGenerations
  letters: DeadLetters
  facts: Bus
  requests: Bus
  register: Register
  recording: RecordNeeds
  nowMs: () => number
  pause: (ms: number) => Promise<void>
  /** Counts a message that nobody will send again. */
  lose: () => void
  /** So many referrers are projected at once. */
  inlineMax: number
}

export type Cluster = {
  seed: number
  scheduler: Scheduler
  faults: Faults
  ills: Ills
  random: Random
  stores: Omit<Stores, 'open'> & { open: (generation: number) => ReturnType<typeof memoryViews> }
  queues: { projector: Queue; redactor: Queue; recorder: Queue }
  shards: readonly Shard[]
  /** From then on commits go through the stream. */
  isOpen: boolean
  /** Called at the very moment of each append. */
  onAppend: (commit: Commit) => Promise<void>
  newProcess(kind: Kind): Process
  lives: Life[]
  /** The ETag that an agency was last given of a subject, by `<agency> <subject>`. */
  told: Map<string, string>
  /** Messages and records that nobody will deliver again. */
  lost(): number
  tell(line: () => string): void
}

export function newCluster(seed: number, tell: (line: () => string) => void): Cluster {
  const random = randomOf(seed, 'cluster')
  const faults = faultsOf(randomOf(seed, 'faults'))
  const slowKind = faults.isOn('slowConsumer')
    ? random.pick(['projector', 'publisher', 'recorder'])
    : undefined
  const policy = { manner: random.pick(['fair', 'bursty'] as const), slowKind }
  const schedule = randomOf(seed, 'schedule')
  const scheduler = newScheduler(schedule, policy, startMs, tell, () => faults.note('slowConsumer'))
  const around = { scheduler, faults, random }
  const queues = {
    projector: newQueue('projector', 10, around),
    redactor: newQueue('redactor', 4, around),
    recorder: newQueue('recorder', 4, around),
  }
  let given = 0
  const lose = () => {
    given += 1
  }
  const shards = [0, 1].map(() => newShard(faults, random, lose))
  const inner = redactableLedger()
  const rows = new Map<number, ReturnType<typeof memoryViews>>()
  const open = (generation: number) => {
    const found = rows.get(generation) ?? memoryViews()
    rows.set(generation, found)
    return found
  }
  const stores = {
    generations: memoryGenerations(),
    open,
    submissions: memorySubmissions(),
    log: memoryLogTable(),
    archive: memoryArchive(),
    notes: memoryNotes(),
  }
  const cluster: Cluster = {
    seed,
    scheduler,
    faults,
    ills: { unreadable: new Map() },
    random,
    stores: { ...stores, ledger: { ...inner, append, redact } },
    queues,
    shards,
    isOpen: false,
    onAppend: async () => {},
    lives: [],
    told: new Map(),
    lost: () => given + Object.values(queues).reduce((sum, queue) => sum + queue.lost(), 0),
    newProcess: (kind) => newProcess(kind, cluster, inlineMax, lose),
    tell,
  }
  // Small enough to be exceeded in a world of a dozen subjects.
  const inlineMax = random.pick([0, 1, 100])
  return cluster

  async function append(commit: Commit) {
    const outcome = await inner.append(commit)
    // Who was registered before the story begins is projected already.
    if (outcome === 'appended' && cluster.isOpen) {
      shardOf(commit).push({ eventName: 'INSERT', image: { NewImage: marshalled(commit) } })
      tell(() => `  ${commit.header}`)
      await cluster.onAppend(commit)
    }
    return outcome
  }
  async function redact(subject: string, sequence: number, commitment: Uint8Array) {
    await inner.redact(subject, sequence, commitment)
    const [commit] = await inner.load(subject, sequence - 1)
    if (commit) shardOf(commit).push({ eventName: 'MODIFY', image: { NewImage: marshalled(commit) } })
  }
  function shardOf({ subject }: Commit): Shard {
    return shards[subject.charCodeAt(subject.length - 1) % shards.length] as Shard
  }
}

const requestsBeforeDeath = 80

function newProcess(kind: Kind, cluster: Cluster, inlineMax: number, lose: () => void): Process {
  const { scheduler, faults, random, queues } = cluster
  const life = scheduler.newLife(
    kind,
    faults.strikes('crash') ? 1 + random.below(requestsBeforeDeath) : undefined,
  )
  cluster.lives.push(life)
  let lagMs = 0
  const nowMs = () => {
    if (random.chance(0.1) && faults.strikes('clockBack')) lagMs = random.below(lagMaxMs)
    return scheduler.nowMs() - lagMs
  }
  const pause = (ms: number) => scheduler.turn(life, 'pauses', ms)
  const route = (bus: string, source: string, detailType: string): readonly Queue[] => {
    const stored = bus === 'intake' && source === requestsSource && detailType === submissionStored
    if (stored) return [queues.recorder]
    if (bus !== 'facts' || source !== factsSource) return []
    return detailType === 'PayloadRedacted' ? [queues.projector, queues.redactor] : [queues.projector]
  }
  const client = busOf(life, { scheduler, faults, random, account: ownAccount, route })
  const ports = portsOf(cluster.stores, life, cluster)
  const { ledger } = ports
  const views = viewGenerations(ports.generations, ports.open, nowMs)
  const register = ledgerRegister(ledger, activeLists(views), nowMs)
  return {
    ...ports,
    life,
    views,
    letters: lettersOf(life, scheduler, faults, lose),
    facts: eventBridge(client, 'facts', pause),
    requests: eventBridge(client, 'intake', pause),
    register,
    recording: {
      ...recordNeeds(ledger, views, register),
      project: (subject) => feedOrThrow([subject], { ledger, views, cascade: { inlineMax } }),
      nowMs,
      salt: () => Uint8Array.from({ length: 16 }, () => random.below(256)),
      pause,
    },
    nowMs,
    pause,
    lose,
    inlineMax,
  }
}
