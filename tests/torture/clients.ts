/**
 * Agencies that post to a host that dies: one event, a batch, or a submission, all at once and about the same subjects.
 * Without an answer they ask again under the same id, or sometimes never.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { RoutewatchFailure } from '../../infra/client/failure.ts'
import type { Answer as HttpAnswer, Posting } from '../journeys/api.ts'
import type { Answer, History } from '../simulation/history.ts'
import { type Random, randomOf } from '../simulation/random.ts'
import { agencyOf } from '../simulation/story.ts'
import { idOf, type Post, subjectOf } from '../support/posts.ts'
import type { Chapters } from './chapters.ts'
import type { Lives } from './lives.ts'

export type Clients = Pick<Lives, 'api'> & {
  seed: number
  story: Chapters
  history: History
  /** Submissions that were answered with a 202, and what they hold. */
  promised: Map<string, readonly Post[]>
  /** Posts that were answered with a receipt although their content was another. */
  mistaken: Post[]
  /** Ids of events that somebody has a receipt of; those of submissions come last. */
  acknowledged: Set<string>
  /** Nobody reports what nothing speaks of: all that is posted is about subjects that they share. */
  isContended: boolean
  isOver: () => boolean
  wrong: string[]
}

/** Of one result in a 207 or in a submission. */
export type Item = { status: number; receipt?: unknown; problem?: { type?: string } }

/** Two of one agency meet each other's events in full. An observer may post little, and is refused the rest. */
const agencies = ['kz-moi', 'kz-moi', 'ru-authority', 'ru-authority', 'centre', 'centre', 'observer-one']
const batch = { shared: 4, reports: 40 }
const submission = { shared: 4, reports: 60 }
/** A post that has no answer after so many attempts, and so long, will never have one. */
const attemptsMax = 200
const answersWithinMs = 300_000
const breathMs = 20

/** Resolves once every client has all the answers that it wants, after `isOver`. */
export async function postAll(clients: Clients): Promise<void> {
  const told = new Map<string, string>()
  await Promise.all(
    agencies.map(async (by, n) => {
      const random = randomOf(clients.seed, `client ${n}`)
      while (!clients.isOver()) await postSome(by, random, told, clients)
    }),
  )
}

async function postSome(by: string, random: Random, told: Map<string, string>, clients: Clients) {
  const first = clients.story.next(by)
  if (!first) return
  const luck = random.below(10)
  if (luck < 6) return postOne(withPrecondition(first, random, told), random, told, clients)
  const [size, send] = luck < 9 ? [batch, postBatch] : [submission, submit]
  const more = Array.from({ length: random.below(size.shared) }, () => clients.story.next(by))
  const reports = Array.from({ length: clients.isContended ? 0 : random.below(size.reports) }, () =>
    clients.story.report(agencyOf(first)),
  )
  // A story's event may speak in another agency's name; a request speaks in one.
  const shared = more.filter((post) => post !== undefined && agencyOf(post) === agencyOf(first)) as Post[]
  await send([first, ...shared, ...reports], random, clients)
}

/** Sometimes on the version that the agency was told of last, which may have passed. */
function withPrecondition(post: Post, random: Random, told: ReadonlyMap<string, string>): Post {
  const etag = told.get(`${agencyOf(post)} ${subjectOf(post)}`)
  if (etag === undefined || !random.chance(post.ifmatch === undefined ? 0.1 : 0.5)) return post
  return { ...post, ifmatch: etag }
}

async function postOne(post: Post, random: Random, told: Map<string, string>, clients: Clients) {
  const { ifmatch, ...event } = post
  const headers: Record<string, string> = ifmatch === undefined ? {} : { 'if-match': ifmatch }
  const [last] = await untilKnown([post], random, clients, async () => {
    const answered = await request(event, { headers }, clients)
    const etag = answered?.headers.get('etag')
    if (etag) told.set(`${agencyOf(post)} ${subjectOf(post)}`, etag)
    return [answered && answerOf({ status: answered.status, receipt: answered.body, problem: answered.body })]
  })
  if (last === 'ok' && random.chance(0.05)) await sendTampered(event, clients)
}

