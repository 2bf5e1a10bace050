/**
 * `npm run simulate -- --seeds 1000 [--from 1] [--workers 2]` runs seeds and says what struck; `--seed 123 [--trace]`
 * runs one of them again, step by step; `--planted all`, `quick` or a name looks for defects that are put in on purpose.
 */
import { fork } from 'node:child_process'
import { parseArgs } from 'node:util'
import { addTo, newTally, report, type Tally, tallyRange } from './tally.ts'

const options = {
  seed: { type: 'string' },
  seeds: { type: 'string', default: '200' },
  from: { type: 'string', default: '1' },
  workers: { type: 'string', default: '1' },
  trace: { type: 'boolean', default: false },
  planted: { type: 'string' },
} as const

/** So many seeds live in one process: what telemetry keeps between flushes stays small. */
const chunkSize = 1_000

const { values } = parseArgs({ options })
const [seeds, from, workers] = [values.seeds, values.from, values.workers].map(Number) as [
  number,
  number,
  number,
]
if (![seeds, from, workers].every((n) => Number.isSafeInteger(n) && n > 0)) fail('Numbers above 0, please.')

if (values.planted !== undefined) {
  const { findPlanted, quickly } = await import('./planted.ts')
  const wanted = values.planted
  const isWanted = ({ name, within }: { name: string; within: number }) =>
    wanted === 'all' || (wanted === 'quick' ? within <= quickly : name === wanted)
  process.exitCode = (await findPlanted(isWanted, (line) => console.log(line))) ? 0 : 1
} else if (values.seed !== undefined) {
  const { runSeed } = await import('./run.ts')
  const run = await runSeed(Number(values.seed), values.trace ? (line) => console.log(line()) : undefined)
  for (const wrong of run.wrong) console.log(wrong)
  console.log(
    `Seed ${run.seed}: ${run.wrong.length === 0 ? 'all right' : `${run.wrong.length} wrong`}, ${run.steps} steps`,
  )
  process.exitCode = run.wrong.length === 0 ? 0 : 1
} else if (process.send) {
  process.send(await tallyRange(from, seeds))
} else {
  const startedMs = performance.now()
  const tally = workers === 1 ? await tallyRange(from, seeds, tell) : await tallyInProcesses()
  process.exitCode = report(tally, performance.now() - startedMs, (line) => console.log(line)) ? 0 : 1
}

async function tallyInProcesses(): Promise<Tally> {
  const starts = Array.from({ length: Math.ceil(seeds / chunkSize) }, (_, n) => from + n * chunkSize)
  const total = newTally()
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
        addTo(total, await tallyElsewhere(start, Math.min(chunkSize, from + seeds - start)))
        tell(total)
      }
    }),
  )
  return total
}

function tallyElsewhere(start: number, count: number): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, ['--from', String(start), '--seeds', String(count)], {
      serialization: 'advanced',
    })
    child.once('message', (tally) => resolve(tally as Tally))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Seeds from ${start} ended with ${code}`)))
  })
}

function tell({ seeds: done, failed }: Tally): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${seeds} seeds, ${failed.length} wrong`)
}

function fail(message: string): never {
  console.error(message)
  process.exit(2)
}
