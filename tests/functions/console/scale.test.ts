/**
 * A console over many cases: no page grows past what a browser takes at once. `npm run test:console` does it with as many
 * as a region has in ten years, and tells how long each page takes beside one that shows nothing.
 */
import { expect, it } from 'vitest'
import { syntheticCases } from '../../support/synthetic.ts'
import { type ConsoleWorld, consoleOver } from './console.ts'

const seizures = Number(process.env.ROUTEWATCH_CONSOLE_SEIZURES ?? 200)
const isLarge = seizures > 10_000
const bytesMax = 300_000

const paths = [
  '/console',
  '/console/map',
  '/console/map?from=2024&to=2024&besideFrom=2025&besideTo=2025',
  '/console/routes',
  '/console/routes/synthetic-1',
  '/console/actors',
  '/console/actors/synthetic-1',
  '/console/graph?focus=routes/synthetic-1&depth=2',
  '/console/timeline',
  '/console/seizures',
  '/console/sessions',
  '/console/commitments',
  '/console/countries',
  '/console/countries/kz',
  '/console/submissions',
  '/console/status',
]

async function filled(): Promise<ConsoleWorld> {
  const world = await consoleOver()
  world.clock.nowMs = Date.parse('2026-11-24T09:00:00Z')
  for (const event of syntheticCases({ routes: 60, actors: 500, seizures })) await world.recorded(event)
  await world.project()
  return world
}

/** Milliseconds, the median of so many visits. */
async function taken(world: ConsoleWorld, path: string, times: number): Promise<number> {
  const found: number[] = []
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    await world.visit(path, { by: 'centre' })
    found.push(performance.now() - start)
  }
  return found.sort((one, other) => one - other)[Math.floor(times / 2)] as number
}

/** The same page where nothing is recorded; of a card, which is not there then, the register that it stands in. */
async function emptyLike(path: string, empty: ConsoleWorld): Promise<string> {
  const { status } = await empty.visit(path, { by: 'centre' })
  return status === 200 ? path : path.replace(/[/?][^/]*$/, '')
}

it(`with ${seizures} seizures, 60 routes and 500 actors every page stays below ${bytesMax} bytes`, async () => {
  const [world, empty] = [await filled(), await consoleOver()]
  const told = []
  for (const path of paths) {
    const { status, html } = await world.visit(path, { by: 'centre' })
    const bytes = Buffer.byteLength(html)
    const ratio = isLarge
      ? (await taken(world, path, 5)) / (await taken(empty, await emptyLike(path, empty), 5))
      : undefined
    told.push({ path, status, bytes, ...(ratio !== undefined && { ratio: ratio.toFixed(1) }) })
  }
  if (isLarge) console.table(told)
  expect(told.filter(({ status, bytes }) => status !== 200 || bytes > bytesMax)).toEqual([])
}, 3_600_000)
