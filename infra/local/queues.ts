import type { Chaos } from './chaos.ts'
import { oneNamed } from './named.ts'
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

  named(name: string): Queue {
    return oneNamed('queue', name, this.byArn.values(), ({ spec }) => spec)
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
