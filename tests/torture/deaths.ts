/** How a host dies. Its parts are wrapped by the entry of these tests; the product has no switch for it. */
import type { Random } from '../simulation/random.ts'
import { commits, type Place, type PlaceName, places } from './places.ts'
import { wrap } from './wrap.ts'

/** The `nth` time that it comes to the place, once it has tried to write so many commits. */
export type Death = { at: PlaceName; nth: number; afterCommits: number }

const commitsMax = 120

/** Mostly in the midst of its work; else as it starts and goes on with what the one before has left. */
export function deathAt(at: PlaceName, { below, chance }: Random): Death {
  const { within, isAtStart }: Place = places[at]
  return { at, nth: 1 + below(within), afterCommits: isAtStart || chance(0.2) ? 0 : below(commitsMax) }
}

/** From here on this process ends by SIGKILL when it comes to its death. */
export function dieAt({ at, nth, afterCommits }: Death): void {
  const { of, method, counts, when }: Place = places[at]
  let written = 0
  let times = 0
  wrap(commits.of, commits.method, (original, args, self) => {
    if (commits.counts(args, self)) written += 1
    return original()
  })
  const come = () => {
    times += 1
    if (times === nth) process.kill(process.pid, 'SIGKILL')
  }
  wrap(of, method, (original, args, self) => {
    if (written < afterCommits || !counts(args, self)) return original()
    if (when === 'before') {
      come()
      return original()
    }
    const result = original()
    if (!(result instanceof Promise)) {
      come()
      return result
    }
    const came = () => {
      come()
      return result
    }
    return when === 'after' ? result.then(came) : result.catch(came)
  })
}
