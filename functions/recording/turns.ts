/**
 * Requests of one process for one subject take turns. Without them whoever has just won is the first to read and wins
 * again, and the others lose one race after the other until their time is up.
 */
import { Unavailable } from '../ledger/ledger.ts'
import { type Outcome, type RecordNeeds, type Request, record } from './record.ts'

const queues = new WeakMap<RecordNeeds, Map<string, Promise<Outcome>>>()

/** As `record()`. Throws `Unavailable` when the turn does not come before the deadline. */
export async function recordInTurn(request: Request, needs: RecordNeeds): Promise<Outcome> {
  const { subject } = (request.value ?? {}) as { subject?: unknown }
  // A report makes its own subject: nobody else is there.
  if (typeof subject !== 'string') return record(request, needs)
  const queue = queues.get(needs) ?? new Map<string, Promise<Outcome>>()
  queues.set(needs, queue)
  const mine = afterwards(queue.get(subject), () => {
    if (needs.nowMs() > request.deadlineMs)
      throw new Unavailable(`${subject} is being written by too many at once`)
    return record(request, needs)
  })
  queue.set(subject, mine)
  try {
    return await mine
  } finally {
    if (queue.get(subject) === mine) queue.delete(subject)
  }
}

async function afterwards<T>(before: Promise<unknown> | undefined, work: () => Promise<T>): Promise<T> {
  await before?.catch(() => {})
  return work()
}
