/** Agencies that post: one event, a batch, or a submission; again by the same id when they do not know what became of it. */
import { requestsSource, submissionStored } from '../../functions/bus/facts.ts'
import { headerOf } from '../../functions/ledger/commit.ts'
import { centreScope, writeScope } from '../../functions/recording/admission.ts'
import { recordBatch } from '../../functions/recording/batch.ts'
import { lastAppend } from '../../functions/recording/last-append.ts'
import { type Outcome, record } from '../../functions/recording/record.ts'
import { inParts } from '../../functions/submissions/submissions.ts'
import { idOf, type Post, subjectOf } from '../support/posts.ts'
import type { Cluster, Process } from './cluster.ts'
import { type Answer, answerOf, type History } from './history.ts'
import { type Random, randomOf } from './random.ts'
import type { Life } from './scheduler.ts'
import { agencies, agencyOf, type Story } from './story.ts'
import type { Ended, Invoke } from './workers.ts'

export type Clients = {
  cluster: Cluster
  invoke: Invoke
  story: Story
  history: History
  /** Submissions that were answered with a 202, and what they hold. */
  promised: Map<string, readonly Post[]>
  /** Called with each first acknowledgement, before anything else happens. */
  onAcknowledged: (post: Post, answer: Answer) => Promise<void>
  /** What is wrong already while the clients are at work. */
  wrong: string[]
}

const raceMs = 20_000
const attemptsMax = 5

/** Lets some agencies post at once. @returns once every one of them is done. */
export async function postAll(clients: Clients): Promise<void> {
  const { cluster } = clients
  const random = randomOf(cluster.seed, 'clients')
  const count = cluster.faults.isOn('race') ? 3 + random.below(2) : 1 + random.below(3)
  await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const own = randomOf(cluster.seed, `client ${n}`)
      const life = cluster.scheduler.newLife('client')
      const by = agencies[n % agencies.length] as string
      for (let posts = 2 + own.below(5); posts > 0; posts--) {
        await cluster.scheduler.turn(life, 'goes on', own.chance(0.2) ? own.below(3_000) : 0)
        await postSome(by, own, life, clients)
      }
    }),
  )
}

async function postSome(by: string, random: Random, life: Life, clients: Clients): Promise<void> {
  const first = clients.story.next(by)
  if (!first) return
  if (random.chance(0.65)) return postOne(first, random, life, clients)
  // A story's event may speak in another agency's name; a request speaks in one.
  const more = Array.from({ length: 1 + random.below(3) }, () => clients.story.next(by))
  const posts = [first, ...more].filter((post) => post !== undefined && agencyOf(post) === agencyOf(first))
  await (random.chance(0.5) ? postBatch : submit)(posts as Post[], clients)
}

async function postOne(post: Post, random: Random, life: Life, clients: Clients): Promise<void> {
  const { cluster, story } = clients
  const sent = withPrecondition(post, random, clients)
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    if (cluster.faults.strikes('impatience')) {
      void send(sent, clients)
      story.add(post)
      await cluster.scheduler.turn(life, 'waits no longer', random.below(100))
    }
    const answer = await send(sent, clients)
    if (answer.said !== 'refused') story.add(post)
    if (answer.said === 'ok' && random.chance(0.1)) await sendTampered(sent, clients)
    // It has its answer; some ask again all the same.
    if (answer.said !== 'unknown' && !random.chance(0.1)) return
    if (answer.said === 'refused' || random.chance(0.1)) return
    await cluster.scheduler.turn(life, 'tries again', random.below(500))
  }
}

/** Sometimes on the version that the agency was told of last, which may have passed. */
function withPrecondition(post: Post, random: Random, { cluster }: Clients): Post {
  const etag = cluster.told.get(`${agencyOf(post)} ${subjectOf(post)}`)
  if (etag === undefined || !random.chance(post.ifmatch === undefined ? 0.1 : 0.5)) return post
  return { ...post, ifmatch: `"${etag}"` }
}

async function send(post: Post, clients: Clients): Promise<Answer> {
  const answered = clients.history.sent(post)
  const ended = await clients.invoke('intake', (process) => recordAs(post, process))
  const answer: Answer = 'value' in ended ? answerOf(ended.value) : { said: 'unknown' }
  return hear(post, answer, ended, answered, clients)
}

