import { randomUUID } from 'node:crypto'
import { instant } from './bus.ts'
import type { Resources, RuleSpec, TargetSpec } from './resources.ts'
import { type Schedule, scheduleOf } from './schedule.ts'

type Call = (target: TargetSpec, event: object, rule: RuleSpec) => Promise<void>
type Entry = { rule: RuleSpec; due: Schedule; last: number }

/** While bad luck is on, what it broke is mended every few seconds instead of every quarter of an hour. */
const chaosIntervalMs = 3_000
const tickMs = 1_000
const startMs = 5_000

/** Rules with a schedule: once at start, then as their schedule says. A target that still runs is not called again. */
export class Scheduler {
  private readonly resources: Resources
  private readonly call: Call
  private readonly entries: Entry[]
  private readonly running = new Map<TargetSpec, Promise<void>>()
  private timer: NodeJS.Timeout | undefined

  constructor(resources: Resources, call: Call, chaosIsOn: boolean) {
    this.resources = resources
    this.call = call
    this.entries = resources.rules.flatMap((rule) => {
      if (rule.schedule === undefined) return []
      const declared = scheduleOf(rule.schedule)
      const due: Schedule = (now, last) => declared(now, last) || (chaosIsOn && now - last >= chaosIntervalMs)
      return [{ rule, due, last: Date.now() }]
    })
  }

  /** Calls every scheduled target and waits for it, not for ever, then keeps to the schedules. */
  async start(): Promise<void> {
    const called = Promise.all(this.entries.map(({ rule }) => this.fire(rule)))
    // What makes a store new takes moments. What is made good after a crash may take minutes, and goes on beside.
    await Promise.race([called, new Promise((resolve) => setTimeout(resolve, startMs).unref())])
    this.timer = setInterval(() => this.tick(Date.now()), tickMs)
    this.timer.unref()
  }

  get idle(): boolean {
    return this.running.size === 0
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    await Promise.all(this.running.values())
  }

  private tick(now: number): void {
    for (const entry of this.entries)
      if (entry.due(now, entry.last)) {
        entry.last = now
        void this.fire(entry.rule)
      }
  }

  private async fire(rule: RuleSpec): Promise<void> {
    const event = {
      version: '0',
      id: randomUUID(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: this.resources.account,
      time: instant(),
      region: this.resources.region,
      resources: [rule.arn],
      detail: {},
    }
    await Promise.all(
      rule.targets.map((target) => {
        const known = this.running.get(target)
        if (known) return known
        const call = this.call(target, event, rule).finally(() => this.running.delete(target))
        this.running.set(target, call)
        return call
      }),
    )
  }
}
