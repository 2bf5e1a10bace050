/** Nobody dies any more: what was promised is kept, what was acknowledged is asked for again, all is held against all. */
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs'
import { type Commit, headerOf } from '../../functions/ledger/commit.ts'
import { scanAll } from '../../functions/ledger/ledger.ts'
import { isFirstOfCentre } from '../../functions/merkle-log/feed.ts'
import { sqs } from '../../infra/cli/ops/clients.ts'
import { type Deployment, deploymentOf, outputOf } from '../../infra/cli/ops/deployment.ts'
import { generationNamed, ledgerOf, logOf } from '../../infra/cli/ops/opened.ts'
import { rw } from '../journeys/processes.ts'
import { agencyOf } from '../simulation/story.ts'
import { idOf, type Post } from '../support/posts.ts'
import { historyFaults } from './check-history.ts'
import { answerOf, type Clients, type Item } from './clients.ts'
import type { Lives } from './lives.ts'

export type Streams = ReadonlyMap<string, readonly Commit[]>
export type Settled = { faults: readonly string[]; streams: Streams }

const batchMax = 100

export async function settled(clients: Clients, dataDir: string, lives: Lives): Promise<Settled> {
  await lives.rest()
  const deployment = await deploymentOf({ stage: 'local', data: dataDir })
  const missing = [
    ...(await missingFaults(clients, await streamsIn(deployment), deployment)),
    ...(await commandFaults(dataDir, 'sweep', '--whole')),
  ]
  await lives.rest()
  missing.push(...(await promiseFaults(clients)))
  const streams = await streamsIn(deployment)
  await askAgain(clients, new Set([...streams.values()].flat().map(eventIdOf)))
  const { history, mistaken, wrong } = clients
  const submitted = new Set([...history.submitted.values()].flat().map(idOf))
  const told = [...wrong, ...historyFaults({ history: history.of, submitted, mistaken }, streams)]
  // Where somebody was told a lie, the rest is no news.
  const apart = missing.length + told.length === 0 ? await commandFaults(dataDir, 'verify') : []
  return { faults: [...new Set([...missing, ...told, ...apart])], streams }
}

async function streamsIn(deployment: Deployment): Promise<Streams> {
  const commits: Commit[] = []
  for await (const page of scanAll(ledgerOf(deployment), { index: 0, of: 1 })) commits.push(...page)
  return Map.groupBy(
    commits.toSorted((a, b) => a.sequence - b.sequence),
    ({ subject }) => subject,
  )
}

/**
 * Before the sweeper looks: a host that dies loses nothing of what is on its way. It gives a message up in whose work it
 * died too often.
 */
async function missingFaults(
  { api, promised }: Clients,
  streams: Streams,
  deployment: Deployment,
): Promise<readonly string[]> {
  const behind = await behindIn(streams, deployment)
  const unlogged = await unloggedIn(streams, deployment)
  const { get } = await api()
  const pending: string[] = []
  for (const [submissionId, posts] of promised) {
    const { body } = await get(`/v1/submissions/${submissionId}`, agencyOf(posts[0] as Post))
    if (body.status === 'pending') pending.push(submissionId)
  }
  const short = async (queue: string, what: string, missing: readonly string[]) => {
    const givenUp = missing.length === 0 ? 0 : await deadLettersOf(queue, deployment)
    if (missing.length <= givenUp) return []
    return [`${missing.length} ${what}, ${givenUp} messages were given up: ${missing.join(' ')}`]
  }
  return [
    ...(await short('Projector', 'subjects are behind', behind)),
    ...(await short('Recorder', 'submissions are pending', pending)),
    ...(unlogged.length === 0 ? [] : [`Commits are not on their way into the log: ${unlogged.join(' ')}`]),
  ]
}

async function deadLettersOf(queue: string, deployment: Deployment): Promise<number> {
  const ask = new GetQueueAttributesCommand({
    QueueUrl: outputOf(deployment, `${queue}QueueDeadLettersUrl`),
    AttributeNames: ['ApproximateNumberOfMessages'],
  })
  return Number((await sqs(deployment).send(ask)).Attributes?.ApproximateNumberOfMessages)
}

/** Every event of a submission that was answered with a 202 has its result; what is asked for is noted as answers. */
async function promiseFaults({ api, promised, history }: Clients): Promise<readonly string[]> {
  const { get } = await api()
  const faults: string[] = []
  for (const [submissionId, posts] of promised) {
    const { status, body } = await get(`/v1/submissions/${submissionId}`, agencyOf(posts[0] as Post))
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
async function behindIn(streams: Streams, deployment: Deployment): Promise<readonly string[]> {
  const { views } = await generationNamed(deployment)
  const marks = await views.watermarks([...streams.keys()])
  return [...streams].flatMap(([subject, stream]) => {
    const isRedacted = stream.some((commit) => headerOf(commit).type === 'PayloadRedacted')
    return stream.length > (marks.get(subject) ?? 0) && !isRedacted ? [subject] : []
  })
}

/** Each commit, where a later one of its subject would hide from the views that one was lost. */
async function unloggedIn(streams: Streams, deployment: Deployment): Promise<readonly string[]> {
  const { rows } = await logOf(deployment)
  const commits = [...streams.values()].flat().filter((commit) => !isFirstOfCentre(commit))
  const eventIds = commits.map(eventIdOf)
  const listed = new Set([...(await rows.leaves(eventIds)).keys(), ...(await rows.pending(eventIds)).keys()])
  return commits
    .filter((commit) => !listed.has(eventIdOf(commit)))
    .map(({ subject, sequence }) => `${subject} #${sequence}`)
}

const eventIdOf = (commit: Commit): string => headerOf(commit).eventId

async function commandFaults(
  dataDir: string,
  command: string,
  ...args: string[]
): Promise<readonly string[]> {
  const { code, stdout, stderr } = await rw(dataDir, 'ops', command, ...args, '--data', dataDir, '--json')
    .ended
  return code === 0 ? [] : [`rw ops ${command} ended with ${code}: ${stderr}${stdout}`]
}
