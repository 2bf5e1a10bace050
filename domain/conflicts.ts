/** Different answers to one topic from different roots. A root that changes its mind does not contradict itself. */
import { canonical } from './canonical.ts'
import type { Draft } from './claims.ts'
import { areDisjoint } from './roots.ts'
import type { Conflict } from './views/view.ts'

/** @param standing claims that are neither retracted nor ended. */
export function conflictsOf(standing: readonly Draft[]): readonly Conflict[] {
  const answers = standing
    .filter(({ assertion }) => !assertion.sequenced)
    .flatMap((draft) =>
      Object.entries(draft.assertion.topics).map(([topic, answer]) => ({ topic, answer, draft })),
    )
  const byTopic = [...Map.groupBy(answers, ({ topic }) => topic)].sort(([one], [other]) =>
    one < other ? -1 : 1,
  )
  const conflicts = byTopic.flatMap(([topic, given]) => {
    const against = given.filter((one) =>
      given.some((other) => one.answer !== other.answer && areDisjoint(one.draft.roots, other.draft.roots)),
    )
    const claimIds = [...new Set(against.map(({ draft }) => draft.claimId))].sort()
    return claimIds.length > 0 ? [{ field: topic.split('/')[0] ?? topic, claimIds }] : []
  })
  // Claims that differ in two respects are shown once.
  return [...new Map(conflicts.map((conflict) => [canonical(conflict), conflict])).values()]
}
