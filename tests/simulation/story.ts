/**
 * What agencies post: a few subjects that all of them speak of, marked in every way, with whatever later changes who
 * sees what. Each text holds a word of its own, by which it is known again wherever it turns up.
 */
import type { EventType } from '../../events/catalog.ts'
import type { Marking } from '../../events/envelope.ts'
import { amber, clear, grading, green, type Post, red, strict } from '../support/posts.ts'
import type { Random } from './random.ts'
import { type Acts, claimActs } from './story-claims.ts'
import { recordActs } from './story-records.ts'
import { sessionActs } from './story-sessions.ts'

export const agencies = ['kz-moi', 'ru-authority', 'observer-one', 'centre'] as const

const markings: readonly Marking[] = [
  clear,
  clear,
  green,
  amber,
  strict(),
  strict('observer-one'),
  red(),
  red('ru-authority'),
  red('observer-one', 'kz-moi'),
]

/** What an act has to choose from. */
export type Draw = {
  by: string
  random: Random
  /** Posts that may have been recorded, of these types; of its own agency's where there are any, half the time. */
  of(...types: readonly EventType[]): Post | undefined
  marking(): Marking
  /** One of the few that are spoken of. */
  routeId(): string
  actorId(): string
  /** Of the first of these; in many seeds that is the very first, so that much falls together. */
  few<T>(list: readonly T[]): T
  /** A text that holds a new canary. */
  text(words: string): string
  make(type: EventType, data: object, about?: { subject?: string; by?: string }): Post
  /** The same with grading, marking and note. */
  claim(type: EventType, data: object, about?: { subject?: string; by?: string }): Post
}

export type Story = {
  next(by: string): Post | undefined
  /** It may have been recorded: what follows may speak of it. */
  add(post: Post): void
}

export function newStory(random: Random): Story {
  const known: Post[] = []
  let posted = 0
  let words = 0
  const all: Acts = [...recordActs, ...sessionActs, ...claimActs]
  // A seed that does only some things does them often enough to get into trouble.
  const acts = all.filter(({ isBasic }) => isBasic || random.chance(0.6))
  const weights = acts.flatMap((act) => Array.from({ length: act.weight }, () => act))
  const narrow = random.chance(0.3) ? markings.slice(0, 4) : markings
  const breadth = random.pick([1, 2, 3])
  const [routes, actors] = [idsOf('rx', 1 + random.below(2)), idsOf('ax', 2 + random.below(2))]

  const drawFor = (by: string): Draw => {
    posted += 1
    const id = `post-${posted}`
    const make: Draw['make'] = (type, data, { by: as = by, subject } = {}) => ({
      specversion: '1.0',
      type,
      source: `/agencies/${as}`,
      id,
      ...(subject !== undefined && { subject }),
      data: { ...data },
    })
    const text = (said: string) => `${said} ${canary(words++)}`
    const marking = () => random.pick(narrow)
    return {
      by,
      random,
      of: (...types) => {
        const some = known.filter(({ type }) => types.length === 0 || types.includes(type))
        const own = some.filter(({ source }) => source === `/agencies/${by}`)
        const among = own.length > 0 && random.chance(0.5) ? own : some
        return among.length === 0 ? undefined : random.pick(among)
      },
      marking,
      few: (list) => random.pick(list.slice(0, breadth)),
      routeId: () => random.pick(routes),
      actorId: () => random.pick(actors),
      text,
      make,
      claim: (type, data, about) =>
        make(type, { grading, marking: marking(), note: text('Noted'), ...data }, about),
    }
  }
  return {
    next: (by) => {
      for (let attempt = 0; attempt < 8; attempt++) {
        const found = random.pick(weights).post(drawFor(by))
        if (found) return found
      }
      return undefined
    },
    add: (post) => {
      if (!known.includes(post)) known.push(post)
    },
  }
}

/** No other word holds them. */
function idsOf(prefix: string, count: number): readonly string[] {
  return ['one', 'two', 'three'].slice(0, count).map((word) => `${prefix}-${word}`)
}

/** Letters only, so that no check of texts takes it for a number. */
function canary(n: number): string {
  const letters = [...n.toString(26)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))
  return `kanari${letters.join('')}`
}

export function canariesIn(text: string): readonly string[] {
  return [...new Set(text.match(/kanari[a-z]+/g))]
}

/** The agency that a post speaks for. */
export function agencyOf({ source }: Post): string {
  return source.slice('/agencies/'.length)
}
