/** The functions behind the doors, begun by what waits for them: the stream, queues and a schedule. */

import type { DynamoDBBatchResponse, SQSBatchResponse, SQSRecord } from 'aws-lambda'
import { type Anchored, anchor } from '../../functions/anchor/anchor.ts'
import { busEventIn, type Fact, hintOf } from '../../functions/bus/facts.ts'
import { eachMessage } from '../../functions/bus/messages.ts'
import type { Commit } from '../../functions/ledger/commit.ts'
import { feedUnlogged } from '../../functions/merkle-log/feed.ts'
import { memoryLogTable, memorySigner } from '../../functions/merkle-log/memory.ts'
import { projectFacts } from '../../functions/projector/handler.ts'
import { publish } from '../../functions/publisher/handler.ts'
import { rebuild } from '../../functions/rebuild/rebuild.ts'
import { receive } from '../../functions/recorder/recorder.ts'
import { redactFrom } from '../../functions/redactor/redact.ts'
import { type Sweep, sweep } from '../../functions/sweeper/sweep.ts'
import { type Generations, viewGenerations } from '../../functions/views/generations.ts'
import { type Cluster, type Kind, ownAccount, type Process } from './cluster.ts'
import { type Queue, type Shard, sqsRecords } from './messages.ts'

const anchorMs = 60_000

export type Ended<T> = { value: T } | { error: unknown } | { died: true }

/** Runs one invocation in a process that is idle, or in a new one. */
export type Invoke = <T>(kind: Kind, work: (process: Process) => Promise<T>) => Promise<Ended<T>>

export function invoker(cluster: Cluster): Invoke {
  const idle = new Map<Kind, Process[]>()
  const { random, scheduler } = cluster
  return async (kind, work) => {
    const free = (idle.get(kind) ?? []).filter(({ life }) => life.isAlive)
    const process = free.length > 0 && random.chance(0.8) ? (free.pop() as Process) : cluster.newProcess(kind)
    idle.set(kind, free)
    const { life } = process
    const ended = await Promise.race([
      work(process).then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      ),
      life.death.then(() => ({ died: true as const })),
    ])
    // What nobody waits for may never happen: the process can be reclaimed as soon as it has answered.
    if (scheduler.hasRequests(life) && random.chance(0.5)) life.die()
    if (life.isAlive) idle.set(kind, [...(idle.get(kind) ?? []), process])
    return ended
  }
}

/** Lets everything that is begun by messages begin. */
export function putToWork(cluster: Cluster, invoke: Invoke): void {
  const { queues, shards, scheduler } = cluster
  for (const shard of shards) scheduler.sources.push(publisherOf(shard, invoke))
  const consume = (kind: Kind, queue: Queue, atOnceMax: number, work: Work) =>
    scheduler.sources.push(consumerOf({ kind, queue, atOnceMax, work }, cluster, invoke))
  consume('projector', queues.projector, 2, (Records, { ledger, views, facts, inlineMax, letters, lose }) =>
    projectFacts(
      { Records },
      {
        ledger,
        views,
        cascade: {
          inlineMax,
          hint: async (subjects) => {
            const failed = await facts.put(subjects.map(hintOf))
            // The product leaves these to the sweeper.
            if (failed.length > 0) lose()
          },
        },
      },
      letters,
    ),
  )
  consume('redactor', queues.redactor, 1, (Records, { ledger, generations, open, nowMs, facts, letters }) =>
    eachMessage(
      { Records },
      'Not redacted',
      (body) =>
        redactFrom(busEventIn<Fact>(body).detail.subject, {
          ...{ ledger, redactor: ledger, facts },
          views: viewGenerations(generations, open, nowMs),
        }),
      letters,
    ),
  )
  consume('recorder', queues.recorder, 2, (Records, { submissions, register, recording, letters }) =>
    eachMessage(
      { Records },
      'Not recorded',
      (body) => receive(body, { submissions, register, recording, ownAccount }),
      letters,
    ),
  )
}

export function sweepWith(process: Process, segment: { index: number; of: number }): Promise<Sweep> {
  const { ledger, views, submissions, facts, requests, log, nowMs } = process
  const seen = async (commits: readonly Commit[]) => {
    // The rest of the sweep does not hang on the log.
    await feedUnlogged(commits, log, ledger).catch(() => {})
  }
  return sweep({ ledger, views, submissions, facts, requests, nowMs, seen }, segment)
}

const signer = memorySigner()

export function anchorWith({ archive, log, nowMs }: Process): Promise<Anchored> {
  const needs = { archive, table: log, signer, origin: 'routewatch-test', batchLeaves: 64, nowMs }
  return anchor(needs, nowMs() + anchorMs)
}

/** Longer than any process stands still; without it a writer could still be on its way that knows of no rebuild. */
const settleMs = 600_000

/** @param clockMarginMs how far the clocks of those who record may be behind. */
export function rebuildWith(process: Process, clockMarginMs: number): Promise<Generations> {
  const { ledger, generations, notes, open, nowMs, pause } = process
  const places = { ledger, generations, notes, open, rowsOf: open }
  return rebuild({ ...places, settleMs, segments: 2, clockMarginMs, nowMs, pause, report: () => {} })
}

type Work = (Records: SQSRecord[], process: Process) => Promise<SQSBatchResponse>

function publisherOf(shard: Shard, invoke: Invoke) {
  let isBusy = false
  return {
    kind: 'publisher',
    readyAtMs: () => (shard.waits() && !isBusy ? 0 : undefined),
    begin: async () => {
      isBusy = true
      const Records = shard.next()
      const ended = await invoke('publisher', ({ facts }) => publish({ Records }, facts, memoryLogTable()))
      const answer: DynamoDBBatchResponse | undefined = 'value' in ended ? ended.value : undefined
      shard.settle(Records, answer ? answer.batchItemFailures[0]?.itemIdentifier : 'all')
      isBusy = false
    },
  }
}

function consumerOf(
  { kind, queue, atOnceMax, work }: { kind: Kind; queue: Queue; atOnceMax: number; work: Work },
  { faults, random, ills }: Cluster,
  invoke: Invoke,
) {
  let running = 0
  return {
    kind,
    readyAtMs: () => (running < atOnceMax ? queue.readyAtMs() : undefined),
    begin: async () => {
      running += 1
      const taken = queue.receive()
      const ended = await invoke(kind, (process) => {
        const { subject } = busEventIn<{ subject?: string }>(random.pick(taken).body).detail
        if (subject !== undefined && faults.isOn('batchPartial') && random.chance(0.3))
          ills.unreadable.set(process.life, subject)
        return work(sqsRecords(taken), process).finally(() => ills.unreadable.delete(process.life))
      })
      const all = taken.map(({ messageId }) => messageId)
      const failed =
        'value' in ended ? ended.value.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) : all
      queue.settle(taken, failed)
      running -= 1
    },
  }
}
