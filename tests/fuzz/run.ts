import type { Body } from '../journeys/api.ts'
import type { Journey } from '../journeys/journey.ts'
import { faultIn, recordedBy, waits } from './judge.ts'
import { subjectsOf } from './material.ts'
import { type FuzzRequest, requestOf, roundSize } from './requests.ts'
import { curlOf, type FuzzAnswer, senderOf } from './sender.ts'
import type { Taken } from './stopwatch.ts'

export type Wrong = { n: number; what: string; command: string }
export type Fuzzed = {
  requests: number
  statuses: Record<string, number>
  /** Of those that do not wait because they were asked to. */
  slowest: { n: number } & Taken
  recorded: number
  /** Over a second, also without the share of the machine that other processes had. */
  slow: Wrong[]
  wrong: Wrong[]
}
export type Range = { seed: number; from: number; requests: number; progress?: (done: number) => void }

const atOnce = 4
const slowMs = 1_000
export const takenIn = ({ ms, aloneMs }: Taken): string =>
  `${Math.round(ms)} ms, ${Math.round(aloneMs)} ms of which were the host's to use`
const senders = ['kz-moi', 'tj-authority', 'observer-one', 'centre']

/** Sends the requests of a range to a host among the agencies of the demo, and judges every answer and the store. */
export async function fuzz(journey: Journey, { seed, from, requests, progress }: Range): Promise<Fuzzed> {
  const found: Fuzzed = {
    requests,
    statuses: {},
    slowest: { n: from, ms: 0, aloneMs: 0 },
    recorded: 0,
    slow: [],
    wrong: [],
  }
  const tokens = new Map(
    await Promise.all(senders.map(async (agency) => [agency, await journey.token(agency)] as const)),
  )
  const sender = senderOf(journey.url, tokens)
  const cursors: string[] = []
  const round = { recorded: 0, submissions: [] as [as: string, path: string][] }
  const keptBefore = await submissionsOf(journey)
  let submissions = 0

  const one = async (n: number): Promise<void> => {
    const asked = requestOf(seed, n, cursors)
    const tell = (list: Wrong[], what: string) => list.push({ n, what, command: curlOf(asked, journey.url) })
    try {
      const answer = await sender.send(asked)
      const fault = faultIn(asked, answer)
      if (fault) tell(found.wrong, fault)
      note(asked, answer)
      if (waits(asked, answer.status)) return
      const { ms, aloneMs } = answer
      if (aloneMs > found.slowest.aloneMs) found.slowest = { n, ms, aloneMs }
      if (aloneMs > slowMs) tell(found.slow, `${answer.status} after ${takenIn(answer)}`)
    } catch (error) {
      tell(found.wrong, error instanceof Error ? error.message : String(error))
    }
  }
  const note = (asked: FuzzRequest, answer: FuzzAnswer) => {
    found.statuses[answer.status] = (found.statuses[answer.status] ?? 0) + 1
    round.recorded += recordedBy(asked, answer)
    const location = answer.status === 202 && answer.headers.location
    if (location && 'as' in asked && asked.as) round.submissions.push([asked.as, location])
    const next = answer.status === 200 && /"next":"([\w-]+)"/.exec(answer.text)?.[1]
    // Few, so that what a request is made of is soon the same again.
    if (next && cursors.length < 20) cursors.push(next)
  }

  let stored = 0
  for (let start = from; start < from + requests; ) {
    const end = Math.min(from + requests, (Math.floor(start / roundSize) + 1) * roundSize)
    await prepare(journey, Math.floor(start / roundSize))
    stored = await journey.recorded()
    Object.assign(round, { recorded: 0, submissions: [] })
    let next = start
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (next < end) await one(next++)
      }),
    )
    await journey.quiet()
    for (const [as, path] of round.submissions)
      round.recorded += Number((await journey.get(path, as)).body.accepted)
    submissions += round.submissions.length
    found.recorded += round.recorded
    const more = (await journey.recorded()) - stored
    if (more !== round.recorded) {
      const command = `npm run fuzz -- --seed ${seed} --from ${start} --requests ${end - start}`
      found.wrong.push({ n: start, what: `${round.recorded} told as recorded, ${more} stored`, command })
    }
    start = end
    progress?.(end - from)
  }
  const kept = (await submissionsOf(journey)) - keptBefore
  if (kept !== submissions)
    found.wrong.push({ n: from, what: `${submissions} answered with 202, ${kept} kept`, command: '' })
  sender.end()
  return found
}

/** The subjects of a round, through the door; again, they are repeats. */
async function prepare(journey: Journey, round: number): Promise<void> {
  const events = subjectsOf(round)
  for (const as of ['centre', 'kz-moi']) {
    const own = events.filter(({ source }) => source === `/agencies/${as}`)
    const { body } = await journey.post(own, { as })
    const problems = (body.items as Body[]).flatMap(({ problem }) => problem ?? [])
    if (problems.length > 0) throw new Error(`Round ${round} lacks subjects: ${JSON.stringify(problems)}`)
  }
  await journey.quiet()
}

async function submissionsOf(journey: Journey): Promise<number> {
  let sum = 0
  for (const as of senders) {
    let cursor = ''
    do {
      const { body } = await journey.get(`/v1/submissions?limit=500${cursor}`, as)
      sum += (body.items as object[]).length
      cursor = body.next === undefined ? '' : `&cursor=${body.next}`
    } while (cursor !== '')
  }
  return sum
}
