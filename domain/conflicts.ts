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
    // Claims of one root and answer stand or fall together: comparing one of each kind is enough.
    const alike = [
      ...Map.groupBy(given, ({ answer, draft }) => canonical([answer, [...draft.roots].sort()])).values(),
    ]
    const against = alike.filter(([one]) => alike.some(([other]) => one && other && contradict(one, other)))
    const claimIds = [...new Set(against.flat().map(({ draft }) => draft.claimId))].sort()
    return claimIds.length > 0 ? [{ field: topic.split('/')[0] ?? topic, claimIds }] : []
  })
  // Claims that differ in two respects are shown once.
  return [...new Map(conflicts.map((conflict) => [canonical(conflict), conflict])).values()]
}

type Answer = { answer: string; draft: Draft }

function contradict(one: Answer, other: Answer): boolean {
  return one.answer !== other.answer && areDisjoint(one.draft.roots, other.draft.roots)
}
