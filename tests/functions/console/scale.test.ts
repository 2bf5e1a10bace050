/**
 * A console over many cases: no page grows past what a browser takes at once. `npm run test:console` does it with as many
 * as a region has in ten years, over the store's own protocol, and tells how much each page asks of the store and how long
 * it takes beside the same page where nothing is recorded.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { syntheticCases } from '../../support/synthetic.ts'
import { type ConsoleWorld, consoleOver } from './console.ts'
import { type Stored, storedIn } from './stored.ts'

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

type Taken = { ms: number; requests: number }

/** The median of five visits, and what the last of them asked of the store. */
async function taken({ visit, asked }: Stored, path: string): Promise<Taken> {
  const found: number[] = []
  for (let i = 0; i < 5; i++) {
    asked.length = 0
    const start = performance.now()
    await visit(path, { by: 'centre' })
    found.push(performance.now() - start)
  }
  return { ms: found.sort((one, other) => one - other)[2] as number, requests: asked.length }
}

/** The same page where nothing is recorded; of a card, which is not there then, the register that it stands in. */
async function emptyLike(path: string, empty: ConsoleWorld): Promise<string> {
  const { status } = await empty.visit(path, { by: 'centre' })
  return status === 200 ? path : path.replace(/[/?][^/]*$/, '')
}

async function compared(world: ConsoleWorld): Promise<object[]> {
  const folder = mkdtempSync(join(tmpdir(), 'routewatch-scale-'))
  const bare = await consoleOver()
  await bare.project()
  const [full, empty] = [
    await storedIn(join(folder, 'full'), world),
    await storedIn(join(folder, 'empty'), bare),
  ]
  const told = []
  for (const path of paths) {
    const [one, other] = [await taken(full, path), await taken(empty, await emptyLike(path, bare))]
    const requests = `${one.requests} (${other.requests})`
    told.push({ path, requests, ms: Math.round(one.ms), ratio: (one.ms / other.ms).toFixed(1) })
  }
  for (const { stop } of [full, empty]) await stop()
  rmSync(folder, { recursive: true })
  return told
}

it(`with ${seizures} seizures, 60 routes and 500 actors every page stays below ${bytesMax} bytes`, async () => {
  const world = await filled()
  const told = []
  for (const path of paths) {
    const { status, html } = await world.visit(path, { by: 'centre' })
    told.push({ path, status, bytes: Buffer.byteLength(html) })
  }
  if (isLarge) console.table(told)
  expect(told.filter(({ status, bytes }) => status !== 200 || bytes > bytesMax)).toEqual([])
  if (isLarge) console.table(await compared(world))
}, 3_600_000)
