/** What `rw ops dlq` does; the command line stands in `../dlq.ts`. */
import type { SQSClient } from '@aws-sdk/client-sqs'
import { CommandFailed } from '../../failure.ts'
import { type Filter, fits, type Group, grouped } from './filter.ts'
import type { HeldLetter, Letter } from './letter.ts'
import { lettersIn, remove, sendAgain, walk } from './letters.ts'
import type { DeadLetterQueue } from './queues.ts'

/** Enough to tell how old the oldest are: SQS hands out old letters first, if not in order. */
const sampleSize = 50

export type Listed = { queue: string; letters: number; oldestSeconds?: number; healing: string }

export async function listed(sqs: SQSClient, queue: DeadLetterQueue, nowMs: number): Promise<Listed> {
  const { name, url, healing } = queue
  const letters = await lettersIn(sqs, url)
  const told = { queue: name, letters, healing }
  if (letters === 0) return told
  const sample = await peeked(sqs, queue, {}, sampleSize)
  const oldestMs = Math.min(...sample.map(({ sentAt }) => Date.parse(sentAt)))
  return sample.length === 0
    ? told
    : { ...told, oldestSeconds: Math.max(0, Math.round((nowMs - oldestMs) / 1000)) }
}

/** The letters that are meant, without their bodies. All are given back. */
export async function peeked(
  sqs: SQSClient,
  { url }: DeadLetterQueue,
  filter: Filter,
  max: number,
): Promise<Letter[]> {
  const found: Letter[] = []
  await walk(sqs, {
    url,
    max,
    each: async (letter) => {
      if (fits(letter, filter)) found.push(shown(letter))
      return false
    },
  })
  return found
}

const shown = ({ handle: _, body: __, ...letter }: HeldLetter): Letter => letter

export type Dealt = { letters: number; groups: readonly Group[] }

export type Meant = {
  filter: Filter
  max: number
  /** Told how many letters were dealt with. */
  reached?: (letters: number) => void
}

/** Does something with each letter that is meant, one after the other, and then it is gone. */
async function deal(
  sqs: SQSClient,
  { url }: DeadLetterQueue,
  { filter, max, isMeant, reached }: Meant & { isMeant?: (letter: Letter) => boolean },
  each: (letter: HeldLetter) => Promise<void>,
): Promise<Dealt> {
  const dealt: Letter[] = []
  await walk(sqs, {
    url,
    max,
    each: async (letter) => {
      if (!fits(letter, filter) || isMeant?.(letter) === false) return false
      await each(letter)
      dealt.push(shown(letter))
      reached?.(dealt.length)
      return true
    },
  })
  return { letters: dealt.length, groups: grouped(dealt) }
}

/** To the worker again. What it still cannot do comes back with its reason. */
export function redriven(sqs: SQSClient, queue: DeadLetterQueue, meant: Meant): Promise<Dealt> {
  const { workUrl, url, name } = queue
  if (workUrl === undefined) throw new CommandFailed('usage', `${name} has no worker to send its letters to`)
  return deal(sqs, queue, meant, (letter) => sendAgain(sqs, workUrl, url, letter))
}

/**
 * Those that the plan told of and no others: what came since may be an only copy that nobody has looked at.
 * @returns also how many of those meant the plan did not tell of: they stay.
 */
export async function dropped(
  sqs: SQSClient,
  queue: DeadLetterQueue,
  { planned, ...meant }: Meant & { planned: ReadonlySet<string> },
): Promise<Dealt & { stayed: number }> {
  const stayed = new Set<string>()
  const isMeant = ({ id }: Letter) => {
    if (!planned.has(id)) stayed.add(id)
    return planned.has(id)
  }
  const dealt = await deal(sqs, queue, { ...meant, isMeant }, (letter) => remove(sqs, queue.url, letter))
  return { ...dealt, stayed: stayed.size }
}

/** Those that were there before a sweep that has done their work: what came since stays. */
export async function sweptAway(
  sqs: SQSClient,
  queue: DeadLetterQueue,
  ids: ReadonlySet<string>,
  max: number,
): Promise<number> {
  let gone = 0
  await walk(sqs, {
    url: queue.url,
    max,
    each: async (letter) => {
      if (!ids.has(letter.id)) return false
      await remove(sqs, queue.url, letter)
      gone += 1
      return true
    },
  })
  return gone
}
