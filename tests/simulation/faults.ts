/** What may go wrong. Each seed turns some of it on, each with a rate of its own. */
import type { Random } from './random.ts'

/** What a fault is and, for the summary, when it counts as having struck. */
export const faults = {
  duplicate: 'a message was delivered a second time',
  reorder: 'a later message was taken before an earlier one',
  drop: 'a message, or a record of the stream, was lost',
  delay: 'a message was kept back',
  putEventsPartial: 'PutEvents resolved with failed entries',
  putEventsFails: 'PutEvents failed as a whole',
  batchPartial: 'a consumer reported some messages of its batch as failed',
  throttle: 'a store refused a request before it did anything',
  timeout: 'a store did what was asked and its answer was lost',
  echo: 'a client library sent a write again and met its own first attempt',
  race: 'a conditional write met another writer',
  crash: 'a process died between two requests',
  clockBack: 'the clock of a process went back',
  poison: 'a subject could not be projected until the end',
  slowConsumer: 'a consumer came to its turn only when nobody else could go on',
  stall: 'a process stood still between two requests',
  impatience: 'a client sent again what was still being worked on',
} as const

export type Fault = keyof typeof faults
export const faultNames = Object.keys(faults) as Fault[]

export type Faults = {
  /** Whether the fault strikes here; counted where it does. */
  strikes(fault: Fault): boolean
  isOn(fault: Fault): boolean
  /** Counts what was seen to happen, whoever caused it. */
  note(fault: Fault): void
  struck: ReadonlyMap<Fault, number>
  stop(): void
}

/** How often per occasion, at most. Requests are many, messages few. */
const ratesMax: Readonly<Record<Fault, number>> = {
  duplicate: 0.4,
  reorder: 0.8,
  drop: 0.4,
  delay: 0.5,
  putEventsPartial: 0.4,
  putEventsFails: 0.3,
  batchPartial: 0.3,
  throttle: 0.03,
  timeout: 0.03,
  echo: 0.15,
  race: 1,
  crash: 0.4,
  clockBack: 0.5,
  poison: 1,
  slowConsumer: 1,
  stall: 0.08,
  impatience: 0.3,
}

export function faultsOf(random: Random): Faults {
  const rates = new Map<Fault, number>()
  // One seed in eight sees nothing but the interleaving.
  const calm = random.chance(0.125)
  for (const fault of faultNames) {
    const isOn = random.chance(0.35)
    const rate = ratesMax[fault] * (0.2 + random.below(80) / 100)
    if (isOn && !calm) rates.set(fault, rate)
  }
  const struck = new Map<Fault, number>()
  const note = (fault: Fault) => {
    struck.set(fault, (struck.get(fault) ?? 0) + 1)
  }
  return {
    isOn: (fault) => rates.has(fault),
    strikes: (fault) => {
      const rate = rates.get(fault)
      if (rate === undefined || !random.chance(rate)) return false
      note(fault)
      return true
    },
    note,
    struck,
    stop: () => rates.clear(),
  }
}

/** The longest that a process's clock may lag. */
export const lagMaxMs = 3 * 3_600_000
