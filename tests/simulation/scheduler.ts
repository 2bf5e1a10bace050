/**
 * One clock and one order of steps. Every request to a store or bus waits for its turn here, and the seed says whose
 * turn it is: two runs of one seed take the same steps. No timer runs; time is what the steps take.
 */
import type { Random } from './random.ts'

/** One process: what it has asked for waits in its name, and goes with it when it dies. */
export type Life = {
  readonly name: string
  readonly kind: string
  isAlive: boolean
  /** Resolves when the process dies. */
  readonly death: Promise<void>
  /** How many more requests it makes. */
  left: number
  die(): void
}

type Step = { life: Life; what: string; atMs: number; go: () => void }

/** Whoever may begin something of its own accord, when it can: a queue that delivers, a stream that is polled. */
export type Source = { kind: string; readyAtMs(): number | undefined; begin(): void }

/** `fair`: everyone alike. `bursty`: mostly who went last. */
export type Policy = { manner: 'fair' | 'bursty'; slowKind: string | undefined }

export type Scheduler = {
  nowMs(): number
  /** Waits for its turn. Never resolves for the dead. */
  turn(life: Life, what: string, delayMs?: number): Promise<void>
  newLife(kind: string, requestsMax?: number): Life
  sources: Source[]
  /** Takes steps until nobody has anything left to do. */
  run(): Promise<void>
  steps(): number
  /** Whether something that it asked for still waits. */
  hasRequests(life: Life): boolean
}

const stepsMax = 30_000
const burst = 0.85
/** A slow consumer gets so many of the turns that others could have taken. */
const slowShare = 0.01

export function newScheduler(
  random: Random,
  policy: Policy,
  startMs: number,
  tell: (line: () => string) => void,
  slowed: () => void,
): Scheduler {
  let nowMs = startMs
  let taken = 0
  let lives = 0
  let last: Life | undefined
  let waiting: Step[] = []
  const never = new Promise<never>(() => {})

  const scheduler: Scheduler = {
    nowMs: () => nowMs,
    steps: () => taken,
    hasRequests: (life) => waiting.some((step) => step.life === life),
    sources: [],
    newLife: (kind, requestsMax = Number.POSITIVE_INFINITY) => {
      let dead = () => {}
      lives += 1
      const life: Life = {
        name: `${kind}-${lives}`,
        kind,
        isAlive: true,
        left: requestsMax,
        death: new Promise((resolve) => {
          dead = resolve
        }),
        die: () => {
          if (!life.isAlive) return
          life.isAlive = false
          waiting = waiting.filter((step) => step.life !== life)
          tell(() => `${life.name} dies`)
          dead()
        },
      }
      return life
    },
    turn: (life, what, delayMs = 0) => {
      if (life.isAlive && life.left-- <= 0) life.die()
      if (!life.isAlive) return never
      return new Promise((go) => {
        waiting.push({ life, what, atMs: nowMs + delayMs, go })
      })
    },
    run: async () => {
      for (;;) {
        await allQuiet()
        const choice = choose()
        if (!choice) return
        taken += 1
        if (taken > stepsMax) throw new Error(`Not done after ${stepsMax} steps`)
        nowMs += 1 + random.below(3)
        if ('begin' in choice) choice.begin()
        else {
          waiting.splice(waiting.indexOf(choice), 1)
          last = choice.life
          tell(() => `${choice.life.name} ${choice.what}`)
          choice.go()
        }
      }
    },
  }

  function choose(): Step | Source | undefined {
    for (;;) {
      const steps = waiting.filter(({ atMs }) => atMs <= nowMs)
      const sources = scheduler.sources.filter((source) => (source.readyAtMs() ?? Infinity) <= nowMs)
      if (steps.length + sources.length > 0) return chosenOf(steps, sources)
      const next = Math.min(
        ...waiting.map(({ atMs }) => atMs),
        ...scheduler.sources.map((source) => source.readyAtMs() ?? Infinity),
      )
      if (next === Infinity) return undefined
      nowMs = next
    }
  }

  function chosenOf(steps: readonly Step[], sources: readonly Source[]): Step | Source {
    if (policy.slowKind !== undefined && !random.chance(slowShare)) {
      const isSlow = (one: Step | Source) => ('life' in one ? one.life.kind : one.kind) === policy.slowKind
      const [fastSteps, fastSources] = [steps.filter((s) => !isSlow(s)), sources.filter((s) => !isSlow(s))]
      const left = fastSteps.length + fastSources.length
      if (left > 0 && left < steps.length + sources.length) {
        slowed()
        return pick(fastSteps, fastSources)
      }
    }
    return pick(steps, sources)
  }

  function pick(steps: readonly Step[], sources: readonly Source[]): Step | Source {
    if (policy.manner === 'bursty' && random.chance(burst)) {
      const own = steps.filter(({ life }) => life === last)
      if (own.length > 0) return random.pick(own)
    }
    return random.pick([...steps, ...sources])
  }
  return scheduler
}

/** Every promise that could go on without a turn has gone on: ticks run only once all microtasks are done. */
function allQuiet(): Promise<void> {
  return new Promise((resolve) => queueMicrotask(() => process.nextTick(resolve)))
}
