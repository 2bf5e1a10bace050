import { extname } from 'node:path'
import { Readable } from 'node:stream'
import { parsed } from '../client/client.ts'
import { brief, isPassing } from '../client/patience.ts'
import type { Client } from './connection.ts'
import { CommandFailed, type Exit, exitOf } from './failure.ts'
import { elements, lines, MalformedFile } from './json-text.ts'
import { batchMax, isRepeat, type Outcome, postBatch, validating } from './post-batch.ts'
import type { Progress } from './progress.ts'
import { textOf } from './rows.ts'

export type SendOptions = { ifMatch?: string; validateOnly?: boolean }
export type Sent = {
  accepted: number
  duplicates: number
  rejected: number
  items: (Outcome & { index: number })[]
}
type Events = { one: string } | { array: string[] } | { ndjson: string[] }

/** Posts the events of a file (`-`: standard input) as they are written there: one, an array as batches, NDJSON in chunks. */
export async function sendFile(
  client: Client,
  path: string,
  options: SendOptions,
  progress?: Progress,
): Promise<Sent> {
  const events = await eventsOf(path)
  if (options.ifMatch !== undefined && !('one' in events)) {
    throw new CommandFailed(
      'usage',
      '--if-match goes with a single event; in a batch each event carries its "ifmatch"',
    )
  }
  const query = options.validateOnly ? validating : ''
  if ('one' in events) return tallied([await sendOne(client, events.one, query, options.ifMatch)], options)
  const all = 'array' in events ? events.array : events.ndjson
  const outcomes: Outcome[] = []
  progress?.start(all.length)
  try {
    for (let from = 0; from < all.length; from += batchMax) {
      const chunk = all.slice(from, from + batchMax)
      const send =
        'array' in events ? postBatch(client, chunk, brief, query) : postLines(client, chunk, query)
      outcomes.push(...(await send))
      progress?.step(chunk.length)
    }
  } finally {
    progress?.stop()
  }
  return tallied(outcomes, options)
}

/** Refusals that are all about who is asking have their own status; any other refusal is one of content. */
export function exitOfSent({ items, rejected }: Sent): Exit {
  if (rejected === 0) return 'ok'
  const refused = items.filter(({ status }) => status >= 300)
  if (refused.some(({ status }) => exitOf(status) === 'server')) return 'server'
  return refused.every(({ status }) => exitOf(status) === 'identity') ? 'identity' : 'rejected'
}

async function sendOne(client: Client, event: string, query: string, ifMatch?: string): Promise<Outcome> {
  const answer = await client.request('POST', `/v1/events${query}`, {
    contentType: 'application/cloudevents+json',
    body: event,
    headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
  })
  const body = parsed(answer.text)
  const { id } = parsed(event)
  const { status } = answer
  return {
    ...(typeof id === 'string' && { id }),
    status,
    ...(status < 400 ? { receipt: body } : { problem: body }),
  }
}

async function postLines(client: Client, chunk: string[], query: string): Promise<Outcome[]> {
  const answer = await client.request('POST', `/v1/events${query}`, {
    contentType: 'application/x-ndjson',
    body: `${chunk.join('\n')}\n`,
  })
  const { items } = parsed(answer.text) as { items?: Outcome[] }
  if (
    answer.status === 207 &&
    items?.length === chunk.length &&
    !items.some(({ status }) => isPassing(status))
  ) {
    return items
  }
  if (answer.status !== 207) return chunk.map(() => ({ status: answer.status, problem: parsed(answer.text) }))
  // Some were refused for now: a batch with its retries settles them, and answers the others as duplicates or refused.
  return postBatch(client, chunk, brief, query)
}

function tallied(outcomes: Outcome[], { validateOnly }: SendOptions): Sent {
  const items = outcomes.map((outcome, index) => ({ ...outcome, index }))
  const duplicates = items.filter((item) => isRepeat(item, validateOnly)).length
  const rejected = items.filter(({ status }) => status >= 300).length
  return { accepted: items.length - duplicates - rejected, duplicates, rejected, items }
}

async function eventsOf(path: string): Promise<Events> {
  try {
    if (['.ndjson', '.jsonl'].includes(extname(path).toLowerCase())) {
      const found: string[] = []
      for await (const { text } of lines(textOf(path))) found.push(text)
      return { ndjson: found }
    }
    let text = ''
    for await (const chunk of textOf(path)) text += chunk
    if (path === '-' && isLines(text))
      return { ndjson: text.split(/\r?\n/).filter((line) => line.trim() !== '') }
    if (!text.trimStart().startsWith('[')) return { one: checked(text) }
    const array: string[] = []
    for await (const element of elements(Readable.from([text]))) array.push(checked(element))
    return { array }
  } catch (error) {
    if (error instanceof CommandFailed) throw error
    const reason = error instanceof MalformedFile ? error.message : 'cannot be read'
    throw new CommandFailed('usage', `${path === '-' ? 'standard input' : path}: ${reason}`, { cause: error })
  }
}

/** Standard input has no name that tells: what is no JSON as a whole, and begins with a line that is, is NDJSON. */
function isLines(text: string): boolean {
  const isJson = (part: string): boolean => {
    try {
      JSON.parse(part)
      return true
    } catch {
      return false
    }
  }
  return !isJson(text) && isJson(text.trimStart().split('\n', 1)[0] ?? '')
}

/** The text itself: what is sent is what the person wrote, so that the server judges exactly that. */
function checked(text: string): string {
  try {
    JSON.parse(text)
    return text
  } catch (error) {
    throw new MalformedFile('not JSON', { cause: error })
  }
}
