/** What many pairs of worlds come to. */
import { readPaths } from './questions.ts'
import { type PairRun, requestsOfSeed } from './run.ts'

export type Tally = {
  pairs: number
  hidden: number
  answers: Map<string, number>
  paths: Set<string>
  failed: PairRun[]
}

export function newTally(): Tally {
  return { pairs: 0, hidden: 0, answers: new Map(), paths: new Set(), failed: [] }
}

export function addTo(tally: Tally, run: PairRun): void {
  tally.pairs += 1
  tally.hidden += run.hidden
  for (const [kind, n] of run.answers) tally.answers.set(kind, (tally.answers.get(kind) ?? 0) + n)
  for (const path of run.paths) tally.paths.add(path)
  if (run.wrong.length > 0) tally.failed.push(run)
}

/** With fewer pairs it may be chance that a path was never asked for. */
const pairsForAll = 15

export function unasked({ pairs, paths }: Tally): readonly string[] {
  return pairs < pairsForAll ? [] : readPaths.filter((path) => !paths.has(path))
}

/** @returns whether nothing tells the worlds apart, and every path was asked for. */
export function report(tally: Tally, ms: number, print: (line: string) => void): boolean {
  const { pairs, hidden, answers, failed } = tally
  for (const { seed, wrong } of failed) {
    print(
      `\nPair ${seed} can be told apart. Again, request by request:  npm run worlds -- --seed ${seed} --trace`,
    )
    for (const line of wrong) print(`  ${line}`)
  }
  const counts = [...answers].sort(([one], [other]) => (one < other ? -1 : 1))
  print(counts.map(([kind, n]) => `${kind} × ${n}`).join(', '))
  const each = `${requestsOfSeed} requests each, ${(hidden / pairs).toFixed(1)} hidden events in each`
  print(`${pairs} pairs in ${(ms / 1_000).toFixed(1)} s: ${each}, ${failed.length} differences`)
  for (const path of unasked(tally)) print(`Never asked for: ${path}`)
  return failed.length === 0 && unasked(tally).length === 0
}
