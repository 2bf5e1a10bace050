/** What may be done with the generations of the views, as changes of the row that names them. */
import { type Generations, newestOf } from '../views/generations.ts'

/** The state that follows, or why there is none. */
export type Change = { after: Generations } | { refused: string }

/** Gives the next number. A rebuild that is under way has one already. */
export function started(before: Generations): Change {
  if (before.building !== undefined)
    return { refused: `generation ${before.building} is being built already` }
  const building = newestOf(before) + 1
  return { after: { ...before, building, newest: building } }
}

/** What was built is read from now on; what was read is kept and fed, what was kept before it is not. */
export function flipped(before: Generations, built: number): Change {
  if (before.building !== built) return { refused: `generation ${built} is not being built any more` }
  return { after: { active: built, previous: before.active, newest: newestOf(before) } }
}

export function rolledBack(before: Generations): Change {
  const { active, previous, ...others } = before
  if (previous === undefined) return { refused: `there is no generation before ${active} to go back to` }
  return { after: { ...others, active: previous, previous: active } }
}

export function finished(before: Generations): Change {
  const { previous, ...others } = before
  if (previous === undefined) return { refused: `no generation is kept beside ${before.active}` }
  return { after: { ...others, newest: newestOf(before) } }
}

export function abandoned(before: Generations): Change {
  const { building, ...others } = before
  if (building === undefined) return { refused: 'no generation is being built' }
  return { after: { ...others, newest: newestOf(before) } }
}
