import { createHash } from 'node:crypto'
import { filterOf } from './event-filter.ts'
import { backoffMs, type Invoke, reportedFailures } from './invocation.ts'
import type { Queue } from './queue.ts'
import type { Message } from './queue-store.ts'
import type { MappingSpec } from './resources.ts'

/** From a queue to a function: batches, their window, filters, partial failures, several batches at a time. */
export class QueueSource {
  private readonly mapping: MappingSpec
  private readonly queue: Queue
  private readonly invoke: Invoke
  private readonly passes: (record: object) => boolean
  private readonly batches = new Set<Promise<void>>()
  private window: NodeJS.Timeout | undefined
  private windowOver = false
  private stopped = false

  constructor(mapping: MappingSpec, queue: Queue, invoke: Invoke) {
    this.mapping = mapping
    this.queue = queue
    this.invoke = invoke
    const passes = filterOf(mapping.filters)
    this.passes = mapping.filters.length === 0 ? passes : (record) => passes(withParsedBody(record))
  }

  start(): void {
    this.queue.onReady(() => this.pump())
    this.pump()
  }

  /** Nothing is in the queue, and nothing in the function's hands. */
  get idle(): boolean {
    return this.queue.size === 0 && this.batches.size === 0
  }

  /** Does not wait for the rest of a window. */
  hurry(): void {
    if (this.window) this.endWindow()
  }

  /** Takes no more, and waits for what is in the function's hands. */
  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.window)
    await Promise.all(this.batches)
  }

  private pump(): void {
    while (!this.stopped && this.queue.readySize > 0 && this.batches.size < this.mapping.concurrencyMax) {
      if (this.mustWait()) return
      const messages = this.queue.receive(this.mapping.batchSize)
      if (messages.length === 0) continue
      const batch: Promise<void> = this.handle(messages).finally(() => {
        this.batches.delete(batch)
        this.pump()
      })
      this.batches.add(batch)
    }
    if (this.queue.readySize === 0) this.windowOver = false
  }

  /** A batch that is not full waits until its window has passed. */
  private mustWait(): boolean {
    const { batchSize, windowMs } = this.mapping
    if (windowMs === 0 || this.windowOver || this.queue.readySize >= batchSize) return false
    this.window ??= setTimeout(() => this.endWindow(), windowMs)
    return true
  }

  private endWindow(): void {
    clearTimeout(this.window)
    this.window = undefined
    this.windowOver = true
    this.pump()
  }

  private async handle(messages: readonly Message[]): Promise<void> {
    const records = messages.map((message) => ({ message, record: this.recordOf(message) }))
    const passing = records.filter(({ record }) => this.passes(record))
    for (const entry of records) if (!passing.includes(entry)) this.queue.delete(entry.message)
    if (passing.length === 0) return
    const { payload } = await this.invoke(this.mapping.functionArn, {
      Records: passing.map(({ record }) => record),
    })
    const failed =
      payload === undefined
        ? undefined
        : this.failedOf(
            payload,
            passing.map(({ message }) => message.id),
          )
    for (const { message } of passing)
      if (failed && !failed.has(message.id)) this.queue.delete(message)
      else this.queue.giveBack(message, backoffMs(message.receives, this.queue.spec.visibilityMs))
  }

  /** Ids of the messages that failed; undefined when all did. */
  private failedOf(payload: string, ids: readonly string[]): Set<string> | undefined {
    if (!this.mapping.partialFailures) return new Set()
    const failures = reportedFailures(payload)
    return failures?.every((id) => ids.includes(id)) ? new Set(failures) : undefined
  }

  private recordOf({ id, body, receives, sentAt, firstReceivedAt, attributes = {} }: Message) {
    return {
      messageId: id,
      receiptHandle: id,
      body,
      attributes: {
        ApproximateReceiveCount: String(receives),
        SentTimestamp: String(sentAt),
        SenderId: 'local',
        ApproximateFirstReceiveTimestamp: String(firstReceivedAt ?? sentAt),
      },
      messageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
          name,
          {
            dataType: DataType,
            ...(StringValue !== undefined && { stringValue: StringValue }),
            ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
          },
        ]),
      ),
      md5OfBody: createHash('md5').update(body).digest('hex'),
      eventSource: 'aws:sqs',
      eventSourceARN: this.queue.spec.arn,
      awsRegion: this.queue.spec.arn.split(':')[3],
    }
  }
}

/** A filter on `body` reads JSON where the body is JSON. */
function withParsedBody(record: object): object {
  const { body } = record as { body: string }
  try {
    return { ...record, body: JSON.parse(body) as unknown }
  } catch {
    return record
  }
}
