/** Links as the subject they lead to has to know them: one row in the partition of the target. */
import type { Claim, Row } from './view.ts'

export type Link = {
  from: string
  to: string
  /** What the subject that the link starts from is, or does, to the other. */
  relation: string
  legId?: string | undefined
  /** Tells links of one relation between the same two subjects apart. */
  part?: string | undefined
  /** The claims that the link rests on, none of them retracted. */
  claims: readonly Claim[]
  /** What the target's card shows of the subject that the link starts from. */
  shown?: Record<string, unknown>
}

export type InboundBody = {
  from: string
  to: string
  relation: string
  legId?: string
  evidence: readonly string[]
  /** `disputed` only where every claim it rests on is. */
  status: 'live' | 'disputed'
  readonly [field: string]: unknown
}

export function inboundRow({ from, to, relation, legId, part, claims, shown }: Link): Row {
  const evidence = claims.map(({ claimId }) => claimId).sort()
  const status = claims.every((claim) => claim.status === 'disputed') ? 'disputed' : 'live'
  const body: InboundBody = {
    from,
    to,
    relation,
    ...(legId !== undefined && { legId }),
    evidence,
    status,
    ...shown,
  }
  return { partition: `inbound/${to}`, sort: `${relation}#${from}#${part ?? legId ?? ''}`, body }
}