async function postBatch(posts: readonly Post[], random: Random, clients: Clients) {
  await untilKnown(posts, random, clients, async () => {
    const answered = await request(posts, {}, clients)
    return ((answered?.body.items ?? []) as Item[]).map(answerOf)
  })
}

/** Nobody is told more than that it was taken; asked again after no answer, it is one more submission. */
async function submit(posts: readonly Post[], random: Random, clients: Clients) {
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    for (const post of posts) clients.history.sent(post)
    clients.history.submitted.set(`${posts[0]?.id} ${attempt}`, posts)
    const answered = await request(posts, { headers: { prefer: 'respond-async' } }, clients)
    for (const post of posts) clients.story.add(post)
    if (answered?.status === 202) {
      clients.promised.set(String(answered.body.submissionId), posts)
      return
    }
    if (answered && answered.status < 500)
      clients.wrong.push(`A submission was answered ${answered.status} ${answered.text}`)
    if (random.chance(0.1)) return
    await wait(breathMs)
  }
}

/** Asks until every post has its answer, some also afterwards; some give up. @returns what was said last. */
async function untilKnown(
  posts: readonly Post[],
  random: Random,
  { history, story, acknowledged }: Clients,
  ask: () => Promise<readonly (Answer | undefined)[]>,
): Promise<readonly Answer['said'][]> {
  const startedMs = performance.now()
  for (let attempt = 1; ; attempt++) {
    const answered = posts.map((post) => history.sent(post))
    const answers = await ask()
    const all = answered.map((tell, n) => {
      const answer = answers[n] ?? ({ said: 'unknown' } as const)
      tell(answer)
      return answer.said
    })
    for (const [n, post] of posts.entries()) {
      if (all[n] !== 'refused') story.add(post)
      if (all[n] === 'ok') acknowledged.add(idOf(post))
    }
    if (!all.includes('unknown') && !random.chance(0.1)) return all
    if (all.includes('unknown') && random.chance(0.05)) return all
    if (attempt >= attemptsMax && performance.now() - startedMs > answersWithinMs)
      throw new Error(`${posts[0]?.id} has no answer after ${attempt} attempts`)
    await wait(breathMs)
  }
}

/** Another event under the same id must never be taken for the first. */
async function sendTampered(event: Post, clients: Clients): Promise<void> {
  const data = { ...event.data, lang: event.data.lang === 'ru' ? 'kk' : 'ru' }
  const answered = await request({ ...event, data }, {}, clients)
  if (answered && answered.status < 300) clients.mistaken.push(event)
}

/** @returns undefined where the host died before its answer was read to the end. */
async function request(
  body: object | readonly object[],
  posting: Posting,
  { api, wrong }: Pick<Clients, 'api' | 'wrong'>,
): Promise<HttpAnswer | undefined> {
  const { post } = await api()
  try {
    const answered = await post(body as Post, posting)
    // Nothing here asks for more than the host can do: whatever it answers with a 5xx but "later" is its fault.
    if (answered.status >= 500 && answered.status !== 503) wrong.push(`${answered.status} ${answered.text}`)
    return answered
  } catch (error) {
    // As fetch has it for a connection that breaks, and the client for a token that it cannot get.
    if (error instanceof TypeError || isUnavailable(error)) return undefined
    throw error
  }
}

const isUnavailable = (error: unknown): boolean =>
  error instanceof RoutewatchFailure && error.code === 'unavailable'

export function answerOf({ status, receipt, problem }: Item): Answer {
  if (status === 200 || status === 201) return { said: 'ok', receipt: receipt as never }
  if (status >= 500 || status === 429) return { said: 'unknown' }
  return { said: 'refused', slug: String(problem?.type).replace('/problems/', '') }
}
