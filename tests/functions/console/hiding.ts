/** A world in which one agency hides words of subjects that all others see, and the same words of subjects of its own. */
import { ownSubject, tellWords } from '../../worlds/hidden-words.ts'
import { moreEvents, sampleEvents, tell } from '../query/sample.ts'
import { type ConsoleWorld, consoleOver } from './console.ts'
import { spoken } from './spoken.ts'

const kinds = ['routes', 'actors', 'seizures', 'sessions', 'statements', 'commitments', 'countries'] as const

/** Whose words they are, and who must not find them. */
export const owner = 'kz-moi'
export const others = [undefined, 'observer-one', 'ru-authority', 'centre'] as const

/** Addresses that no page leads to, such as of what was merged into another. */
export const guessed = kinds.map((kind) => `/console/${ownSubject(kind)}`)

export async function hidingWorld(): Promise<{ world: ConsoleWorld; words: readonly string[] }> {
  const world = await consoleOver()
  await tell(world, [...sampleEvents, ...moreEvents, ...spoken])
  await world.project()
  const first = async (kind: string): Promise<string> =>
    String((await world.ask(`/v1/${kind}?limit=1`)).body.items[0]?.subject)
  const seen = await Promise.all(
    [...kinds, 'sources'].map(async (kind) => [kind, await first(kind)] as const),
  )
  const subjects = new Map<string, string>(seen)
  await tellWords(world, { isPostable: true })
  const subjectOfKind = (kind: string) => subjects.get(kind) ?? ownSubject(kind)
  const { words } = await tellWords(world, { isPostable: true, subjectOfKind })
  return { world, words }
}
