import { parsed } from '../client/client.ts'
import { isPassing, type Patience, waitMs } from '../client/patience.ts'
import type { Answer, Client } from './connection.ts'
import { CommandFailed, exitOf } from './failure.ts'

export const batchMax = 100
/** The server takes 4 MiB a request; events are compact JSON, so what is measured is what is sent. */
export const batchBytesMax = 4 * 1024 * 1024 - 64 * 1024

export type Problem = {
  title?: string
  detail?: string
  status?: number
  errors?: { pointer?: string; detail?: string; code?: string; hint?: string }[]
}
/** What became of one event. */
export type Outcome = { id?: string; status: number; receipt?: Record<string, unknown>; problem?: Problem }

export const validating = '?validateOnly=true'

/** What is only validated is answered with 200, too, but a repeat with what only its append gave. */
export const isRepeat = ({ status, receipt }: Outcome, validateOnly = false): boolean =>
  status === 200 && (!validateOnly || receipt?.hash !== undefined)

/** Posts up to 100 events given as JSON texts; items that are refused for now are sent again, alone. */
export async function postBatch(
  client: Client,
  events: readonly string[],
  patience: Patience,
  query = '',
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  let waiting = events.map((_, index) => index)
  for (let retry = 0; ; retry++) {
    const answer = await client.request('POST', `/v1/events${query}`, {
      contentType: 'application/cloudevents-batch+json',
      body: `[${waiting.map((index) => events[index]).join(',')}]`,
      patience,
    })
    const items = itemsOf(answer, waiting.length)
    for (const [at, index] of waiting.entries()) outcomes[index] = items[at] as Outcome
    waiting = waiting.filter((index) => isPassing(outcomes[index]?.status ?? 500))
    if (waiting.length === 0) return outcomes
    const wait = waitMs(patience, retry, answer.headers.get('retry-after'))
    if (wait === undefined) {
      throw new CommandFailed(
        'server',
        `the server kept answering ${outcomes[waiting[0] ?? 0]?.status} for single events`,
      )
    }
    await patience.sleep(wait)
  }
}

/** A person's sentence about a refusal. */
export function explain(answer: Answer): string {
  const { title, detail, errors = [] } = parsed(answer.text) as Problem
  const lines = errors.map(
    ({ pointer = '', detail: what = '', hint }) => `  ${pointer}: ${what}${hint ? ` (${hint})` : ''}`,
  )
  return [
    `the server answered ${answer.status}${title ? ` ${title}` : ''}${detail ? `: ${detail}` : ''}`,
    ...lines,
  ].join('\n')
}

function itemsOf(answer: Answer, expected: number): Outcome[] {
  if (answer.status !== 207)
    throw new CommandFailed(answer.status < 300 ? 'server' : exitOf(answer.status), explain(answer))
  const { items } = parsed(answer.text) as { items?: (Outcome & { index?: number })[] }
  const ordered = Array.from({ length: expected }, (_, index) => items?.find((item) => item.index === index))
  if (ordered.some((item) => typeof item?.status !== 'number')) {
    throw new CommandFailed('server', 'the answer to a batch does not tell what became of every event')
  }
  return ordered as Outcome[]
}
