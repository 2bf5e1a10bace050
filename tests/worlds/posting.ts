/** What a reader posts: of things that it sees, that are hidden, and that are not there, in every way there is to post. */
import type { Random } from '../simulation/random.ts'
import type { Post } from '../support/posts.ts'
import type { Question } from './doors.ts'

type Needs = {
  random: Random
  agency: string
  draw: () => Post | undefined
  /** Those that the reader has met. */
  etags: readonly string[]
  /** Bodies that were recorded. */
  posted: readonly string[]
}

export function postQuestion({ random, agency, draw, etags, posted }: Needs): Question | undefined {
  const one = (): Post | undefined => {
    const post = draw()
    // Hardly ever for another agency: that is refused before anything is looked at.
    if (!post || random.chance(0.05)) return post
    const { ifmatch, ...rest } = post
    const own = { ...rest, source: `/agencies/${agency}` }
    if (ifmatch === undefined) return random.chance(0.1) ? { ...own, ifmatch: random.pick(etags) } : own
    return random.chance(0.1) ? own : { ...own, ifmatch: random.chance(0.5) ? '*' : random.pick(etags) }
  }
  const several = (count: number) => Array.from({ length: count }, one).filter((post) => post !== undefined)
  const way = random.below(20)
  const sent = (type: string, body: string, more: Partial<Question> = {}): Question => ({
    method: 'POST',
    template: '/v1/events',
    path: '/v1/events',
    body,
    ...more,
    headers: { 'content-type': type, ...more.headers },
  })
  const single = 'application/cloudevents+json'
  const again = posted.at(-1 - random.below(5))
  if (way === 0 && again) return sent(single, again)
  if (way === 1 && again) return sent(single, JSON.stringify({ ...JSON.parse(again), data: {} }))
  if (way === 2 && again) {
    const reused: Post = JSON.parse(again)
    return sent(single, JSON.stringify({ ...reused, data: { ...reused.data, note: 'Other words' } }))
  }
  if (way < 6) {
    const batch = several(2 + random.below(3))
    if (batch.length === 0) return undefined
    if (way === 3) return sent('application/cloudevents-batch+json', JSON.stringify(batch))
    return sent('application/x-ndjson', batch.map((post) => JSON.stringify(post)).join('\n'))
  }
  const post = one()
  if (!post) return undefined
  if (way === 6) return sent(single, JSON.stringify(post), { headers: { prefer: 'respond-async' } })
  if (way === 7) return sent(single, JSON.stringify(post), { path: '/v1/events?validateOnly=true' })
  return sent(single, JSON.stringify(post))
}
