import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { agencyOfSource } from '../../events/ids.ts'
import { type Patience, persistent } from '../client/patience.ts'
import { connect } from './connection.ts'
import { CommandFailed } from './failure.ts'
import { explain } from './post-batch.ts'

/** The worked example of docs/sample: one CloudEvent a line, files in the order of posting. */
export type SampleEvent = {
  type: string
  source: string
  id: string
  subject?: string
  data: Record<string, unknown>
}
/** `subjects` tells how many events of the example each subject has. */
export type Posted = {
  recorded: number
  unchanged: number
  agencies: string[]
  subjects: Map<string, number>
}

export async function readSample(folder: string): Promise<SampleEvent[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ndjson')).sort()
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
  const lines = texts.flatMap((text) => text.split('\n').filter((line) => line.trim() !== ''))
  return lines.map((line) => JSON.parse(line) as SampleEvent)
}

/**
 * Posts the example one by one, each event as the agency that its `source` names, since later events refer to earlier
 * ones. The second time every event is a repeat and nothing changes. Throws at the first refusal.
 */
export async function postSample(base: string, events: readonly SampleEvent[]): Promise<Posted> {
  const posted: Posted = { recorded: 0, unchanged: 0, agencies: [], subjects: new Map() }
  const agencies = [...new Set(events.map(({ source }) => agencyOfSource(source) ?? source))]
  const clients = new Map(
    agencies.map((agency) => [agency, connect({ base, agency, secret: `local-${agency}` })]),
  )
  for (const event of events) {
    const answer = await clients
      .get(agencyOfSource(event.source) ?? event.source)
      ?.request('POST', '/v1/events', {
        contentType: 'application/cloudevents+json',
        body: JSON.stringify(event),
        patience: persistent,
      })
    if (answer?.status !== 200 && answer?.status !== 201) {
      throw new CommandFailed('rejected', `${event.id}: ${answer ? explain(answer) : 'no such agency'}`)
    }
    posted[answer.status === 201 ? 'recorded' : 'unchanged']++
    const { subject } = JSON.parse(answer.text) as { subject: string }
    posted.subjects.set(subject, (posted.subjects.get(subject) ?? 0) + 1)
  }
  return { ...posted, agencies }
}

const pollMs = 200
/** Long enough for a host that loses and reorders messages on purpose: its sweeper finds them. */
const longestMs = 180_000

/** Waits until every subject of the example can be read by anyone, with all that the example says of it. */
export async function untilReadable(
  base: string,
  { subjects }: Posted,
  sleep: Patience['sleep'] = persistent.sleep,
) {
  const anyone = connect({ base })
  const patience: Patience = { ...persistent, retriesMax: 0 }
  const untilMs = Date.now() + longestMs
  for (const [subject, count] of subjects) {
    for (;;) {
      const { status } = await anyone.request('GET', `/v1/${subject}?atLeast=${count}`, { patience })
      if (status === 200) break
      if (Date.now() > untilMs) throw new CommandFailed('server', `${subject} is not readable: ${status}`)
      await sleep(pollMs)
    }
  }
}
