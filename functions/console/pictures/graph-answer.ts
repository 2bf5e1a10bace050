/** From what `GET /v1/graph` answers to what is drawn. */

import type { SubjectKind } from '../../../events/ids.ts'
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { countryName } from '../countries.ts'
import type { Language } from '../language.ts'
import type { Doubt, Graph } from './graph-shown.ts'

/** What the chart's answer does not tell and cards do: claims that are disputed or only suspect, subjects likewise. */
export type Doubts = {
  disputedClaims: ReadonlySet<string>
  suspectedClaims: ReadonlySet<string>
  suspected: ReadonlySet<string>
}

export function graphOf(
  answer: Pick<Schemas['Graph'], 'nodes' | 'edges'>,
  { focus, lang, disputedClaims, suspectedClaims, suspected }: { focus: string; lang: Language } & Doubts,
): Graph {
  const doubtIn = (relation: string, evidence: readonly string[]): Doubt | undefined => {
    const restsOn = (claims: ReadonlySet<string>) =>
      evidence.length > 0 && evidence.every((claimId) => claims.has(claimId))
    if (restsOn(disputedClaims)) return 'disputed'
    return relation === 'duplicate-suspected' || restsOn(suspectedClaims) ? 'suspected' : undefined
  }
  return {
    focus,
    nodes: answer.nodes.map(({ id, kind, label }) => ({
      id,
      kind: kind as SubjectKind,
      label: kind === 'countries' ? countryName(label, lang) : label,
      doubt: suspected.has(id) ? 'suspected' : undefined,
    })),
    edges: answer.edges.map(({ from, to, relation, evidence }) => ({
      from,
      to,
      relation,
      evidence: evidence.length,
      doubt: doubtIn(relation, evidence),
    })),
  }
}
