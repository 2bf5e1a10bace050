import { setTimeout as wait } from 'node:timers/promises'
import type { Chaos } from './chaos.ts'
import { filterOf } from './event-filter.ts'
import type { FunctionError } from './function.ts'
import { backoffMs, failureContext, type Invoke, reportedFailures } from './invocation.ts'
import type { MappingSpec } from './resources.ts'

export type StreamRecord = {
  eventID: string
  eventName: string
  eventSourceARN: string
  dynamodb: { SequenceNumber: string; ApproximateCreationDateTime: number }
}
type Delivery = { record: StreamRecord; acknowledge: () => void }

const backoffMaxMs = 5_000

/** From a table's stream to a function: in order, one batch at a time, and nothing passes a record that fails. */
export class StreamSource {
  private readonly mapping: MappingSpec
  private readonly invoke: Invoke
  private readonly chaos: Chaos
  private readonly giveUp: (arn: string, body: string) => void
  private readonly passes: (record: object) => boolean
  private buffer: Delivery[] = []
  private running: Promise<void> | undefined
  private readonly stopping = new AbortController()

  /** `giveUp` sends a body to a destination. */
  constructor(
    mapping: MappingSpec,
    invoke: Invoke,
    chaos: Chaos,
    giveUp: (arn: string, body: string) => void,
  ) {
    this.mapping = mapping
    this.invoke = invoke
    this.chaos = chaos
    this.giveUp = giveUp
    this.passes = filterOf(mapping.filters)
  }

  push(record: StreamRecord, acknowledge: () => void): void {
    if (!this.passes(record)) {
      acknowledge()
      return
    }
    this.buffer.push({ record, acknowledge })
    this.running ??= this.run()
  }

  get idle(): boolean {
    return this.running === undefined
  }

  /** Takes no more, and waits for what is in the function's hands; the rest comes again at the next start. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await this.running
  }

  private async run(): Promise<void> {
    await Promise.resolve() // Lets the writes that were answered together come into one batch.
    while (this.buffer.length > 0 && !this.stopped) {
      const batch = this.buffer.splice(0, this.mapping.batchSize)
      await this.deliver(batch)
    }
    this.running = undefined
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted
  }

  private async deliver(batch: readonly Delivery[], failuresBefore = 0): Promise<void> {
    let rest = batch
    let failures = failuresBefore
    while (!this.stopped) {
      const { failedAt, error } = await this.call(rest)
      if (failedAt === undefined) {
        acknowledge(rest)
        return
      }
      acknowledge(rest.slice(0, failedAt))
      rest = rest.slice(failedAt)
      failures = failedAt > 0 ? 1 : failures + 1
      if (error && this.mapping.bisect && rest.length > 1) {
        const middle = Math.ceil(rest.length / 2)
        // Splitting does not count as a try.
        await this.deliver(rest.slice(0, middle), failures - 1)
        await this.deliver(rest.slice(middle), failures - 1)
        return
      }
      if (failures > this.mapping.retriesMax) {
        this.surrender(rest, failures, error)
        return
      }
      await wait(backoffMs(failures, backoffMaxMs), undefined, { signal: this.stopping.signal }).catch(
        () => {},
      )
    }
  }

  /** Index of the first record that failed; with the error when the function failed as a whole. */
  private async call(batch: readonly Delivery[]): Promise<{ failedAt?: number; error?: FunctionError }> {
    const event = { Records: batch.map(({ record }) => record) }
    const { payload, error } = await this.invoke(this.mapping.functionArn, event)
    if (error) return { failedAt: 0, error }
    const failedAt = this.failedAt(payload, batch)
    if (failedAt === undefined && this.chaos.happens('duplicate'))
      await this.invoke(this.mapping.functionArn, event)
    return failedAt === undefined ? {} : { failedAt }
  }

  private failedAt(payload: string, batch: readonly Delivery[]): number | undefined {
    if (!this.mapping.partialFailures) return undefined
    const failures = reportedFailures(payload)
    if (!failures) return 0
    const indexes = failures.map((sequence) =>
      batch.findIndex(({ record }) => record.dynamodb.SequenceNumber === sequence),
    )
    if (indexes.length === 0) return undefined
    return Math.max(0, Math.min(...indexes))
  }

  private surrender(batch: readonly Delivery[], failures: number, error?: FunctionError): void {
    const { functionArn, onFailureArn } = this.mapping
    const [first] = batch
    const last = batch.at(-1)
    if (onFailureArn !== undefined && first && last)
      this.giveUp(
        onFailureArn,
        JSON.stringify({
          ...failureContext(functionArn, 'RetryAttemptsExhausted', failures, error),
          DDBStreamBatchInfo: {
            shardId: 'shardId-00000000000000000000-local',
            startSequenceNumber: first.record.dynamodb.SequenceNumber,
            endSequenceNumber: last.record.dynamodb.SequenceNumber,
            batchSize: batch.length,
            streamArn: first.record.eventSourceARN,
          },
        }),
      )
    acknowledge(batch)
  }
}

function acknowledge(batch: readonly Delivery[]): void {
  for (const delivery of batch) delivery.acknowledge()
}
