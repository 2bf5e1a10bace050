/**
 * `npm run worlds -- --seeds 200 [--from 1]` compares pairs of worlds and says what tells them apart;
 * `--seed 123 [--trace]` asks one pair again, request by request; `--planted all` or a name looks for leaks that are put
 * in on purpose.
 */
import '../simulation/environment.ts'
import { parseArgs } from 'node:util'
import { findPlanted } from '../simulation/planted.ts'
import { plantedLeaks } from './planted-leaks.ts'
import { addTo, newTally, report } from './tally.ts'

const options = {
  seed: { type: 'string' },
  seeds: { type: 'string', default: '200' },
  from: { type: 'string', default: '1' },
  trace: { type: 'boolean', default: false },
  planted: { type: 'string' },
} as const

const { values } = parseArgs({ options })
const [seeds, from] = [Number(values.seeds), Number(values.from)]
if (![seeds, from, Number(values.seed ?? 1)].every((n) => Number.isSafeInteger(n) && n > 0)) {
  console.error('Numbers above 0, please.')
  process.exit(2)
}
const print = (line: string) => console.log(line)

if (values.planted !== undefined) {
  const planting = {
    planted: plantedLeaks,
    load: (query: string) => import(`./run.ts${query}`),
    soundSeeds: 2,
  }
  const isWanted = ({ name }: { name: string }) => values.planted === 'all' || name === values.planted
  process.exitCode = (await findPlanted(isWanted, print, planting)) ? 0 : 1
} else {
  const { runSeed } = await import('./run.ts')
  const [first, count] = values.seed === undefined ? [from, seeds] : [Number(values.seed), 1]
  const startedMs = performance.now()
  const tally = newTally()
  for (let seed = first; seed < first + count; seed++) {
    addTo(tally, await runSeed(seed, values.trace ? print : undefined))
    if (process.stderr.isTTY) process.stderr.write(`\r${tally.pairs} of ${count} pairs`)
  }
  process.exitCode = report(tally, performance.now() - startedMs, print) ? 0 : 1
}
