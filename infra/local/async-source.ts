import { backoffMs, failureContext, type Invoke } from './invocation.ts'
import type { Queue } from './queue.ts'
import type { Message } from './queue-store.ts'
import type { AsyncSpec, QueueSpec } from './resources.ts'

/** Lambda's own queue of calls that nobody waits for: they survive the host, are tried again, and then given up. */

const concurrencyMax = 10
const backoffMaxMs = 60_000

export const asyncQueueArn = (functionArn: string): string => `local:async:${functionArn}`

export const asyncQueueOf = (functionArn: string): QueueSpec => ({
  logicalId: `async:${functionArn}`,
  name: `async:${functionArn}`,
  arn: asyncQueueArn(functionArn),
  visibilityMs: 0,
  delayMs: 0,
})

export class AsyncSource {
  private readonly spec: AsyncSpec
  private readonly queue: Queue
  private readonly invoke: Invoke
  private readonly giveUp: (arn: string, body: string) => void
  private readonly calls = new Set<Promise<void>>()
  private stopped = false

  /** `giveUp` sends a body to a destination. */
  constructor(spec: AsyncSpec, queue: Queue, invoke: Invoke, giveUp: (arn: string, body: string) => void) {
    this.spec = spec
    this.queue = queue
    this.invoke = invoke
    this.giveUp = giveUp
  }

  start(): void {
    this.queue.onReady(() => this.pump())
    this.pump()
  }

  get idle(): boolean {
    return this.queue.size === 0 && this.calls.size === 0
  }

  async stop(): Promise<void> {
    this.stopped = true
    await Promise.all(this.calls)
  }

  private pump(): void {
    while (!this.stopped && this.queue.readySize > 0 && this.calls.size < concurrencyMax) {
      const [message] = this.queue.receive(1)
      if (!message) return
      const call: Promise<void> = this.handle(message).finally(() => {
        this.calls.delete(call)
        this.pump()
      })
      this.calls.add(call)
    }
  }

  private async handle(message: Message): Promise<void> {
    const { functionArn, retriesMax, onFailureArn } = this.spec
    const event = JSON.parse(message.body) as unknown
    const { error } = await this.invoke(functionArn, event)
    if (error && message.receives <= retriesMax) {
      this.queue.giveBack(message, backoffMs(message.receives, backoffMaxMs))
      return
    }
    this.queue.delete(message)
    if (error && onFailureArn !== undefined)
      this.giveUp(
        onFailureArn,
        JSON.stringify({
          ...failureContext(functionArn, 'RetriesExhausted', message.receives, error),
          requestPayload: event,
          responsePayload: error,
        }),
      )
  }
}
