/** Routewatch for programs: typed reads and posts over the HTTP interface. */
import type { EventData, Reads, Schemas } from './api.generated.ts'
import { type Answer, type Connection, connect, parsed } from './client.ts'
import { ProblemFailure } from './failure.ts'
import type { Patience } from './patience.ts'

export type { Connection } from './client.ts'
export { ProblemFailure, RoutewatchFailure } from './failure.ts'

export type EventType = keyof EventData & string
/** A CloudEvent. `id` is the idempotency key: whatever is sent again under it is recorded once. */
export type Event<T extends EventType = EventType> = {
  type: T
  id: string
  /** Absent where the server makes it: seizures, statements, commitments. */
  subject?: string
  /** The state that the event builds on: the `etag` of a card or a receipt. */
  ifmatch?: string
  data: EventData[T]
}

type Listing = { [P in keyof Reads]: Reads[P]['answer'] extends { items: (infer I)[] } ? I : never }
type Asking<P extends keyof Reads> = { path?: Reads[P]['path']; query?: Reads[P]['query'] }

export type Routewatch = {
  /** Throws `ProblemFailure` where there is none, as far as the caller can see. */
  read<P extends keyof Reads>(path: P, asking?: Asking<P>): Promise<Reads[P]['answer']>
  /** All items of a list, page after page. */
  list<P extends keyof Reads>(path: P, asking?: Asking<P>): AsyncGenerator<Listing[P]>
  /** The receipt: the same for each repeat. Throws `ProblemFailure` where the event is refused. */
  post<T extends EventType>(event: Event<T>): Promise<Schemas['Receipt']>
  /** Up to 100 events; each has its own result, in their order. */
  postBatch(events: readonly Event[]): Promise<Schemas['Batch']>
}

/** @param patience how often and how long to try; about four seconds where nobody listens. */
export function routewatch(connection: Connection & { agency: string }, patience?: Patience): Routewatch {
  const client = connect(connection, patience)
  const told = async <T>(answer: Promise<Answer>): Promise<T> => {
    const { status, text } = await answer
    if (status >= 300) throw new ProblemFailure(status, parsed(text))
    return JSON.parse(text) as T
  }
  const get = <T>(path: string): Promise<T> => told<T>(client.request('GET', path))
  const post = <T>(body: unknown, kind: string): Promise<T> => {
    const contentType = `application/${kind}+json`
    return told<T>(client.request('POST', '/v1/events', { contentType, body: JSON.stringify(body) }))
  }
  const cloudEvent = (event: Event) => ({
    specversion: '1.0',
    source: `/agencies/${connection.agency}`,
    ...event,
  })
  return {
    read: (path, { path: parts = {}, query = {} } = {}) => get(addressOf(path, parts, query)),
    async *list<P extends keyof Reads>(path: P, { path: parts = {}, query = {} }: Asking<P> = {}) {
      for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
        const address = addressOf(path, parts, { ...query, ...(cursor !== undefined && { cursor }) })
        const page: { items: Listing[P][]; next?: string } = await get(address)
        yield* page.items
        cursor = page.next
      }
    },
    post: (event) => post(cloudEvent(event), 'cloudevents'),
    postBatch: (events) => post(events.map(cloudEvent), 'cloudevents-batch'),
  }
}

function addressOf(template: string, parts: object, query: object): string {
  const path = Object.entries(parts).reduce(
    (left, [name, value]) => left.replace(`{${name}}`, encodeURIComponent(String(value))),
    template,
  )
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    ),
  )
  return search.size === 0 ? path : `${path}?${search}`
}
