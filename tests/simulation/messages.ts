/** What carries a commit to those who must know: the ledger's stream, EventBridge with its rules, and queues. */
import type { EventBridgeClient, PutEventsCommandOutput } from '@aws-sdk/client-eventbridge'
import type { DynamoDBRecord, SQSRecord } from 'aws-lambda'
import type { DeadLetters } from '../../functions/bus/dead-letters.ts'
import type { Faults } from './faults.ts'
import type { Random } from './random.ts'
import type { Life, Scheduler } from './scheduler.ts'

type Message = { messageId: string; body: string; visibleAtMs: number; receives: number }

export type Queue = {
  readonly name: string
  readyAtMs(): number | undefined
  send(body: string): void
  receive(): readonly Message[]
  /** Those that failed come again until they have come too often. */
  settle(taken: readonly Message[], failed: readonly string[]): void
  /** So many were lost or given up. */
  lost(): number
}

const visibilityMs = 400
/** Its consumer sets a message aside before the queue does. */
const setAsideAfter = 5
const receivesMax = 8
const delayMaxMs = 1_500

export function newQueue(
  name: string,
  batchMax: number,
  { scheduler, faults, random }: { scheduler: Scheduler; faults: Faults; random: Random },
): Queue {
  let messages: Message[] = []
  let sent = 0
  let lost = 0
  const push = (body: string) => {
    sent += 1
    const delayMs = faults.strikes('delay') ? random.below(delayMaxMs) : 0
    messages.push({
      messageId: `${name}-${sent}`,
      body,
      visibleAtMs: scheduler.nowMs() + delayMs,
      receives: 0,
    })
  }
  const lose = () => {
    lost += 1
    faults.note('drop')
  }
  return {
    name,
    readyAtMs: () =>
      messages.length === 0 ? undefined : Math.min(...messages.map(({ visibleAtMs }) => visibleAtMs)),
    send: (body) => {
      if (faults.strikes('drop')) lost += 1
      else push(body)
      if (faults.strikes('duplicate')) push(body)
    },
    receive: () => {
      const batch: Message[] = []
      const wanted = 1 + random.below(batchMax)
      while (batch.length < wanted) {
        const visible = messages.filter((m) => m.visibleAtMs <= scheduler.nowMs() && !batch.includes(m))
        if (visible.length === 0) break
        const next =
          visible.length > 1 && faults.strikes('reorder') ? random.pick(visible.slice(1)) : visible[0]
        if (next) batch.push(next)
      }
      for (const message of batch) {
        message.receives += 1
        // Until its consumer says what became of it.
        message.visibleAtMs = Number.POSITIVE_INFINITY
      }
      return batch
    },
    settle: (taken, failed) => {
      if (failed.length > 0 && failed.length < taken.length) faults.note('batchPartial')
      for (const message of taken) {
        if (failed.includes(message.messageId)) {
          message.visibleAtMs = scheduler.nowMs() + visibilityMs
          if (message.receives < receivesMax) continue
          lose()
        } else if (faults.strikes('duplicate')) {
          message.visibleAtMs = scheduler.nowMs() + random.below(delayMaxMs)
          continue
        }
        messages = messages.filter((m) => m !== message)
      }
    },
    lost: () => lost,
  }
}

export function sqsRecords(messages: readonly Message[]): SQSRecord[] {
  return messages.map(({ messageId, body, receives }) => ({
    messageId,
    body,
    attributes: { ApproximateReceiveCount: String(receives) },
    eventSourceARN: `arn:aws:sqs:eu-central-1:111122223333:${messageId.split('-')[0]}`,
  })) as SQSRecord[]
}

/** The queue of dead letters, in the name of one process. */
export function lettersOf(life: Life, scheduler: Scheduler, faults: Faults, lose: () => void): DeadLetters {
  return {
    receivesMax: setAsideAfter,
    send: async () => {
      await scheduler.turn(life, 'letters.send')
      if (faults.strikes('throttle')) throw new Error('not sent')
      faults.note('drop')
      lose()
    },
  }
}

type Entry = { Source?: string; DetailType?: string; Detail?: string; EventBusName?: string }

/** EventBridge as the real adapter sees it, in the name of one process. */
export function busOf(
  life: Life,
  {
    scheduler,
    faults,
    random,
    account,
    route,
  }: {
    scheduler: Scheduler
    faults: Faults
    random: Random
    account: string
    route: (bus: string, source: string, detailType: string) => readonly Queue[]
  },
): EventBridgeClient {
  const send = async ({
    input,
  }: {
    input: { Entries: readonly Entry[] }
  }): Promise<Partial<PutEventsCommandOutput>> => {
    await scheduler.turn(life, `events.put ${input.Entries.map(({ Detail }) => Detail).join(' ')}`)
    if (faults.strikes('putEventsFails')) throw new Error('PutEvents failed')
    const isPartial = faults.strikes('putEventsPartial')
    const bad = isPartial ? random.below(input.Entries.length) : -1
    const Entries = input.Entries.map(
      ({ Source = '', DetailType = '', Detail = '', EventBusName = '' }, n) => {
        if (n === bad) return { ErrorCode: 'InternalFailure' }
        const message = { source: Source, account, 'detail-type': DetailType, detail: JSON.parse(Detail) }
        for (const queue of route(EventBusName, Source, DetailType)) queue.send(JSON.stringify(message))
        return { EventId: String(n) }
      },
    )
    return { Entries, FailedEntryCount: isPartial ? 1 : 0 }
  }
  return { send } as unknown as EventBridgeClient
}

/** One shard of the ledger's stream: in order, again from the first record that failed. */
export type Shard = {
  push(record: Omit<DynamoDBRecord, 'dynamodb'> & { image: NonNullable<DynamoDBRecord['dynamodb']> }): void
  next(): DynamoDBRecord[]
  /** @param failed sequence number of the first record to deliver again; `all` where the consumer died. */
  settle(taken: readonly DynamoDBRecord[], failed: string | 'all' | undefined): void
  waits(): boolean
}

const deliveriesMax = 6
const shardBatch = 6

export function newShard(faults: Faults, random: Random, lose: () => void): Shard {
  const records: DynamoDBRecord[] = []
  let position = 0
  let deliveries = 0
  return {
    push: ({ image, ...record }) => {
      records.push({ ...record, dynamodb: { ...image, SequenceNumber: String(1_000 + records.length) } })
    },
    next: () => records.slice(position, position + 1 + random.below(shardBatch)),
    settle: (taken, failed) => {
      const at = taken.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === failed)
      const done = failed === 'all' ? 0 : failed === undefined ? taken.length : Math.max(0, at)
      if (done > 0 && faults.strikes('duplicate')) return
      position += done
      deliveries = done > 0 ? 0 : deliveries + 1
      // Where faults drop records, the source gives up after some attempts; else it tries for as long as it takes.
      if (deliveries >= deliveriesMax && faults.isOn('drop')) {
        faults.note('drop')
        lose()
        position += 1
        deliveries = 0
      }
    },
    waits: () => position < records.length,
  }
}
