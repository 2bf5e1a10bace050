/** One pair of worlds: a hundred random requests, and every answer has to be the same in both. */
import '../simulation/environment.ts'
import { catalog } from '../../events/catalog.ts'
import { randomOf } from '../simulation/random.ts'
import { agencies } from '../simulation/story.ts'
import type { Post } from '../support/posts.ts'
import { openDoors, type Question } from './doors.ts'
import { newPair } from './pair.ts'
import { newAsker } from './questions.ts'

export const requestsOfSeed = 100

export type PairRun = {
  seed: number
  /** Where the answers differ; empty where nothing tells the worlds apart. */
  wrong: readonly string[]
  hidden: number
  /** How often which answer was given: `GET 200`, … */
  answers: ReadonlyMap<string, number>
  paths: ReadonlySet<string>
}

/** @param tell is given each request with both answers, for who wants to see them. */
export async function runSeed(seed: number, tell?: (line: string) => void): Promise<PairRun> {
  const random = randomOf(seed, 'questions')
  const { reader, mayCreate, whole, bare, story, posts, hidden } = await newPair(seed)
  const { agency } = reader
  const [one, other] = [await openDoors(whole, agency), await openDoors(bare, agency)]
  const draw = () => {
    const post = story.next(agency !== undefined && random.chance(0.9) ? agency : random.pick(agencies))
    return post && (mayCreate || !namesWhatItAdds(post)) ? post : undefined
  }
  const asker = newAsker({ random, agency, posts, draw })
  const startMs = whole.clock.nowMs
  const wrong: string[] = []
  const answers = new Map<string, number>()
  const paths = new Set<string>()
  for (let n = 1; n <= requestsOfSeed; n++) {
    const question = asker.next()
    for (const { clock } of [one, other]) clock.nowMs = startMs + n * 5_000
    const told = [await one.ask(question), await other.ask(question)] as const
    const [here, there] = [one.comparable(told[0], question), other.comparable(told[1], question)]
    tell?.(`${shown(question)}\n  ${here}${here === there ? '' : `\n  ${there}`}`)
    paths.add(question.template)
    const kind = `${question.method} ${told[0].status}`
    answers.set(kind, (answers.get(kind) ?? 0) + 1)
    if (here !== there) {
      wrong.push(`${reader.label}: ${shown(question)} ${difference(here, there)}`)
      // What follows may differ for this reason alone.
      break
    }
    asker.told(question, told[0])
    if (told[0].status === 201) {
      const post: Post = JSON.parse(question.body ?? '')
      story.add(post)
      asker.add(post)
    }
    if (random.chance(0.7)) for (const doors of [one, other]) await doors.catchUp()
  }
  return { seed, wrong, hidden, answers, paths }
}

/** Creates under an id that somebody else may have used. */
function namesWhatItAdds({ type, subject }: Post): boolean {
  return (catalog[type].creates && subject !== undefined) || /^Route(LegAdded|Rerouted)$/.test(type)
}

function shown({ method, path, headers, body }: Question): string {
  return [method, path, JSON.stringify(headers), body].filter((part) => part !== undefined).join(' ')
}

const around = 60

function difference(here: string, there: string): string {
  let at = 0
  while (here[at] === there[at]) at += 1
  const [one, other] = [here, there].map((text) => text.slice(Math.max(0, at - around), at + around))
  return `is answered …${one}… where something is hidden, else …${other}…`
}
