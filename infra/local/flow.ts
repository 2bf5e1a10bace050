import { AsyncSource, asyncQueueArn, asyncQueueOf } from './async-source.ts'
import { Bus } from './bus.ts'
import type { Chaos } from './chaos.ts'
import type { Functions } from './functions.ts'
import { temptFate } from './invocation.ts'
import { QueueSource } from './queue-source.ts'
import type { QueueStore } from './queue-store.ts'
import { Queues } from './queues.ts'
import type { AsyncSpec, Resources, RuleSpec, TargetSpec } from './resources.ts'
import { Scheduler } from './scheduler.ts'
import { StreamSource } from './stream-source.ts'
import { Streams } from './streams.ts'
import { inputFor } from './target-input.ts'

/** Everything that moves by itself: streams, bus, rules, schedules, queues and the functions they feed. */
export class Flow {
  readonly bus: Bus
  readonly queues: Queues
  readonly streams = new Streams()
  private readonly functions: Functions
  private readonly queueSources: QueueSource[]
  private readonly asyncSources: AsyncSource[]
  private readonly streamSources: StreamSource[]
  private readonly scheduler: Scheduler

  constructor(
    resources: Resources,
    functions: Functions,
    store: QueueStore,
    chaos: Chaos,
    chaosIsOn: boolean,
  ) {
    this.functions = functions
    const asyncSpecs = asyncSpecsOf(resources)
    const hidden = asyncSpecs.map(({ functionArn }) => asyncQueueOf(functionArn))
    this.queues = new Queues([...resources.queues, ...hidden], store, chaos)
    const invoke = temptFate((arn, event) => functions.invoke(arn, event), chaos)
    const giveUp = (arn: string, body: string) => this.queues.get(arn).send(body)
    const isQueue = (arn: string) => resources.queues.some((queue) => queue.arn === arn)
    this.queueSources = resources.mappings
      .filter(({ sourceArn }) => isQueue(sourceArn))
      .map((mapping) => new QueueSource(mapping, this.queues.get(mapping.sourceArn), invoke))
    this.streamSources = resources.mappings
      .filter(({ sourceArn }) => !isQueue(sourceArn))
      .map((mapping) => {
        if (!resources.tables.some(({ streamArn }) => streamArn === mapping.sourceArn))
          throw new Error(`An event source mapping reads ${mapping.sourceArn}, which no stack declares`)
        const source = new StreamSource(mapping, invoke, chaos, giveUp)
        this.streams.subscribe(mapping.sourceArn, source)
        return source
      })
    this.asyncSources = asyncSpecs.map(
      (spec) => new AsyncSource(spec, this.queues.get(asyncQueueArn(spec.functionArn)), invoke, giveUp),
    )
    this.bus = new Bus(resources, (target, event, rule) => this.deliver(target, event, rule), chaos)
    this.scheduler = new Scheduler(
      resources,
      (target, event, rule) => this.callNow(target, event, rule),
      chaosIsOn,
    )
  }

  startSources(): void {
    for (const source of [...this.queueSources, ...this.asyncSources]) source.start()
  }

  /** Resolves once every scheduled target has run for the first time. */
  startSchedules(): Promise<void> {
    return this.scheduler.start()
  }

  get idle(): boolean {
    const sources = [...this.queueSources, ...this.asyncSources, ...this.streamSources]
    return this.scheduler.idle && sources.every((source) => source.idle)
  }

  hurry(): void {
    for (const source of this.queueSources) source.hurry()
  }

  async stop(): Promise<void> {
    await this.scheduler.stop()
    await Promise.all(
      [...this.queueSources, ...this.asyncSources, ...this.streamSources].map((source) => source.stop()),
    )
    this.queues.close()
  }

  private deliver(target: TargetSpec, event: object, rule: RuleSpec): void {
    const queue = this.queues.find(target.arn) ?? this.queues.find(asyncQueueArn(target.arn))
    queue?.deliver(inputFor(target.input, event, rule))
  }

  /** A scheduled function is called without detours, so that a start can wait for it; the schedule is its retry. */
  private async callNow(target: TargetSpec, event: object, rule: RuleSpec): Promise<void> {
    if (!this.functions.has(target.arn)) {
      this.deliver(target, event, rule)
      return
    }
    const { error } = await this.functions.invoke(target.arn, JSON.parse(inputFor(target.input, event, rule)))
    if (error) process.stderr.write(`schedule ${rule.name}: ${error.errorType}: ${error.errorMessage}\n`)
  }
}

/** As the templates set it, and otherwise as Lambda does: two more tries, then nothing. */
const asyncSpecsOf = (resources: Resources): AsyncSpec[] =>
  resources.functions.map(
    ({ arn }) =>
      resources.asyncInvokes.find(({ functionArn }) => functionArn === arn) ?? {
        functionArn: arn,
        retriesMax: 2,
      },
  )
