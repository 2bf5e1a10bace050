import type { Chaos } from './chaos.ts'
import { Queue } from './queue.ts'
import type { Message, QueueStore } from './queue-store.ts'
import type { QueueSpec } from './resources.ts'

/** All queues, those of the templates and the hidden ones that carry asynchronous invocations. */
export class Queues {
  private readonly byArn = new Map<string, Queue>()
  private readonly store: QueueStore

  constructor(specs: readonly QueueSpec[], store: QueueStore, chaos: Chaos) {
    this.store = store
    for (const spec of specs)
      this.byArn.set(spec.arn, new Queue(spec, store, chaos, (arn, message) => this.move(arn, message)))
    for (const { name, redrive } of specs)
      if (redrive && !this.byArn.has(redrive.queueArn))
        throw new Error(`Queue ${name} redrives to ${redrive.queueArn}, which no stack declares`)
    const byName = new Map([...this.byArn.values()].map((queue) => [queue.spec.name, queue]))
    // Whatever was in flight when the last run ended can be received again.
    for (const message of store.all()) byName.get(message.queue)?.adopt(message)
  }

  find(arn: string): Queue | undefined {
    return this.byArn.get(arn)
  }

  get(arn: string): Queue {
    const queue = this.byArn.get(arn)
    if (!queue) throw new Error(`No queue ${arn}`)
    return queue
  }

  /** By name, logical id, or the beginning of one, in any case. */
  named(name: string): Queue {
    const queues = [...this.byArn.values()]
    const exact = queues.filter(({ spec }) => [spec.name, spec.logicalId].includes(name))
    const begun = queues.filter(({ spec }) => spec.logicalId.toLowerCase().startsWith(name.toLowerCase()))
    const [found, other] = exact.length > 0 ? exact : begun
    if (!found || other)
      throw new Error(`No one queue ${name} among ${queues.map(({ spec }) => spec.logicalId).join(', ')}`)
    return found
  }

  close(): void {
    for (const queue of this.byArn.values()) queue.close()
  }

  private move(arn: string, message: Message): void {
    const target = this.get(arn)
    message.queue = target.spec.name
    message.receives = 0
    this.store.update(message)
    target.adopt(message)
  }
}
