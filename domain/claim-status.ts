/** Which claim is preferred, which repeat it in other words, and which are in dispute or gone (policy 1, ADR-0005). */
import { canonical } from './canonical.ts'
import type { Draft, Graded } from './claims.ts'
import { comparePolicy } from './policy.ts'
import type { ClaimStatus } from './views/view.ts'

/**
 * A claim in dispute is preferred only where nothing undisputed stands beside it: one status cannot say both, and a
 * reader should find the preferred value undisputed where there is one.
 */
export function statusesOf(graded: readonly Graded[]): ReadonlyMap<string, ClaimStatus> {
  const standing = graded.filter((draft) => !draft.retracted).sort(comparePolicy)
  const variants = variantsOf(standing)
  const preferred = new Set<Draft>()
  for (const slot of Map.groupBy(standing, ({ assertion }) => assertion.slot).values()) {
    const first = slot.find((draft) => !draft.disputed && !variants.has(draft))
    const last = slot.reduce((latest, draft) =>
      draft.event.sequence > latest.event.sequence ? draft : latest,
    )
    const chosen = last.assertion.sequenced ? last : first
    if (chosen) preferred.add(chosen)
  }
  return new Map(
    graded.map((draft): [string, ClaimStatus] => {
      if (draft.retracted) return [draft.claimId, 'retracted']
      if (draft.disputed) return [draft.claimId, 'disputed']
      if (preferred.has(draft)) return [draft.claimId, 'preferred']
      return [draft.claimId, variants.has(draft) ? 'variant' : 'live']
    }),
  )
}

/** Those that say what a better claim says, from the same root, with another metric or wording. */
function variantsOf(ranked: readonly Graded[]): ReadonlySet<Draft> {
  const variants = new Set<Draft>()
  const said = ranked.filter(({ assertion }) => !assertion.sequenced)
  for (const same of Map.groupBy(said, ({ assertion, supports }) => assertion.says ?? supports).values()) {
    const versions = new Map<string, Set<string>>()
    const wordings = new Map<string, Set<string>>()
    for (const draft of same) {
      const version = canonical(draft.assertion.value)
      const wording = draft.sources.flatMap((source) => source.wording ?? []).join('\n')
      for (const root of draft.roots) {
        if (addsTo(versions, root, version)) variants.add(draft)
        if (addsTo(wordings, root, wording)) variants.add(draft)
      }
    }
  }
  return variants
}

/** Notes the text under its root; true if another text stands there already. */
function addsTo(texts: Map<string, Set<string>>, root: string, text: string): boolean {
  const known = texts.get(root) ?? new Set()
  const others = known.size - (known.has(text) ? 1 : 0)
  texts.set(root, known.add(text))
  return others > 0
}
