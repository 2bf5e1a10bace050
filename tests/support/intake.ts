/** The HTTP door before a world in memory. */
import { requestsSource, submissionStored } from '../../functions/bus/facts.ts'
import { noRateLimit, type RateLimit } from '../../functions/http/rate-limit.ts'
import { intakeApp, type Submitted } from '../../functions/intake/app.ts'
import { type RecorderNeeds, receive } from '../../functions/recorder/recorder.ts'
import { memorySubmissions } from '../../functions/submissions/memory.ts'
import { inParts, type Submissions } from '../../functions/submissions/submissions.ts'
import type { Issuer } from './tokens.ts'
import type { World } from './world.ts'

export type Door = {
  submissions: Submissions
  /** Posts as a client of the issuer; the answer's body is read already. */
  post(body: string | object, about?: About): Promise<Answer>
  /** What the bus door does with what was submitted. */
  receive(submissionId: string): Promise<void>
}
export type About = {
  as?: string | undefined
  type?: string
  query?: string
  headers?: Record<string, string>
}
// Tests look into answers of every shape.
export type Answer = { status: number; headers: Headers; text: string; body: Record<string, never> }

export const ownAccount = '111122223333'

export function recorderNeeds({ register, needs }: World, submissions: Submissions): RecorderNeeds {
  return { submissions, register, recording: needs, ownAccount }
}

/** An EventBridge event in an SQS message. */
export function message(account: string, source: string, detailType: string, detail: unknown): string {
  return JSON.stringify({ account, source, 'detail-type': detailType, detail })
}

/** The id of the n-th submission at a door, from 1. */
export const submissionIdOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export function openDoor(
  world: World,
  issuer: Pick<Issuer, 'verify' | 'token'>,
  rateLimit: RateLimit = noRateLimit,
  submissions: Submissions = memorySubmissions(),
): Door {
  let submitted = 0
  const submit = async ({ entries, ...about }: Submitted) => {
    const parts = inParts(entries)
    const submissionId = submissionIdOf(++submitted)
    const receivedAt = new Date(world.clock.nowMs).toISOString()
    const counts = { parts: parts.length, events: entries.length }
    await submissions.store({ ...about, submissionId, receivedAt, ...counts }, parts)
    return submissionId
  }
  const { register, needs: recording } = world
  const app = intakeApp({ verify: issuer.verify, register, recording, rateLimit, submit })
  return {
    submissions,
    post: async (
      body,
      { as = 'kz-moi', type = 'application/cloudevents+json', query = '', headers = {} } = {},
    ) => {
      const authorization = as === '' ? {} : { authorization: `Bearer ${await issuer.token(as)}` }
      const sent = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
      const answer = await app.request(`/v1/events${query}`, {
        method: 'POST',
        headers: { 'content-type': type, ...authorization, ...headers },
        body: sent as string,
      })
      const text = await answer.text()
      return { status: answer.status, headers: answer.headers, text, body: JSON.parse(text) }
    },
    receive: (submissionId) =>
      receive(
        message(ownAccount, requestsSource, submissionStored, { submissionId }),
        recorderNeeds(world, submissions),
      ),
  }
}
