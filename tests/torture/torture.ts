/**
 * `npm run torture -- --kills 60 [--acknowledged 3000] [--seed 1]` kills a host so often, and says what became of all that
 * it was told; `--planted all`, or a name, looks for a defect that is put in on purpose. The same seed makes the same plan
 * of posts and deaths; how they fall together is another matter.
 */
import { parseArgs } from 'node:util'
import { isPlant, type PlantName, plantNamed, plantNames } from './plants.ts'
import { torture } from './run.ts'
import type { Tally } from './tally.ts'

const options = {
  kills: { type: 'string', default: '60' },
  acknowledged: { type: 'string', default: '0' },
  seed: { type: 'string' },
  planted: { type: 'string' },
} as const
const faultsMax = 40
/** Each by the death that shows the defect. */
const plantedKills = 4

const { values } = parseArgs({ options })
const anySeed = values.planted === undefined ? Math.floor(Math.random() * 1e9) : 1
const seed = values.seed === undefined ? anySeed : whole(values.seed)
const [kills, acknowledged] = [whole(values.kills), whole(values.acknowledged)]
if (values.planted === undefined) {
  const tally = await torture({ kills, acknowledged, seed, tell })
  report(tally)
  process.exitCode = tally.faults.length === 0 ? 0 : 1
} else {
  for (const name of planted(values.planted)) {
    const { faults } = await torture({ kills: plantedKills, seed, planted: name, tell })
    const shown = faults.filter((fault) => plantNamed(name).shows.test(fault))
    const found = shown.length > 0 ? `found by ${shown.length}` : 'NOT FOUND'
    console.log(`${found}: a host that ${name}; ${shown[0] ?? faults[0] ?? 'nothing is wrong'}`.slice(0, 200))
    if (shown.length === 0) process.exitCode = 1
  }
}

function report(tally: Tally): void {
  const { died, faults, acknowledged, refused, unknown, unknownStored, asked, lost, doubled } = tally
  console.log('')
  for (const [place, times] of [...died].sort()) console.log(`${String(times).padStart(5)}  ${place}`)
  console.log(`
${[...died.values()].reduce((sum, times) => sum + times, 0)} kills, ${acknowledged} acknowledged, ${lost} lost, ${doubled} doubled
${refused} refused, ${unknown} unknown (${unknownStored} of them stored), ${asked} questions
slowest start ${tally.slowestStartMs} ms`)
  for (const fault of faults.slice(0, faultsMax)) console.log(`WRONG: ${fault}`)
  if (faults.length > faultsMax) console.log(`and ${faults.length - faultsMax} more`)
  console.log(
    `${faults.length === 0 ? 'All right' : `${faults.length} wrong`}. Again: npm run torture -- --kills ${kills} --acknowledged ${values.acknowledged} --seed ${tally.seed}`,
  )
}

function planted(name: string): readonly PlantName[] {
  if (name === 'all') return plantNames
  return isPlant(name) ? [name] : fail(`Planted is one of: all, ${plantNames.join(', ')}`)
}

function tell(line: string): void {
  process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`)
}

function whole(text: string): number {
  const number = Number(text)
  return Number.isSafeInteger(number) && number >= 0 ? number : fail('Whole numbers, please.')
}

function fail(message: string): never {
  console.error(message)
  process.exit(2)
}
