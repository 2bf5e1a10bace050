import { createHash } from 'node:crypto'

/**
 * Bad luck on purpose, the same for the same seed: every kind of luck draws from its own sequence, so that how often
 * one is asked does not change what another says.
 */
export type ChaosSpec = {
  seed: number
  /** Probability that a delivery comes twice. */
  duplicate: number
  /** Probability that a message is overtaken by later ones, and that a batch comes shuffled. */
  reorder: number
  /** Probability that an event never leaves the bus for a target. */
  drop: number
  /** Probability that an entry of PutEvents is refused. */
  putEventsFail: number
  /** Longest wait of a message, in milliseconds. */
  delay: number
  /** Probability that an invocation that nobody waits for fails, before or after the function has run. */
  fail: number
}

type Probability = 'duplicate' | 'reorder' | 'drop' | 'putEventsFail' | 'fail'

export class ChaosError extends Error {}

/** Reads `seed=1,drop=0.2`. Throws a ChaosError that names what is wrong. */
export function parseChaos(text: string): ChaosSpec {
  const spec: ChaosSpec = { seed: 1, duplicate: 0, reorder: 0, drop: 0, putEventsFail: 0, delay: 0, fail: 0 }
  for (const part of text.split(',')) {
    const [key = '', value = '', more] = part.split('=')
    if (!Object.hasOwn(spec, key)) throw new ChaosError(`--chaos knows ${Object.keys(spec).join(', ')}`)
    const number = Number(value)
    const whole = key === 'seed' || key === 'delay'
    if (more !== undefined || value.trim() === '' || !Number.isFinite(number) || number < 0)
      throw new ChaosError(`--chaos ${key} takes a number`)
    if (whole ? !Number.isSafeInteger(number) : number > 1)
      throw new ChaosError(`--chaos ${key} takes ${whole ? 'a whole number' : 'a number from 0 to 1'}`)
    spec[key as keyof ChaosSpec] = number
  }
  return spec
}

export class Chaos {
  readonly spec: ChaosSpec
  private readonly sequences = new Map<string, () => number>()

  constructor(spec: ChaosSpec) {
    this.spec = spec
  }

  happens(luck: Probability): boolean {
    return this.spec[luck] > 0 && this.draw(luck) < this.spec[luck]
  }

  /** How long a message waits; a reordered one at most a tenth of a second longer, so that others overtake it. */
  delayMs(): number {
    const held = this.happens('reorder') ? this.draw('held') * 100 : 0
    return this.spec.delay === 0 ? held : held + this.draw('delay') * this.spec.delay
  }

  shuffled<T>(items: readonly T[]): T[] {
    const result = [...items]
    if (!this.happens('reorder')) return result
    for (let index = result.length - 1; index > 0; index--) {
      const other = Math.floor(this.draw('shuffle') * (index + 1))
      ;[result[index], result[other]] = [result[other] as T, result[index] as T]
    }
    return result
  }

  /** When an invocation fails, whether its function has run before. */
  failure(): 'before' | 'after' | undefined {
    if (!this.happens('fail')) return undefined
    return this.draw('moment') < 0.5 ? 'before' : 'after'
  }

  private draw(name: string): number {
    let sequence = this.sequences.get(name)
    if (!sequence) {
      sequence = mulberry32(createHash('sha256').update(`${this.spec.seed} ${name}`).digest().readUInt32LE())
      this.sequences.set(name, sequence)
    }
    return sequence()
  }
}

export const noChaos = new Chaos(parseChaos('seed=0'))

/** Tommy Ettinger's Mulberry32 (public domain): numbers from 0 to below 1 out of 32 bits of state. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