async function hear(
  post: Post,
  answer: Answer,
  ended: Ended<Outcome>,
  answered: (answer: Answer) => void,
  clients: Clients,
): Promise<Answer> {
  const { cluster } = clients
  answered(answer)
  cluster.tell(() => `${agencyOf(post)} is told of ${post.type} ${post.id}: ${JSON.stringify(answer)}`)
  if ('error' in ended && (ended.error as { code?: string }).code !== 'unavailable')
    cluster.tell(() => `  ${(ended as { error: unknown }).error}`)
  if ('value' in ended && 'etag' in ended.value)
    cluster.told.set(`${agencyOf(post)} ${subjectOf(post)}`, ended.value.etag)
  if (answer.said === 'ok') await clients.onAcknowledged(post, answer)
  return answer
}

/** Another event under the same id must never be taken for the first; of a redacted one nothing is left to compare. */
async function sendTampered(post: Post, { cluster, invoke, wrong }: Clients): Promise<void> {
  const data = { ...post.data, lang: post.data.lang === 'ru' ? 'kk' : 'ru' }
  const ended = await invoke('intake', (process) => recordAs({ ...post, data }, process))
  if (!('value' in ended) || ended.value.outcome === 'refused') return
  const commits = await cluster.stores.ledger.load(subjectOf(post))
  if (commits.some((commit) => headerOf(commit).eventId === idOf(post) && commit.payload !== undefined))
    wrong.push(`${post.type} ${post.id} was answered ${ended.value.outcome} with other content`)
}

async function postBatch(posts: readonly Post[], clients: Clients): Promise<void> {
  const answered = posts.map((post) => clients.history.sent(post))
  const last = lastAppend()
  const ended = await clients.invoke('intake', (process) =>
    recordBatch(
      posts.map((value) => ({ value })),
      (value) =>
        recordAs(value as Post, process, last).catch(
          (): Outcome => ({ outcome: 'refused', problem: { slug: 'unavailable', detail: '' } }),
        ),
    ),
  )
  for (const [n, post] of posts.entries()) {
    const value = 'value' in ended ? ended.value[n]?.outcome : undefined
    const answer: Answer = value ? answerOf(value) : { said: 'unknown' }
    await hear(post, answer, value ? { value } : { died: true }, answered[n] as (a: Answer) => void, clients)
    if (answer.said !== 'refused') clients.story.add(post)
  }
}

/** As the intake function wires it: stored first, then asked for; a lost message is the sweeper's to send again. */
async function submit(posts: readonly Post[], clients: Clients): Promise<void> {
  const { cluster, story, promised, history } = clients
  const submissionId = `submission-${cluster.random.below(1e9)}`
  const agencyId = agencyOf(posts[0] as Post)
  for (const post of posts) history.sent(post)
  history.submitted.set(submissionId, posts)
  const ended = await clients.invoke('intake', async (process) => {
    const parts = inParts(posts.map((value) => ({ value })))
    const receivedAt = new Date(process.nowMs()).toISOString()
    await process.submissions.store(
      {
        submissionId,
        agencyId,
        scopes: scopesOf(agencyId),
        receivedAt,
        parts: parts.length,
        events: posts.length,
      },
      parts,
    )
    await process.requests.put([
      { source: requestsSource, detailType: submissionStored, detail: { submissionId } },
    ])
  })
  if ('value' in ended) promised.set(submissionId, posts)
  for (const post of posts) story.add(post)
}

async function recordAs(
  post: Post,
  { register, recording, nowMs }: Process,
  last = lastAppend(),
): Promise<Outcome> {
  const agencyId = agencyOf(post)
  const poster = await register.agency(agencyId)
  if (!poster) throw new Error(`${agencyId} is not registered`)
  const scopes = scopesOf(agencyId)
  return record({ value: post, poster, scopes, lastAppend: last, deadlineMs: nowMs() + raceMs }, recording)
}

function scopesOf(agencyId: string): readonly string[] {
  return agencyId === 'centre' ? [writeScope, centreScope] : [writeScope]
}
