/** Replaces the pointer so that nobody goes on reading a generation that is no longer fed. */
import {
  type GenerationStore,
  type Generations,
  generationsText,
  named,
  pointerFreshMs,
} from '../views/generations.ts'

type Turning = { generations: GenerationStore; pause(ms: number): Promise<void> }

/** Twice as long as a pointer is believed: the clocks of two machines need not run alike. */
export const unreadMs = 2 * pointerFreshMs

/**
 * Whoever has lately read an older pointer may begin a request with it until it is a second old. If the generation that
 * it names lost its name within that second, a raise could be fed to all others and be acknowledged, and a request that
 * begins afterwards would still show what it hides. So before a generation that was ever read loses its name, `before`
 * has to stand for `unreadMs`: who asked before it stood has to ask again by then, and whoever asked later reads its
 * active one, which keeps its name. That it stood all the while is known at the end, since no state comes twice
 * (`newest`, `turns`). What is only being built was read by nobody.
 *
 * @param before as it was just read.
 * @returns whether `after` stands now.
 */
export async function turn(
  { generations, pause }: Turning,
  before: Generations,
  after: Generations,
): Promise<boolean> {
  const kept = named(after)
  if (named(before).some((generation) => generation !== before.building && !kept.includes(generation)))
    await pause(unreadMs)
  if (await generations.replace(before, after)) return true
  // A put whose answer was lost is sent again and meets its own result.
  return generationsText(await generations.read()) === generationsText(after)
}
