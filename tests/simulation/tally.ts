/** What many seeds come to: how fast they ran, what struck them how often, and which of them went wrong. */
import { type Fault, faultNames, faults } from './faults.ts'
import { type Run, runSeed } from './run.ts'

export type Tally = {
  seeds: number
  steps: number
  acknowledged: number
  recorded: Map<string, number>
  struck: Map<Fault, number>
  failed: { seed: number; wrong: readonly string[] }[]
}

export function newTally(): Tally {
  return { seeds: 0, steps: 0, acknowledged: 0, recorded: new Map(), struck: new Map(), failed: [] }
}

export function addTo(total: Tally, more: Tally): void {
  total.seeds += more.seeds
  total.steps += more.steps
  total.acknowledged += more.acknowledged
  total.failed.push(...more.failed)
  for (const [type, n] of more.recorded) total.recorded.set(type, (total.recorded.get(type) ?? 0) + n)
  for (const [fault, n] of more.struck) total.struck.set(fault, (total.struck.get(fault) ?? 0) + n)
}

function tallyOf({ seed, wrong, struck, steps, acknowledged, recorded }: Run): Tally {
  return {
    seeds: 1,
    steps,
    acknowledged,
    recorded: new Map(recorded),
    struck: new Map(struck),
    failed: wrong.length > 0 ? [{ seed, wrong }] : [],
  }
}

export async function tallyRange(
  from: number,
  count: number,
  tell: (tally: Tally) => void = () => {},
): Promise<Tally> {
  const tally = newTally()
  for (let seed = from; seed < from + count; seed++) {
    addTo(tally, tallyOf(await runSeed(seed)))
    if (tally.seeds % 100 === 0) tell(tally)
  }
  return tally
}

/** With fewer seeds it may be chance that something never struck. */
const seedsForAll = 200
const failuresShown = 5
const linesShown = 6

/** The faults that these seeds should have met and did not: they show nothing of what those would do. */
export function idleFaults({ seeds, struck }: Tally): readonly Fault[] {
  return seeds < seedsForAll ? [] : faultNames.filter((fault) => !struck.get(fault))
}

/** @returns whether all is right, and everything that may go wrong did. */
export function report(tally: Tally, ms: number, print: (line: string) => void): boolean {
  const idle = idleFaults(tally)
  for (const { seed, wrong } of tally.failed.slice(0, failuresShown)) {
    print(`\nSeed ${seed} is wrong. Again, step by step:  npm run simulate -- --seed ${seed} --trace`)
    for (const line of wrong.slice(0, linesShown)) print(`  ${line}`)
    if (wrong.length > linesShown) print(`  … and ${wrong.length - linesShown} more`)
  }
  const { seeds, steps, acknowledged, recorded, struck, failed } = tally
  const commits = [...recorded.values()].reduce((sum, n) => sum + n, 0)
  print('')
  for (const fault of faultNames)
    print(`${fault.padEnd(17)} ${String(struck.get(fault) ?? 0).padStart(9)}  ${faults[fault]}`)
  print(`\n${recorded.size} types of events: ${[...recorded.keys()].sort().join(', ')}`)
  print(
    `${seeds} seeds in ${(ms / 1_000).toFixed(1)} s (${(seeds / (ms / 1_000)).toFixed(1)} a second): ` +
      `${steps} steps, ${commits} events recorded, ${acknowledged} acknowledged`,
  )
  for (const fault of idle) print(`Never struck: ${fault}`)
  print(failed.length === 0 ? 'Nothing wrong' : `Wrong: ${failed.length} seeds`)
  return failed.length === 0 && idle.length === 0
}
