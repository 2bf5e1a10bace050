import { randomUUID } from 'node:crypto'
import type { SampleEvent } from '../../infra/cli/sample.ts'
import { type Client, connect } from '../../infra/client/client.ts'

/** The public API as partners and analysts call it. `undefined` in place of an agency is a caller without a token. */

export type Body = Record<string, unknown>
export type Answer = { status: number; headers: Headers; text: string; body: Body }
export type Posting = {
  as?: string | undefined
  type?: string
  headers?: Record<string, string>
  query?: string
}
export type Api = {
  url: string
  token: (agency: string) => Promise<string>
  get: (path: string, as?: string, headers?: Record<string, string>) => Promise<Answer>
  /** One event, an array as a batch, or bytes as they are. Posts as the agency that `source` names unless told. */
  post: (what: Event | readonly Event[] | string | Uint8Array, posting?: Posting) => Promise<Answer>
  /** Posts one event and expects 201. */
  record: (event: Event, headers?: Record<string, string>) => Promise<Receipt>
}
export type Event = Partial<SampleEvent> & { specversion?: string; [attribute: string]: unknown }
export type Receipt = Body & {
  subject: string
  eventId: string
  version: number
  audience: string[]
  etag: string
}

const single = 'application/cloudevents+json'
const batch = 'application/cloudevents-batch+json'

export function apiOf(url: string): Api {
  const clients = new Map<string, Client>()
  const token = async (agency: string): Promise<string> => {
    const client = clients.get(agency) ?? connect({ base: url, agency, secret: `local-${agency}` })
    clients.set(agency, client)
    return (await client.token()).value
  }
  const bearer = async (as: string | undefined): Promise<Record<string, string>> =>
    as === undefined ? {} : { authorization: `Bearer ${await token(as)}` }

  const get: Api['get'] = async (path, as, headers = {}) =>
    answered(await fetch(url + path, { headers: { ...(await bearer(as)), ...headers } }))

  const post: Api['post'] = async (what, { as, type, headers = {}, query = '' } = {}) => {
    const raw = typeof what === 'string' || what instanceof Uint8Array
    const agency = as ?? (raw ? undefined : agencyOf([what].flat()[0] as Event | undefined))
    const contentType = type ?? (Array.isArray(what) ? batch : single)
    return answered(
      await fetch(`${url}/v1/events${query}`, {
        method: 'POST',
        headers: { 'content-type': contentType, ...(await bearer(agency)), ...headers },
        body: raw ? (what as string) : JSON.stringify(what),
      }),
    )
  }

  const record: Api['record'] = async (event, headers = {}) => {
    const { status, text, body, headers: answer } = await post(event, { headers })
    if (status !== 201) throw new Error(`${event.type} ${event.id}: ${status} ${text}`)
    return { ...body, etag: answer.get('etag') } as Receipt
  }
  return { url, token, get, post, record }
}

async function answered(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? JSON.parse(text) : {},
  }
}

const agencyOf = (event: Event | undefined): string | undefined =>
  /^\/agencies\/(.+)$/.exec(String(event?.source))?.[1]

/** What an answer says beyond its own request: status, headers and body without ids, clock and path. */
export function anonymous({ status, headers, text }: Answer, path: string): string {
  const kept = [...headers].filter(([name]) => !['date', 'apigw-requestid', 'content-length'].includes(name))
  const requestId = headers.get('apigw-requestid') ?? randomUUID()
  return JSON.stringify([status, kept, text.replaceAll(requestId, '<id>').replaceAll(path, '<path>')])
}

export const itemsOf = ({ body }: Answer): Body[] => (body.items ?? []) as Body[]
