/** The worked example with a region's worth of invented cases, some hidden from some. */
import { syntheticCases } from '../../support/synthetic.ts'
import { sampleEvents, tell } from '../query/sample.ts'
import { type ConsoleWorld, consoleOver } from './console.ts'

export async function populated(): Promise<ConsoleWorld> {
  const world = await consoleOver()
  await tell(world, sampleEvents)
  world.clock.nowMs = Date.parse('2026-11-24T09:00:00Z')
  for (const event of syntheticCases({ routes: 6, actors: 18, seizures: 60 })) await world.recorded(event)
  await world.project()
  return world
}
