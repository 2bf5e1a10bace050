/**
 * A later release of a table against what was imported of it before: rows that say the same are left out, those that
 * changed restate what they correct, and figures that the release no longer has are told. Nothing is overwritten.
 */
import { isDeepStrictEqual } from 'node:util'
import { parsed } from '../client/client.ts'
import type { Patience } from '../client/patience.ts'
import type { Client } from './connection.ts'
import { CommandFailed, exitOf } from './failure.ts'
import { inOrder } from './in-order.ts'
import type { CloudEvent } from './map-row.ts'
import { type Mapping, placeholder } from './mapping.ts'
import { explain } from './post-batch.ts'

export type Restating = {
  /** The event that brings one row of the release in, or nothing where it says what is recorded. */
  of: (event: CloudEvent) => CloudEvent | undefined
  /** Ids of figures of earlier releases that no row of this one has had. They stand. */
  missing: () => readonly string[]
}

type RawEvent = { type: string; source: string; id: string; eventid: string; data?: Record<string, unknown> }
/** What stands of one row, under how many ids it was ever recorded. */
type Figure = { eventId: string; data: Record<string, unknown> | undefined; times: number; stands: boolean }
type Asking = { client: Client; agency: string; patience: Patience }

/** Between the id of a row and the number of its restatement; no mapping makes one. */
const nth = '~'
const atOnce = 8

/** Throws where the mapping cannot tell which row of one release is which of another. */
export async function restating(
  mapping: Mapping,
  subjects: ReadonlySet<string>,
  asking: Asking,
): Promise<Restating> {
  const [idStart, subjectStart] = [mapping.id, mapping.subject ?? ''].map(startOf)
  if (mapping.type !== 'AggregateFigureReported')
    throw new CommandFailed('usage', '--restates is for figures: AggregateFigureReported')
  if (mapping.id.includes('{row}') || !idStart || !subjectStart?.startsWith('figures/'))
    throw new CommandFailed(
      'usage',
      '--restates: id and subject of the mapping begin with words, and {row} in the id would mistake one row for another',
    )
  const known = new Map<string, Figure>()
  const all = new Set([...subjects, ...(await listed(subjectStart, asking))])
  await inOrder(
    stream(all),
    atOnce,
    (subject) => eventsOf(subject, asking),
    async (events) => {
      for (const event of events) remember(known, event, { agency: asking.agency, idStart })
    },
  )
  const met = new Set<string>()
  return {
    of: (event) => {
      met.add(event.id)
      const figure = known.get(event.id)
      if (!figure) return event
      if (figure.stands && isDeepStrictEqual(saidBy(figure.data), saidBy(event.data))) return undefined
      const data = { ...event.data, ...(figure.stands && { restates: figure.eventId }) }
      return { ...event, id: `${event.id}${nth}${figure.times}`, data }
    },
    missing: () => [...known].flatMap(([id, { stands }]) => (stands && !met.has(id) ? [id] : [])).sort(),
  }
}

const startOf = (template: string): string => template.slice(0, template.search(placeholder))

/** What a figure says; who says it, and how sure, may differ from release to release. */
function saidBy(data: Record<string, unknown> | undefined): unknown {
  const { series, period, value, relation, count } = data ?? {}
  return { series, period, value, relation, count }
}

function remember(
  known: Map<string, Figure>,
  { type, source, id, eventid, data }: RawEvent,
  { agency, idStart }: { agency: string; idStart: string },
): void {
  if (type === 'ClaimRetracted') {
    for (const figure of known.values()) if (figure.eventId === data?.claimId) figure.stands = false
  }
  if (type !== 'AggregateFigureReported' || source !== `/agencies/${agency}` || !id.startsWith(idStart))
    return
  const [row = id] = id.split(nth)
  known.set(row, { eventId: eventid, data, times: (known.get(row)?.times ?? 0) + 1, stands: true })
}

/** Subjects of figures by how they begin. */
async function listed(start: string, asking: Asking): Promise<string[]> {
  const found: string[] = []
  for await (const { subject } of items<{ subject: string }>('/v1/figures?limit=500', asking))
    if (subject.startsWith(start)) found.push(subject)
  return found
}

async function eventsOf(subject: string, asking: Asking): Promise<RawEvent[]> {
  const found: RawEvent[] = []
  for await (const event of items<RawEvent>(`/v1/subjects/${subject}/events?limit=500`, asking))
    found.push(event)
  return found
}

/** Every item of every page; none where there is no such thing. */
async function* items<T>(path: string, { client, patience }: Asking): AsyncGenerator<T> {
  for (let cursor = ''; ; ) {
    const answer = await client.request('GET', `${path}${cursor}`, { patience })
    if (answer.status === 404) return
    if (answer.status !== 200) throw new CommandFailed(exitOf(answer.status), explain(answer))
    const { items: page = [], next } = parsed(answer.text) as { items?: T[]; next?: string }
    yield* page
    if (next === undefined) return
    cursor = `&cursor=${next}`
  }
}

async function* stream<T>(all: Iterable<T>): AsyncGenerator<T> {
  yield* all
}
