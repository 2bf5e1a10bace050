import { Agent, request } from 'node:http'
import { raw } from '../journeys/raw.ts'
import type { FuzzRequest } from './requests.ts'
import { stopwatch, type Taken } from './stopwatch.ts'

/** The host answers 408 before, when what it was told to expect does not come. */
const unfinishedMs = 40_000

export type FuzzAnswer = { status: number; headers: Record<string, string>; text: string } & Taken

/** Sends over connections that stay open; `tokens` by agency. Throws when there is no answer in 15 seconds. */
export function senderOf(url: string, tokens: ReadonlyMap<string, string>) {
  const { hostname, port } = new URL(url)
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })

  const send = async (what: FuzzRequest): Promise<FuzzAnswer> => {
    const taken = stopwatch()
    const answer = 'bytes' in what ? await sendBytes(what.bytes) : await sendRequest(what)
    return { ...answer, ...taken() }
  }

  const sendBytes = async (bytes: string) => {
    const { status, head, text } = await raw(url, bytes, unfinishedMs)
    const headers = Object.fromEntries(
      head.split('\r\n').map((line) => {
        const [name = '', ...value] = line.split(': ')
        return [name.toLowerCase(), value.join(': ')]
      }),
    )
    // What follows is the answer to another request that the bytes may hold.
    const own = Buffer.from(text).subarray(0, Number(headers['content-length'] ?? 0))
    return { status, headers, text: own.toString() }
  }

  function sendRequest({ as, method, path, headers, body }: Exclude<FuzzRequest, { bytes: string }>) {
    const { promise, resolve, reject } = Promise.withResolvers<Omit<FuzzAnswer, keyof Taken>>()
    const token = as === undefined ? undefined : tokens.get(as)
    const length = headers['transfer-encoding'] === undefined ? { 'content-length': body?.length ?? 0 } : {}
    const sent = { ...(token && { authorization: `Bearer ${token}` }), ...length, ...headers }
    const asked = request(
      { agent, hostname, port, method, path, headers: sent, timeout: 15_000 },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers as Record<string, string>,
            text: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
    asked.on('timeout', () => asked.destroy(new Error('No answer in 15 s')))
    asked.on('error', reject)
    asked.end(body)
    return promise
  }
  return { send, end: () => agent.destroy() }
}

/** The request as a command for a shell; `$TOKEN` stands for the agency's token. */
export function curlOf(what: FuzzRequest, url: string): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
  if ('bytes' in what) {
    return `printf %b ${quoted(JSON.stringify(what.bytes).slice(1, -1))} | nc ${new URL(url).host.replace(':', ' ')}`
  }
  const { as, method, path, headers, body } = what
  const all = { ...(as !== undefined && { authorization: 'Bearer $TOKEN' }), ...headers }
  const flags = Object.entries(all).map(([name, value]) => `-H "${name}: ${value.replaceAll('"', '\\"')}"`)
  const data = body ? ` | base64 -d | curl -sig --data-binary @-` : 'curl -sig'
  const before = body ? `printf %s ${body.toString('base64')}` : ''
  return `${before}${data} -X ${method} ${flags.join(' ')} ${quoted(url + path)}${as ? `   # as ${as}` : ''}`
}
