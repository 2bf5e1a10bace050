/** Nobody dies any more: what was promised is kept, what was acknowledged is asked for again, all is held against all. */
import { setTimeout as wait } from 'node:timers/promises'
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs'
import { type Commit, headerOf } from '../../functions/ledger/commit.ts'
import { scanAll } from '../../functions/ledger/ledger.ts'
import type { Bookkeeping } from '../../functions/views/views.ts'
import { sqs } from '../../infra/cli/ops/clients.ts'
import { type Deployment, deploymentOf, outputOf } from '../../infra/cli/ops/deployment.ts'
import { generationNamed, ledgerOf } from '../../infra/cli/ops/opened.ts'
import { rw } from '../journeys/processes.ts'
import { agencyOf } from '../simulation/story.ts'
import { idOf, type Post } from '../support/posts.ts'
import { historyFaults } from './check-history.ts'
import { answerOf, type Clients, type Item } from './clients.ts'

export type Streams = ReadonlyMap<string, readonly Commit[]>
export type Settled = { faults: readonly string[]; streams: Streams }

/** Without any news in this time nothing more is to come. */
const settlesMs = 180_000
const pollMs = 200
const batchMax = 100

export async function settled(clients: Clients, dataDir: string): Promise<Settled> {
  const faults = [...(await promiseFaults(clients))]
  const deployment = await deploymentOf({ stage: 'local', data: dataDir })
  const commits: Commit[] = []
  for await (const page of scanAll(ledgerOf(deployment), { index: 0, of: 1 })) commits.push(...page)
  const streams: Streams = Map.groupBy(
    commits.toSorted((a, b) => a.sequence - b.sequence),
    ({ subject }) => subject,
  )
  await askAgain(clients, new Set(commits.map((commit) => headerOf(commit).eventId)))
  const { history, mistaken, wrong } = clients
  const submitted = new Set([...history.submitted.values()].flat().map(idOf))
  faults.push(...wrong, ...historyFaults({ history: history.of, submitted, mistaken }, streams))
  // Where somebody was told a lie, the rest is no news.
  if (faults.length === 0) faults.push(...(await storeFaults(streams, deployment, dataDir)))
  return { faults: [...new Set(faults)], streams }
}

async function storeFaults(streams: Streams, deployment: Deployment, dataDir: string) {
  const { views } = await generationNamed(deployment)
  // Before the sweeper looks: a host that dies loses no message. It gives one up in whose work it died too often.
  const behind = await behindIn(streams, views)
  const givenUp = behind.length === 0 ? 0 : await deadLettersOf(deployment)
  return [
    ...(await commandFaults(dataDir, 'sweep', '--whole')),
    ...(await commandFaults(dataDir, 'verify')),
    ...(behind.length > givenUp
      ? [`${behind.length} subjects are behind, ${givenUp} messages were given up: ${behind.join(' ')}`]
      : []),
  ]
}

async function deadLettersOf(deployment: Deployment): Promise<number> {
  const ask = new GetQueueAttributesCommand({
    QueueUrl: outputOf(deployment, 'ProjectorQueueDeadLettersUrl'),
    AttributeNames: ['ApproximateNumberOfMessages'],
  })
  return Number((await sqs(deployment).send(ask)).Attributes?.ApproximateNumberOfMessages)
}

/** Every event of a submission that was answered with a 202 has its result; what is asked for is noted as answers. */
async function promiseFaults({ api, promised, history }: Clients): Promise<readonly string[]> {
  const { get } = await api()
  const faults: string[] = []
  let untilMs = Date.now() + settlesMs
  for (const [submissionId, posts] of promised) {
    const read = () => get(`/v1/submissions/${submissionId}`, agencyOf(posts[0] as Post))
    let { status, body } = await read()
    while (body.status === 'pending' && Date.now() < untilMs) {
      await wait(pollMs)
      ;({ status, body } = await read())
    }
    if (body.status !== 'pending') untilMs = Date.now() + settlesMs
    const items = (body.items ?? []) as Item[]
    if (status !== 200 || body.status === 'pending' || items.length !== posts.length)
      faults.push(`Submission ${submissionId} was promised and is answered ${status} ${body.status}`)
    for (const [n, post] of posts.entries()) if (items[n]) history.sent(post)(answerOf(items[n]))
  }
  return faults
}

/** Not for what nobody has a receipt of: it may be stored or not; nor for what was lost: it would be recorded again. */
async function askAgain({ api, history }: Clients, stored: ReadonlySet<string>): Promise<void> {
  const { post: send } = await api()
  const acknowledged = [...history.of].flatMap(([eventId, { post, answers }]) =>
    stored.has(eventId) && answers.some(({ said }) => said === 'ok') ? [post] : [],
  )
  for (const posts of Map.groupBy(acknowledged, agencyOf).values())
    for (let from = 0; from < posts.length; from += batchMax) {
      const batch = posts.slice(from, from + batchMax)
      const answered = batch.map((post) => history.sent(post))
      const items = (await send(batch)).body.items as Item[]
      for (const [n, tell] of answered.entries()) tell(answerOf(items[n] as Item))
    }
}

/** Not those with a redaction: the redactor may have been slower than the projector, and the sweeper comes for them. */
async function behindIn(streams: Streams, views: Bookkeeping): Promise<readonly string[]> {
  const awaited = [...streams].filter(
    ([, stream]) => !stream.some((commit) => headerOf(commit).type === 'PayloadRedacted'),
  )
  let fewest = Number.POSITIVE_INFINITY
  for (let untilMs = 0; ; await wait(pollMs)) {
    const marks = await views.watermarks(awaited.map(([subject]) => subject))
    const behind = awaited.filter(([subject, { length }]) => length > (marks.get(subject) ?? 0))
    if (behind.length < fewest) {
      fewest = behind.length
      untilMs = Date.now() + settlesMs
    }
    if (behind.length === 0 || Date.now() > untilMs) return behind.map(([subject]) => subject)
  }
}

async function commandFaults(
  dataDir: string,
  command: string,
  ...args: string[]
): Promise<readonly string[]> {
  const { code, stdout, stderr } = await rw(dataDir, 'ops', command, ...args, '--data', dataDir, '--json')
    .ended
  return code === 0 ? [] : [`rw ops ${command} ended with ${code}: ${stderr}${stdout}`]
}
