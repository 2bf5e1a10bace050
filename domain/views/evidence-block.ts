/** Blocks of a route card that span subjects: built where it is read, from totals and links that the reader may see. */
import { type Amounts, sum, type Total } from '../statistics.ts'
import type { InboundBody } from './inbound.ts'

export type Evidence = {
  seizures: number
  kilograms: string
  coverage: { converted: number; unconverted: number }
  /** Date of the latest seizure, as precise as it was reported. */
  last?: string
}
export type EvidenceBlock = Evidence & { legs: readonly (Evidence & { legId: string })[] }

/**
 * @param totals of the dimensions route and leg; those of one substance alone are left aside, so that a seizure of
 * several counts once. Differences of several labels add up.
 * @param last dates of the latest seizure by bucket key (`northern`, `northern/tj-kg`).
 */
export function evidenceBlock(
  routeId: string,
  legIds: readonly string[],
  totals: readonly Total[],
  last: Readonly<Record<string, string>> = {},
): EvidenceBlock {
  const evidence = (dimension: 'route' | 'leg', key: string): Evidence => {
    const own = totals.filter(
      (total) => total.dimension === dimension && total.key === key && total.substance === '*',
    )
    return { ...shown(sum(own)), ...(last[key] !== undefined && { last: last[key] }) }
  }
  return {
    ...evidence('route', routeId),
    legs: legIds.map((legId) => ({ legId, ...evidence('leg', `${routeId}/${legId}`) })),
  }
}

export type RouteActor = {
  actorId: string
  /** As the reader knows the actor. */
  name?: string
  relation: string
  legId?: string
  evidence: readonly string[]
  status: string
}

/** The actors that are linked to a route, from the links that lead to it. */
export function actorsBlock(links: readonly (InboundBody & { name?: string })[]): RouteActor[] {
  return links.flatMap(({ from, name, relation, legId, evidence, status }) => {
    const [kind, actorId] = from.split('/')
    if (kind !== 'actors' || actorId === undefined) return []
    const named = name === undefined ? {} : { name }
    return [{ actorId, ...named, relation, ...(legId !== undefined && { legId }), evidence, status }]
  })
}

function shown({ seizures, kilograms, converted, unconverted }: Amounts): Evidence {
  return { seizures, kilograms, coverage: { converted, unconverted } }
}
