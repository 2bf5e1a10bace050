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

/** @param to where it is given, this may be repeated: what is read already stays as it is. */
export function rolledBack(before: Generations, to = before.previous): Change {
  const { active, previous, turns = 0, ...others } = before
  if (to === active) return { after: before }
  if (previous === undefined || to === undefined)
    return { refused: `there is no generation before ${active} to go back to` }
  if (to !== previous)
    return { refused: `generation ${to} is not kept: ${active} is read, ${previous} is kept` }
  return { after: { ...others, active: to, previous: active, turns: turns + 1 } }
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
