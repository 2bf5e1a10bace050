import { randomUUID } from 'node:crypto'
import type { Chaos } from './chaos.ts'
import type { Message, MessageAttributes, QueueStore } from './queue-store.ts'
import type { QueueSpec } from './resources.ts'

/** A standard queue: at least once, in no promised order, with redrive. */
export class Queue {
  readonly spec: QueueSpec
  private readonly store: QueueStore
  private readonly chaos: Chaos
  private readonly redrive: (arn: string, message: Message) => void
  private readonly ready = new Map<string, Message>()
  private readonly waiting = new Map<string, { message: Message; timer: NodeJS.Timeout }>()
  private readonly inFlight = new Map<string, Message>()
  private readonly listeners: (() => void)[] = []
  private closed = false

  constructor(
    spec: QueueSpec,
    store: QueueStore,
    chaos: Chaos,
    redrive: (arn: string, message: Message) => void,
  ) {
    this.spec = spec
    this.store = store
    this.chaos = chaos
    this.redrive = redrive
  }

  /** Messages that are neither deleted nor redriven. */
  get size(): number {
    return this.ready.size + this.waiting.size + this.inFlight.size
  }

  /** Messages that can be received now. */
  get readySize(): number {
    return this.ready.size
  }

  /** As SQS counts them: what waits to be tried again is not visible, what nobody has received yet is delayed. */
  get counts(): { visible: number; notVisible: number; delayed: number } {
    const waiting = [...this.waiting.values()]
    const delayed = waiting.filter(({ message }) => message.receives === 0).length
    return {
      visible: this.ready.size,
      notVisible: this.inFlight.size + waiting.length - delayed,
      delayed,
    }
  }

  /** Those on their way included, oldest first. */
  messages(): Message[] {
    const waiting = [...this.waiting.values()].map(({ message }) => message)
    return [...this.ready.values(), ...waiting, ...this.inFlight.values()].sort(
      (one, other) => one.sentAt - other.sentAt,
    )
  }

  /** Kept on disk when this returns. */
  send(body: string, laterMs = 0, attributes?: MessageAttributes): Message {
    const message: Message = {
      id: randomUUID(),
      queue: this.spec.name,
      body,
      sentAt: Date.now(),
      receives: 0,
      ...(attributes && { attributes }),
    }
    this.store.add(message)
    this.show(message, this.spec.delayMs + laterMs)
    return message
  }

  /** Sends as fate has it: perhaps twice, perhaps late. */
  deliver(body: string): void {
    const copies = this.chaos.happens('duplicate') ? 2 : 1
    for (let copy = 0; copy < copies; copy++) this.send(body, this.chaos.delayMs())
  }

  /** Takes over a message of another queue, or of an earlier run. */
  adopt(message: Message): void {
    this.show(message, 0)
  }

  onReady(listener: () => void): void {
    this.listeners.push(listener)
  }

  /** At most `max` messages, each to be deleted or returned; those received too often go to the dead-letter queue. */
  receive(max: number): Message[] {
    const received: Message[] = []
    const { redrive } = this.spec
    for (const message of this.ready.values()) {
      if (received.length === max) break
      this.ready.delete(message.id)
      if (redrive && message.receives >= redrive.receivesMax) {
        this.redrive(redrive.queueArn, message)
        continue
      }
      message.receives++
      message.firstReceivedAt ??= Date.now()
      this.store.update(message)
      this.inFlight.set(message.id, message)
      received.push(message)
    }
    return this.chaos.shuffled(received)
  }

  /** Also when it is visible again, as long as nobody else has received it. */
  delete(message: Message): void {
    clearTimeout(this.waiting.get(message.id)?.timer)
    for (const place of [this.ready, this.waiting, this.inFlight]) place.delete(message.id)
    this.store.delete(message.id)
  }

  /** Makes a received message visible again; one that is gone stays so. */
  giveBack(message: Message, afterMs: number): void {
    if (this.inFlight.delete(message.id)) this.show(message, afterMs)
  }

  /** Takes every message out, for a test or an operator. */
  purge(): void {
    for (const { id } of this.messages()) this.store.delete(id)
    this.forgetWaiting()
    this.ready.clear()
    this.inFlight.clear()
  }

  /** From now on messages only lie on the disk. */
  close(): void {
    this.closed = true
    this.forgetWaiting()
  }

  private forgetWaiting(): void {
    for (const { timer } of this.waiting.values()) clearTimeout(timer)
    this.waiting.clear()
  }

  private show(message: Message, afterMs: number): void {
    if (this.closed) return
    if (afterMs > 0) {
      const timer = setTimeout(() => {
        this.waiting.delete(message.id)
        this.show(message, 0)
      }, afterMs)
      this.waiting.set(message.id, { message, timer })
      return
    }
    this.ready.set(message.id, message)
    for (const listener of this.listeners) listener()
  }
}
