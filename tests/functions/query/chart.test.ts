import { beforeAll, expect, it } from 'vitest'
import type { Edge } from '../../../domain/views/edges.ts'
import { syntheticCases } from '../../support/synthetic.ts'
import { type Reading, reading } from './reading.ts'

/** Invented cases, more than a chart holds. */

let world: Reading
beforeAll(async () => {
  world = await reading()
  world.clock.nowMs = Date.parse('2026-11-24T09:00:00Z')
  for (const post of syntheticCases({ routes: 60, actors: 150, seizures: 300 })) await world.recorded(post)
  await world.project()
})

type Chart = { nodes: { id: string }[]; edges: Edge[]; truncated: boolean }
const chart = async (focus: string, depth: number, by: string): Promise<Chart> =>
  (await world.ask(`/v1/graph?focus=${focus}&depth=${depth}`, { by })).body as unknown as Chart
const keysOf = (edges: readonly Edge[]) =>
  [
    ...new Set(
      edges.map(({ from, relation, to, evidence }) => `${from} ${relation} ${to} ${evidence.toSorted()}`),
    ),
  ].sort()

it.each(['kz-moi', 'centre'])(
  'a full chart for %s has every edge of what is near and shown, and says that it left something out',
  async (by) => {
    const { nodes, edges, truncated } = await chart('countries/kz', 2, by)
    expect([nodes.length, truncated]).toStrictEqual([200, true])
    const shown = new Set(nodes.map(({ id }) => id))
    const near = (await chart('countries/kz', 1, by)).nodes.filter(({ id }) => shown.has(id))
    const around = await Promise.all(near.map(({ id }) => chart(id, 1, by)))
    const between = around
      .flatMap((one) => one.edges)
      .filter(({ from, to }) => shown.has(from) && shown.has(to))
    expect(keysOf(edges)).toStrictEqual(keysOf(between))
    // Also between two of whom neither is what it was asked about.
    expect(edges.some(({ from, to }) => ![from, to].includes('countries/kz'))).toBe(true)
  },
)
